#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use image_webp::{ColorType, WebPEncoder};

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

fn pixels(width: u32, height: u32) -> Vec<[u8; 4]> {
    let byte = |v: u32| u8::try_from(v % 256).unwrap();
    (0..width * height)
        .map(|i| [byte(i * 3), byte(i % width * 7), byte(i / width * 11), byte(255 - i % 5 * 40)])
        .collect()
}

fn lossless(width: u32, height: u32, color: ColorType) -> Vec<u8> {
    let pixels = pixels(width, height);
    let mut file = Vec::new();
    let encoder = WebPEncoder::new(&mut file);
    match color {
        ColorType::Rgba8 => encoder.encode(pixels.as_flattened(), width, height, color).unwrap(),
        _ => {
            let rgb: Vec<_> = pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
            encoder.encode(&rgb, width, height, color).unwrap();
        }
    }
    file
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&name[..], &size, data, &[0][..data.len() % 2]].concat()
}

/// The picture of a simple file behind an extended header with these flags and other chunks.
fn extended(file: &[u8], flags: u8, width: u8, height: u8, other: &[Vec<u8>]) -> Vec<u8> {
    let header = [flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0];
    let chunks = [&chunk(b"VP8X", &header)[..], &file[12..], &other.concat()].concat();
    chunk(b"RIFF", &[b"WEBP", &chunks[..]].concat())
}

/// A lossy still: the first frame's picture of the animation in testdata.
fn lossy() -> Vec<u8> {
    let animation = include_bytes!("../../../testdata/decode/lossy_fields.webp");
    let at = animation.windows(4).position(|name| name == b"VP8 ").unwrap();
    let size = u32::from_le_bytes(animation[at + 4..at + 8].try_into().unwrap());
    let data = &animation[at + 8..at + 8 + usize::try_from(size).unwrap()];
    chunk(b"RIFF", &[b"WEBP", &chunk(b"VP8 ", data)[..]].concat())
}

#[test]
fn lossless_is_exact_with_and_without_alpha() {
    let (frames, result) = run(decode, &lossless(13, 9, ColorType::Rgb8));
    assert_eq!(result, Ok(()));
    let expected: Vec<f32> = pixels(13, 9).iter().map(|[r, g, b, _]| luma8([*r, *g, *b])).collect();
    assert_eq!(frames[0].over_white, expected);
    assert_eq!((frames[0].transparent, frames[0].over_black.is_none()), (Some(false), true));

    let (frames, result) = run(decode, &lossless(13, 9, ColorType::Rgba8));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].transparent, Some(true));
    let black = frames[0].over_black.as_ref().unwrap();
    for (([r, g, b, a], white), black) in pixels(13, 9).iter().zip(&frames[0].over_white).zip(black)
    {
        let part = f32::from(*a) / 255.0;
        let seen = luma8([*r, *g, *b]) * part;
        assert!((black - seen).abs() < 0.001);
        assert!((white - seen - 255.0 * (1.0 - part)).abs() < 0.001);
    }
}

#[test]
fn lossy_shows_its_fields() {
    let (frames, result) = run(decode, &lossy());
    assert_eq!(result, Ok(()));
    assert_eq!((frames[0].info.width, frames[0].info.height), (48, 32));
    for (at, gray) in [(5, 20.0), (40, 90.0), (48 * 24 + 5, 160.0), (48 * 24 + 40, 230.0)] {
        assert!((frames[0].over_white[at] - gray).abs() < 6.0, "{}", frames[0].over_white[at]);
    }
}

#[test]
fn flags_that_promise_what_is_not_there_do_no_harm() {
    let (plain, _) = run(decode, &lossy());
    for flags in [0, 0x10, 0x08, 0x04, 0x20, 0x3c] {
        let (frames, result) = run(decode, &extended(&lossy(), flags, 48, 32, &[]));
        assert_eq!(result, Ok(()), "{flags:x}");
        assert_eq!(frames[0].over_white, plain[0].over_white);
    }
}

#[test]
fn orientation_stands_in_the_exif_chunk() {
    let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
    let seen = |exif: &[u8]| {
        let (frames, result) = run(decode, &extended(&lossy(), 8, 48, 32, &[chunk(b"EXIF", exif)]));
        assert_eq!(result, Ok(()));
        frames[0].info.orientation
    };
    assert_eq!(seen(tiff), Orientation::Rotate270);
    assert_eq!(seen(&[b"Exif\0\0", &tiff[..]].concat()), Orientation::Rotate270);
    assert_eq!(seen(b"II*\0\xff\xff\xff\xff"), Orientation::Upright);
}

#[test]
fn survives_every_cut_every_bit_flip_and_any_tail() {
    // The last byte may be one that only fills up an odd length.
    survives_every_change(decode, &lossless(9, 5, ColorType::Rgb8), 1);
    survives_every_change(decode, &lossless(5, 9, ColorType::Rgba8), 1);
    survives_every_change(decode, &lossy(), 1);
}

#[test]
fn a_cut_lossy_picture_shows_what_came_before_the_cut() {
    let file = include_bytes!("../../../testdata/decode/lossy_slope.webp");
    let (whole, result) = run(decode, file);
    assert_eq!(result, Ok(()));
    let (frames, result) = run(decode, &file[..file.len() * 3 / 4]);
    assert_eq!(result, Err(Undecided::Truncated));
    let rows = 64 * 24;
    assert_eq!(frames[0].over_white[..rows], whole[0].over_white[..rows]);
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let mut file = lossless(8, 8, ColorType::Rgba8);
    let head = 20;
    // 14 bits each of width and height, less one: 16,384 by 16,384.
    file[head + 1..head + 5].copy_from_slice(&[0xff, 0xff, 0xff, 0x1f]);
    assert_eq!(run(decode, &file).1, Err(Undecided::OverLimit(LimitName::Pixels)));
    let limits = Limits { max_pixels: 1 << 30, ..Limits::default() };
    let result = run_within(&limits, decode, &file).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
    let mut long = lossy();
    long[16..20].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(run(decode, &long).1, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
}

#[test]
fn every_copy_of_the_file_is_memory() {
    let mut file = lossless(8, 8, ColorType::Rgba8);
    file.resize(20 + 300_000, 0);
    file[16..20].copy_from_slice(&300_000_u32.to_le_bytes());
    file[4..8].copy_from_slice(&300_012_u32.to_le_bytes());
    assert_eq!(run(decode, &file).1, Ok(()));
    let limits = Limits { max_decode_bytes: 1 << 20, ..Limits::default() };
    let result = run_within(&limits, decode, &file).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
}

#[test]
fn a_file_without_a_picture_is_named() {
    assert_eq!(run(decode, b"").1, Err(Undecided::Truncated));
    assert_eq!(run(decode, b"RIFF\x04\0\0\0WEBP").1, Err(Undecided::Corrupt));
    assert_eq!(run(decode, b"RIFF\xff\0\0\0WEBP").1, Err(Undecided::Truncated));
    assert_eq!(run(decode, b"RIFF\x04\0\0\0WAVE").1, Err(Undecided::Corrupt));
}
