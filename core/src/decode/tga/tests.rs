#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, survives_every_change};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const RED: [u8; 3] = [250, 10, 20];
const GREEN: [u8; 3] = [5, 240, 30];
const BLUE: [u8; 3] = [0, 40, 200];

fn bgr([red, green, blue]: [u8; 3]) -> [u8; 3] {
    [blue, green, red]
}

/// A file of this kind, 3 pixels wide and 2 high, with rows from the top.
fn file(kind: u8, bits: u8, map: &[[u8; 3]], pixels: &[u8]) -> Vec<u8> {
    let colours = u8::try_from(map.len()).unwrap_or(0);
    let entry_bits = if map.is_empty() { 0 } else { 24 };
    let has_map = u8::from(!map.is_empty());
    let head = [2, has_map, kind, 0, 0, colours, 0, entry_bits, 0, 0, 0, 0, 3, 0, 2, 0, bits, 0x20];
    [&head[..], b"id", map.as_flattened(), pixels].concat()
}

fn seen(file: &[u8]) -> Vec<f32> {
    let (frames, result) = run(decode, file);
    assert_eq!(result, Ok(()));
    frames[0].over_white.clone()
}

fn rows24() -> Vec<u8> {
    [RED, GREEN, BLUE, BLUE, BLUE, RED].map(bgr).concat()
}

#[test]
fn each_kind_is_seen_plain_and_in_runs() {
    let expected = [RED, GREEN, BLUE, BLUE, BLUE, RED].map(luma8);
    assert_eq!(seen(&file(2, 24, &[], &rows24())), expected);
    let map = [RED, GREEN, BLUE].map(bgr);
    assert_eq!(seen(&file(1, 8, &map, &[0, 1, 2, 2, 2, 0])), expected);
    // Two as they are, three times blue over the end of the row, one as it is.
    let [red, green, blue] = [RED, GREEN, BLUE].map(bgr);
    let runs = [&[1][..], &red, &green, &[0x82], &blue, &[0], &red].concat();
    assert_eq!(seen(&file(10, 24, &[], &runs)), expected);
    assert_eq!(seen(&file(9, 8, &map, &[1, 0, 1, 0x82, 2, 0, 0])), expected);
    assert_eq!(seen(&file(3, 8, &[], &[1, 2, 3, 4, 5, 6])), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    assert_eq!(seen(&file(11, 8, &[], &[0x82, 9, 0x82, 7])), [9.0, 9.0, 9.0, 7.0, 7.0, 7.0]);
    let five = [0x00, 0x7c, 0xe0, 0x03, 0x1f, 0x00].repeat(2);
    let colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(luma8);
    assert_eq!(seen(&file(2, 16, &[], &five)), [colours, colours].concat());
}

#[test]
fn the_corner_where_the_pixels_begin_turns_the_picture() {
    for (flags, orientation) in [
        (0x00, Orientation::Flip),
        (0x10, Orientation::Rotate180),
        (0x20, Orientation::Upright),
        (0x30, Orientation::Mirror),
    ] {
        let mut file = file(2, 24, &[], &rows24());
        file[17] = flags;
        let (frames, result) = run(decode, &file);
        assert_eq!((frames[0].info.orientation, result), (orientation, Ok(())));
    }
}

#[test]
fn alpha_counts_unless_it_is_clear_everywhere() {
    let pixels = |alpha: u8| {
        [RED, GREEN, BLUE, BLUE, BLUE, RED].map(|c| {
            let [b, g, r] = bgr(c);
            [b, g, r, alpha]
        })
    };
    let (frames, _) = run(decode, &file(2, 32, &[], pixels(0).as_flattened()));
    assert_eq!((frames[0].over_white[0], frames[0].transparent), (luma8(RED), Some(false)));
    let (frames, _) = run(decode, &file(2, 32, &[], pixels(255).as_flattened()));
    assert_eq!((frames.len(), frames[0].transparent), (1, Some(false)));
    let (frames, _) = run(decode, &file(2, 32, &[], pixels(51).as_flattened()));
    assert_eq!(frames[0].transparent, Some(true));
    let marked = [0x00, 0xfc, 0xe0, 0x03, 0x1f, 0x00].repeat(2);
    assert_eq!(run(decode, &file(2, 16, &[], &marked)).1, Err(Undecided::Corrupt));
}

#[test]
fn what_alpha_hides_is_given_as_a_frame_of_its_own() {
    let colours = [RED, GREEN, BLUE, BLUE, BLUE, RED];
    let mut pixels = colours.map(bgr).map(|[b, g, r]| [b, g, r, 0]);
    pixels[5][3] = 1;
    let runs: Vec<u8> = pixels.iter().flat_map(|p| [0, p[0], p[1], p[2], p[3]]).collect();
    for file in [file(2, 32, &[], pixels.as_flattened()), file(10, 32, &[], &runs)] {
        let (frames, result) = run(decode, &file);
        assert_eq!((frames.len(), result), (2, Ok(())));
        assert_eq!((frames[0].info.frame, frames[0].over_white[0]), (0, 255.0));
        assert_eq!((frames[1].info.frame, frames[1].transparent), (1, Some(false)));
        assert_eq!(frames[1].over_white, colours.map(luma8));
    }
    let gray = [[1, 0], [2, 0], [3, 0], [4, 0], [5, 0], [6, 9]];
    let (frames, result) = run(decode, &file(3, 16, &[], gray.as_flattened()));
    assert_eq!((frames.len(), result), (2, Ok(())));
    assert_eq!(frames[1].over_white, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    survives_every_change(decode, &file(2, 24, &[], &rows24()), 0);
    survives_every_change(decode, &file(11, 8, &[], &[0x82, 9, 2, 7, 8, 9]), 0);
    let map = [RED, GREEN, BLUE].map(bgr);
    survives_every_change(decode, &file(9, 8, &map, &[1, 0, 1, 0x82, 2, 0, 0]), 0);
}

#[test]
fn a_header_that_breaks_a_rule_is_corrupt() {
    for (place, value) in [(1, 1), (2, 0), (2, 4), (3, 1), (7, 24), (12, 0), (16, 12), (17, 0xe0)] {
        let mut file = file(2, 24, &[], &rows24());
        file[place] = value;
        assert_eq!(run(decode, &file).1, Err(Undecided::Corrupt), "{place}");
    }
}
