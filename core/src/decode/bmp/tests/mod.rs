#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{Recorded, run, survives_every_change};
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// A bitmap with a header of `header_bytes` (40 or 108), rows as stored.
struct File<'a> {
    header_bytes: u32,
    width: i32,
    height: i32,
    bits: u16,
    compression: u32,
    /// Red, green, blue, alpha; only for compression 3.
    masks: [u32; 4],
    palette: &'a [[u8; 4]],
    rows: &'a [u8],
}

const PLAIN: File<'_> = File {
    header_bytes: 40,
    width: 3,
    height: 2,
    bits: 24,
    compression: 0,
    masks: [0; 4],
    palette: &[],
    rows: &[],
};

impl File<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut info = self.header_bytes.to_le_bytes().to_vec();
        info.extend([self.width.to_le_bytes(), self.height.to_le_bytes()].concat());
        info.extend([1, 0]);
        info.extend(self.bits.to_le_bytes());
        info.extend(self.compression.to_le_bytes());
        info.extend([0; 20]);
        if self.compression == 3 {
            let masks = self.masks.map(u32::to_le_bytes);
            info.extend(masks.as_flattened());
        }
        info.resize(usize::try_from(self.header_bytes).unwrap().max(info.len()), 0);
        info.extend(self.palette.as_flattened());
        let start = u32::try_from(14 + info.len()).unwrap().to_le_bytes();
        [b"BM", &[0; 8][..], &start, &info, self.rows].concat()
    }

    fn shown(&self) -> Recorded {
        let mut frames = self.all_shown();
        assert_eq!(frames.len(), 1);
        frames.remove(0)
    }

    fn all_shown(&self) -> Vec<Recorded> {
        let (frames, result) = run(decode, &self.bytes());
        assert_eq!(result, Ok(()));
        frames
    }
}

const RED: [u8; 3] = [250, 10, 20];
const GREEN: [u8; 3] = [5, 240, 30];
const BLUE: [u8; 3] = [0, 40, 200];

/// Blue, green, red, as bitmaps store it.
const fn bgr([red, green, blue]: [u8; 3]) -> [u8; 3] {
    [blue, green, red]
}

fn rows24() -> Vec<u8> {
    let row = |a, b, c| [&bgr(a)[..], &bgr(b), &bgr(c), &[0; 3]].concat();
    [row(RED, GREEN, BLUE), row(BLUE, BLUE, RED)].concat()
}

#[test]
fn rows_are_stored_from_the_bottom_unless_the_height_is_negative() {
    let [red, green, blue] = [RED, GREEN, BLUE].map(luma8);
    let rows = rows24();
    let upward = File { rows: &rows, ..PLAIN }.shown();
    assert_eq!(upward.over_white, [blue, blue, red, red, green, blue]);
    let downward = File { height: -2, rows: &rows, ..PLAIN }.shown();
    assert_eq!(downward.over_white, [red, green, blue, blue, blue, red]);
    assert_eq!(downward.info.height, 2);
}

#[test]
fn palettes_of_every_depth_are_resolved() {
    let palette = [RED, GREEN, BLUE].map(|c| [c[2], c[1], c[0], 0]);
    let expected = [RED, GREEN, BLUE, GREEN, GREEN, RED].map(luma8);
    for (bits, top, bottom) in [
        (8, [0, 1, 2, 0], [1, 1, 0, 0]),
        (4, [0x01, 0x20, 0, 0], [0x11, 0, 0, 0]),
        (2, [0b0001_1000, 0, 0, 0], [0b0101_0000, 0, 0, 0]),
    ] {
        let rows = [bottom, top].concat();
        let full = [&palette[..], &vec![[0; 4]; (1 << bits) - 3]].concat();
        let file = File { bits, palette: &full, rows: &rows, ..PLAIN };
        assert_eq!(file.shown().over_white, expected, "{bits} bits");
    }
    let rows = [0b0100_0000, 0, 0, 0, 0b1010_0000, 0, 0, 0];
    let one_bit = File { bits: 1, palette: &palette[..2], rows: &rows, ..PLAIN };
    assert_eq!(one_bit.shown().over_white, [GREEN, RED, GREEN, RED, GREEN, RED].map(luma8));
}

#[test]
fn run_lengths_are_expanded() {
    let palette: Vec<_> = (0..=255).map(|v| [v, v, v, 0]).collect();
    // Three of 9, end of row; 50, 60, 70 as they are, end of file.
    let rows = [3, 9, 0, 0, 0, 3, 50, 60, 70, 0, 0, 1];
    let file = File { bits: 8, compression: 1, palette: &palette, rows: &rows, ..PLAIN };
    assert_eq!(file.shown().over_white, [50.0, 60.0, 70.0, 9.0, 9.0, 9.0].map(exact));
}

/// Gray through the RGB weights, which do not add up to 1 exactly in f32.
fn exact(gray: f32) -> f32 {
    crate::decode::luma::luma(gray, gray, gray)
}

#[test]
fn the_fourth_byte_of_plain_32_bit_pixels_is_no_alpha() {
    let pixels = [RED, GREEN, BLUE, BLUE, BLUE, RED].map(|c| [c[2], c[1], c[0], 7]);
    let file = File { bits: 32, height: -2, rows: pixels.as_flattened(), ..PLAIN };
    let frame = file.shown();
    assert_eq!(frame.over_white, [RED, GREEN, BLUE, BLUE, BLUE, RED].map(luma8));
    assert_eq!((frame.transparent, frame.over_black.is_none()), (Some(false), true));
}

/// Six pixels with this alpha, in a bitmap whose header has a mask for it.
fn with_alpha_mask(alpha: [u8; 6]) -> Vec<Recorded> {
    let mut alpha = alpha.into_iter();
    let pixels = [RED, GREEN, BLUE, BLUE, BLUE, RED]
        .map(|[red, green, blue]| [blue, green, red, alpha.next().unwrap()]);
    let masks = [0xff_0000, 0xff00, 0xff, 0xff00_0000];
    File {
        header_bytes: 108,
        bits: 32,
        compression: 3,
        masks,
        height: -2,
        rows: pixels.as_flattened(),
        ..PLAIN
    }
    .all_shown()
}

#[test]
fn an_alpha_mask_makes_alpha_unless_all_of_it_is_clear() {
    let opaque = [RED, GREEN, BLUE, BLUE, BLUE, RED].map(luma8);
    for (alpha, what) in [(255, "opaque"), (0, "a program that left alpha out")] {
        let frames = with_alpha_mask([alpha; 6]);
        assert_eq!((frames.len(), &frames[0].over_white[..]), (1, &opaque[..]), "{what}");
    }
    let half = with_alpha_mask([51; 6]).remove(0);
    assert_eq!(half.transparent, Some(true));
    for ((over_white, over_black), opaque) in
        half.over_white.iter().zip(half.over_black.unwrap()).zip(opaque)
    {
        assert!((over_black - opaque * 0.2).abs() < 0.001);
        assert!((over_white - over_black - 204.0).abs() < 0.001);
    }
}

#[test]
fn what_alpha_hides_is_given_as_a_frame_of_its_own() {
    let frames = with_alpha_mask([0, 0, 0, 0, 0, 1]);
    assert_eq!(frames.len(), 2);
    assert_eq!((frames[0].info.frame, frames[0].over_white[0]), (0, 255.0));
    assert_eq!((frames[1].info.frame, frames[1].transparent), (1, Some(false)));
    assert_eq!(frames[1].over_white, [RED, GREEN, BLUE, BLUE, BLUE, RED].map(luma8));
}

#[test]
fn sixteen_bit_pixels_have_five_bits_a_colour() {
    let rows = [0x00, 0x7c, 0xe0, 0x03, 0x1f, 0x00, 0, 0];
    let frame = File { bits: 16, height: 1, rows: &rows, ..PLAIN }.shown();
    assert_eq!(frame.over_white, [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(luma8));
}

#[test]
fn a_cut_bitmap_shows_the_rows_that_are_there() {
    let rows = rows24();
    let file = File { rows: &rows, ..PLAIN }.bytes();
    let (frames, result) = run(decode, file.get(..file.len() - 12).unwrap());
    assert_eq!(result, Err(Undecided::Truncated));
    let [red, green, blue] = [RED, GREEN, BLUE].map(luma8);
    assert_eq!(frames.first().unwrap().over_white, [0.0, 0.0, 0.0, red, green, blue]);
}

#[test]
fn survives_every_cut_every_bit_flip_and_any_tail() {
    let rows = rows24();
    // The padding of the last row; the padding of the last run, and the end code.
    survives_every_change(decode, &File { rows: &rows, ..PLAIN }.bytes(), 3);
    let palette: Vec<_> = (0..=255).map(|v| [v, v, v, 0]).collect();
    let rows = [3, 9, 0, 0, 0, 3, 50, 60, 70, 0, 0, 1];
    let file = File { bits: 8, compression: 1, palette: &palette, rows: &rows, ..PLAIN };
    survives_every_change(decode, &file.bytes(), 3);
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let result = |width, height| run(decode, &File { width, height, ..PLAIN }.bytes()).1;
    let over = |limit| Err(Undecided::OverLimit(limit));
    assert_eq!(result(65_535, 65_535), over(LimitName::Pixels));
    assert_eq!(result(i32::MAX, 1), over(LimitName::SidePixels));
    assert_eq!(result(3, i32::MIN), over(LimitName::SidePixels));
    assert_eq!(result(0, 2), Err(Undecided::Corrupt));
    assert_eq!(result(2, 0), Err(Undecided::Corrupt));
    assert_eq!(result(-2, 2), Err(Undecided::Corrupt));
}

mod odd;
