//! What is behind pictures of each format that says where it ends; of JPEG see its own tests.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};
use image_webp::{ColorType, WebPEncoder};

use super::open;
use crate::limits::{LimitName, Limits};
use crate::sniff::{MediaKind, sniff};
use crate::undecided::Undecided;
use crate::unpack::testing::{Given, given};

const BEHIND: &[u8] = b"%PDF-1.7";

fn opened(bytes: &[u8], limits: &Limits) -> Given {
    given(bytes, limits, |file, sink| open(sniff(bytes), file, sink))
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let given = opened(bytes, &Limits::default());
    assert_eq!((given.skipped, given.ended), (Vec::new(), None));
    given.parts
}

fn part(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), bytes.to_vec())
}

fn drawn(format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(20, 10).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// One picture of each format.
fn pictures() -> Vec<Vec<u8>> {
    let gif =
        b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let mut webp = Vec::new();
    WebPEncoder::new(&mut webp).encode(&[90; 20 * 10 * 3], 20, 10, ColorType::Rgb8).unwrap();
    let written = [drawn(ImageFormat::Png), gif.to_vec(), webp];
    let found: Vec<_> = written.iter().map(|bytes| sniff(bytes)).collect();
    assert_eq!(found, [MediaKind::Png, MediaKind::Gif, MediaKind::WebP]);
    written.into()
}

#[test]
fn a_picture_alone_has_no_part_and_padding_is_none() {
    for picture in pictures() {
        assert_eq!(parts(&picture), []);
        for padding in [&b"\0"[..], b"\0\0\0\0", b"\xff\xff\xff", b"\r\n \t\0\xff"] {
            let padded = [&picture, padding].concat();
            assert_eq!(parts(&padded), [part("picture/1", &picture)], "{:?}", sniff(&picture));
        }
    }
}

#[test]
fn what_lies_behind_is_a_part_wherever_padding_ends() {
    for picture in pictures() {
        for padding in [&b""[..], b"\0", b"\xff\n", &[0; 40_000]] {
            let file = [&picture, padding, BEHIND].concat();
            let expected = [part("after-end/1", BEHIND), part("picture/1", &picture)];
            assert_eq!(parts(&file), expected, "{:?}", sniff(&picture));
        }
    }
}

/// A crop that was written over a longer picture leaves the rest of it there.
#[test]
fn the_rest_of_a_longer_file_is_a_part() {
    for picture in pictures() {
        let padding = |byte: &u8| matches!(byte, 0 | 0xff) || byte.is_ascii_whitespace();
        let half = &picture[picture.len() / 2..];
        let rest = &half[half.iter().position(|byte| !padding(byte)).unwrap()..];
        let file = [&picture, rest].concat();
        assert_eq!(parts(&file)[0], part("after-end/1", rest));
    }
}

#[test]
fn a_picture_that_is_cut_anywhere_has_no_part() {
    for picture in pictures() {
        for cut in 0..picture.len() {
            let given = opened(&picture[..cut], &Limits::default());
            assert_eq!(given, Given::default(), "{:?} {cut}", sniff(&picture));
        }
    }
}

#[test]
fn no_flipped_bit_ends_in_anything_but_a_part_or_none() {
    for picture in pictures() {
        let file = [&picture, BEHIND].concat();
        for place in 12..picture.len() {
            for bit in 0..8 {
                let mut flipped = file.clone();
                flipped[place] ^= 1 << bit;
                let given = opened(&flipped, &Limits::default());
                assert_eq!((given.skipped, given.ended), (Vec::new(), None));
                let pieces: Vec<_> = given.parts.iter().map(|(_, bytes)| bytes).collect();
                assert!(
                    pieces.iter().all(|bytes| flipped.windows(bytes.len()).any(|w| w == *bytes))
                );
            }
        }
    }
}

#[test]
fn limits_are_named() {
    for picture in pictures() {
        let file = [&picture, BEHIND].concat();
        let given = opened(&file, &Limits { max_part_bytes: 7, ..Limits::default() });
        let over = |name| Undecided::OverLimit(name);
        assert_eq!(given.skipped, [("after-end/1".to_owned(), over(LimitName::PartBytes))]);
        let given = opened(&file, &Limits { max_parts: 0, ..Limits::default() });
        assert_eq!(given.ended, Some(over(LimitName::Parts)));
        let given = opened(&file, &Limits { max_work_bytes: 20, ..Limits::default() });
        assert_eq!(given.ended, Some(over(LimitName::WorkBytes)));
    }
}

#[test]
fn of_other_kinds_nothing_is_behind() {
    let file = [&drawn(ImageFormat::Bmp), BEHIND].concat();
    assert_eq!(sniff(&file), MediaKind::Bmp);
    assert_eq!(parts(&file), []);
}
