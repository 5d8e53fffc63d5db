#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use ::png::{BitDepth, ColorType, Encoder};

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

const RED: [u8; 3] = [250, 10, 20];
const BLUE: [u8; 3] = [0, 40, 200];

/// An icon of these pictures: the sides that the directory says, and the bytes.
fn file(pictures: &[(u8, &[u8])]) -> Vec<u8> {
    let count = u16::try_from(pictures.len()).unwrap();
    let mut directory = [&[0, 0, 1, 0][..], &count.to_le_bytes()].concat();
    let mut data = Vec::new();
    for (side, picture) in pictures {
        let at = 6 + 16 * pictures.len() + data.len();
        let numbers = [picture.len(), at].map(|n| u32::try_from(n).unwrap().to_le_bytes());
        directory.extend([&[*side, *side, 0, 0, 1, 0, 32, 0][..], numbers.as_flattened()].concat());
        data.extend_from_slice(picture);
    }
    [directory, data].concat()
}

/// A bitmap of 2x2 pixels: rows as stored, then the mask.
fn bitmap(bits: u8, palette: &[[u8; 4]], rows: &[u8], mask: [u8; 2]) -> Vec<u8> {
    let mut header = [&[40, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 1, 0, bits, 0][..], &[0; 24]].concat();
    header[32] = u8::try_from(palette.len()).unwrap();
    let mask = mask.map(|row| [row, 0, 0, 0]);
    [&header, palette.as_flattened(), rows, mask.as_flattened()].concat()
}

fn bgra([red, green, blue]: [u8; 3], alpha: u8) -> [u8; 4] {
    [blue, green, red, alpha]
}

fn png(side: u32, gray: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, side, side);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let pixels = vec![gray; usize::try_from(side * side).unwrap()];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

#[test]
fn every_picture_is_given_the_largest_first() {
    let small = bitmap(8, &[bgra(RED, 0), bgra(BLUE, 0)], &[0, 1, 0, 0, 1, 1, 0, 0], [0, 0]);
    let (frames, result) = run(decode, &file(&[(2, &small), (9, &png(9, 77))]));
    assert_eq!((frames.len(), result), (2, Ok(())));
    assert_eq!((frames[0].info.frame, frames[0].info.width), (0, 9));
    assert_eq!(frames[0].over_white, [77.0; 81]);
    assert_eq!(frames[1].info.frame, 1);
    let [red, blue] = [RED, BLUE].map(luma8);
    assert_eq!(frames[1].over_white, [blue, blue, red, blue]);
}

#[test]
fn the_mask_makes_pixels_clear() {
    let rows =
        [&[20, 10, 250][..], &[20, 10, 250], &[0, 0], &[20, 10, 250], &[20, 10, 250], &[0, 0]];
    let (frames, result) = run(decode, &file(&[(2, &bitmap(24, &[], &rows.concat(), [0x80, 0]))]));
    assert_eq!((frames[0].transparent, result), (Some(true), Ok(())));
    // Rows are stored from the bottom: the first one of the mask is the lower one.
    assert_eq!(frames[0].over_white, [luma8(RED), luma8(RED), 255.0, luma8(RED)]);
}

#[test]
fn a_palette_that_true_colour_does_not_need_is_never_clean() {
    let mut bitmap = bitmap(24, &[], &[9; 16], [0, 0]);
    bitmap[32] = 4;
    let (frames, result) = run(decode, &file(&[(2, &bitmap)]));
    assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)));
}

#[test]
fn alpha_of_its_own_comes_before_the_mask_unless_it_is_clear_everywhere() {
    let rows = |alpha: u8| [bgra(RED, alpha); 4];
    let own = bitmap(32, &[], rows(255).as_flattened(), [0xc0, 0xc0]);
    let (frames, _) = run(decode, &file(&[(2, &own)]));
    assert_eq!((frames[0].over_white[0], frames[0].transparent), (luma8(RED), Some(false)));
    let masked = bitmap(32, &[], rows(0).as_flattened(), [0xc0, 0]);
    let (frames, _) = run(decode, &file(&[(2, &masked)]));
    assert_eq!(frames[0].over_white, [luma8(RED), luma8(RED), 255.0, 255.0]);
}

#[test]
fn a_broken_picture_does_not_take_the_others_away() {
    let (frames, result) = run(decode, &file(&[(90, b"no picture"), (9, &png(9, 5))]));
    assert_eq!((frames.len(), frames[0].info.width), (1, 9));
    assert!(result.is_err());
}

#[test]
fn a_picture_over_a_limit_does_not_take_the_others_away() {
    let (large, small) = (png(90, 7), png(9, 5));
    let within = |limits| run_within(&limits, decode, &file(&[(90, &large), (9, &small)]));
    for (limits, name) in [
        (Limits { max_pixels: 100, ..Limits::default() }, LimitName::Pixels),
        (Limits { max_side_pixels: 10, ..Limits::default() }, LimitName::SidePixels),
    ] {
        let (frames, result) = within(limits);
        assert_eq!((frames.len(), result), (1, Err(Undecided::OverLimit(name))));
        assert_eq!(frames[0].over_white, [5.0; 81]);
    }
}

#[test]
fn more_pictures_than_allowed_are_a_limit_that_is_named() {
    let limits = Limits { max_frames: 2, ..Limits::default() };
    let (frames, result) = run_within(&limits, decode, &file(&[(1, &png(1, 5)[..]); 3]));
    assert_eq!((frames.len(), result), (2, Err(Undecided::OverLimit(LimitName::Frames))));
}

#[test]
fn pictures_that_share_their_bytes_are_work_each() {
    let limits = Limits { max_work_bytes: 100_000, ..Limits::default() };
    let mut bytes = file(&[(100, &png(100, 9)[..]); 250]);
    let first = bytes[18..22].to_vec();
    (0..250).for_each(|i| bytes[18 + 16 * i..22 + 16 * i].copy_from_slice(&first));
    let (_, result) = run_within(&limits, decode, &bytes);
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    let rows = [bgra(RED, 255), bgra(BLUE, 9), bgra(RED, 255), bgra(BLUE, 0)];
    // A mask that says nothing may be missing.
    survives_every_change(decode, &file(&[(2, &bitmap(32, &[], rows.as_flattened(), [0, 0]))]), 8);
    let small = bitmap(8, &[bgra(RED, 0), bgra(BLUE, 0)], &[0, 1, 0, 0, 1, 1, 0, 0], [0, 0]);
    survives_every_change(decode, &file(&[(2, &small)]), 3);
}
