#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::borrow::Cow;

use ::gif::{DisposalMethod, Encoder, Frame};
use image::AnimationDecoder;
use image::codecs::gif::GifDecoder;
use proptest::prelude::*;

use super::{decode, row_order};
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

const SIDE: u16 = 8;
const PALETTE: [u8; 12] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90];

fn frame(left: u16, top: u16, width: u16, height: u16, index: u8) -> Frame<'static> {
    let pixels = usize::from(width) * usize::from(height);
    Frame {
        left,
        top,
        width,
        height,
        delay: 5,
        buffer: Cow::Owned(vec![index; pixels]),
        ..Frame::default()
    }
}

fn file(width: u16, height: u16, frames: &[Frame<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height, &PALETTE).unwrap();
    for frame in frames {
        encoder.write_frame(frame).unwrap();
    }
    drop(encoder);
    bytes
}

fn luma_of(index: u8) -> f32 {
    let at = usize::from(index) * 3;
    luma8([PALETTE[at], PALETTE[at + 1], PALETTE[at + 2]])
}

fn any_frame() -> impl Strategy<Value = Frame<'static>> {
    let place = (0..SIDE, 0..SIDE, 1..=SIDE, 1..=SIDE);
    (place, 0..4u8, proptest::option::of(0..4u8), any::<u64>()).prop_map(
        |((left, top, width, height), dispose, transparent, seed)| {
            let (width, height) = (width.min(SIDE - left), height.min(SIDE - top));
            let mut frame = frame(left, top, width, height, 0);
            frame.dispose = DisposalMethod::from_u8(dispose).unwrap();
            frame.transparent = transparent;
            for (i, index) in (0_u64..).zip(frame.buffer.to_mut()) {
                *index = (seed ^ i).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0] % 4;
            }
            frame
        },
    )
}

fn by_image(bytes: &[u8]) -> Vec<(u32, Vec<f32>)> {
    let decoder = GifDecoder::new(std::io::Cursor::new(bytes)).unwrap();
    let mut frames: Vec<(u32, Vec<u8>)> = (0..)
        .zip(decoder.into_frames().map(|frame| frame.unwrap().into_buffer().into_raw()))
        .collect();
    for (_, pixels) in &mut frames {
        for pixel in pixels.as_chunks_mut::<4>().0.iter_mut().filter(|pixel| pixel[3] == 0) {
            *pixel = [0; 4];
        }
    }
    frames.dedup_by(|later, earlier| later.1 == earlier.1);
    let white = |[r, g, b, a]: &[u8; 4]| if *a == 0 { 255.0 } else { luma8([*r, *g, *b]) };
    frames
        .iter()
        .map(|(n, pixels)| (*n, pixels.as_chunks().0.iter().map(white).collect()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_animation_is_seen_as_another_decoder_sees_it(
        frames in proptest::collection::vec(any_frame(), 1..7),
    ) {
        let bytes = file(SIDE, SIDE, &frames);
        let (seen, result) = run(decode, &bytes);
        prop_assert_eq!(result, Ok(()));
        let seen: Vec<(u32, Vec<f32>)> =
            seen.into_iter().map(|frame| (frame.info.frame, frame.over_white)).collect();
        prop_assert_eq!(seen, by_image(&bytes));
    }
}

#[test]
fn a_single_frame_stands_still_and_many_have_times() {
    let (seen, result) = run(decode, &file(8, 8, &[frame(0, 0, 8, 8, 1)]));
    assert_eq!((result, seen[0].info.time_ms), (Ok(()), None));
    assert_eq!(seen[0].over_white, [luma_of(1); 64]);
    assert_eq!(seen[0].transparent, Some(false));
    let mut frames = [0, 1, 1, 2].map(|index| frame(0, 0, 8, 8, index));
    frames[0].delay = 0;
    let (seen, result) = run(decode, &file(8, 8, &frames));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!((result, order), (Ok(()), vec![(0, Some(0)), (1, Some(0)), (3, Some(100))]));
}

#[test]
fn what_no_frame_covers_is_transparent_and_later_frames_are_cut_at_the_canvas() {
    let frames = [frame(0, 0, 4, 4, 0), frame(2, 2, 40, 40, 2)];
    let (seen, result) = run(decode, &file(4, 6, &frames));
    assert_eq!(result, Ok(()));
    assert_eq!((seen[1].info.width, seen[1].info.height), (4, 6));
    assert_eq!(seen[0].over_white[4 * 5], 255.0);
    assert_eq!(seen[0].over_black.as_ref().unwrap()[4 * 5], 0.0);
    assert_eq!(seen[0].transparent, Some(true));
    assert_eq!(seen[1].over_white[4 * 6 - 1], luma_of(2));
}

#[test]
fn a_first_frame_larger_than_the_screen_makes_the_canvas_larger() {
    for (width, height) in [(0, 0), (3, 9)] {
        let (seen, result) = run(decode, &file(width, height, &[frame(1, 0, 6, 5, 3)]));
        assert_eq!(result, Ok(()));
        assert_eq!((seen[0].info.width, seen[0].info.height), (7, height.max(5).into()));
    }
}

#[test]
fn interlaced_rows_come_in_their_own_order() {
    assert_eq!(row_order(10, true).collect::<Vec<_>>(), [0, 8, 4, 2, 6, 1, 3, 5, 7, 9]);
    assert_eq!(row_order(3, false).collect::<Vec<_>>(), [0, 1, 2]);
    for height in 0..40 {
        let mut rows: Vec<u32> = row_order(height, true).collect();
        rows.sort_unstable();
        assert_eq!(rows, (0..height).collect::<Vec<_>>());
    }
    let mut stored = frame(0, 0, 2, 10, 0);
    stored.interlaced = true;
    let order: Vec<u32> = row_order(10, true).collect();
    let indices = stored.buffer.to_mut().chunks_mut(2).zip(&order);
    indices.for_each(|(row, y)| row.fill(u8::try_from(y % 4).unwrap()));
    let (seen, _) = run(decode, &file(2, 10, &[stored]));
    let expected: Vec<f32> = (0..10).flat_map(|y| [luma_of(y % 4); 2]).collect();
    assert_eq!(seen[0].over_white, expected);
}

#[test]
fn beyond_the_bound_evenly_spaced_frames_are_given_and_the_limit_is_named() {
    let frames: Vec<_> = (0..9).map(|i| frame(0, 0, 8, 8, i % 4)).collect();
    let limits = Limits { max_frames: 3, ..Limits::default() };
    let (seen, result) = run_within(&limits, decode, &file(8, 8, &frames));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
    // Frames 0, 4 and 8 look alike.
    assert_eq!(seen.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0]);
    let limits = Limits { max_frames: 5, ..Limits::default() };
    let (seen, _) = run_within(&limits, decode, &file(8, 8, &frames));
    assert_eq!(seen.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 2, 4, 6, 8]);
}

#[test]
fn many_tiny_frames_end_within_the_work_budget() {
    let frames: Vec<_> =
        (0..5000).map(|i| frame(i % 8, 0, 1, 1, u8::try_from(i % 4).unwrap())).collect();
    let limits = Limits { max_work_bytes: 1 << 20, ..Limits::default() };
    let (seen, result) = run_within(&limits, decode, &file(8, 8, &frames));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    assert!(!seen.is_empty());
}

/// A frame of the whole screen that is cleared or restored afterwards, and has a single pixel.
fn frame_of_one_pixel(side: u16, dispose: u8) -> Vec<u8> {
    let [low, high] = side.to_le_bytes();
    let control = [0x21, 0xf9, 4, dispose << 2, 0, 0, 0, 0];
    let data = [2, 2, 0x4c, 1, 0];
    [&control[..], &[b',', 0, 0, 0, 0, low, high, low, high, 0], &data].concat()
}

#[test]
fn clearing_and_restoring_for_frames_without_pixels_is_work() {
    let limits = Limits { max_work_bytes: 16 << 20, max_frames: 1, ..Limits::default() };
    for dispose in [2, 3] {
        let mut bytes = file(1000, 1000, &[]);
        bytes.pop();
        bytes.extend(frame_of_one_pixel(1000, dispose).repeat(50));
        let (seen, result) = run_within(&limits, decode, &bytes);
        assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)), "{dispose}");
        assert_eq!(seen.len(), 1);
    }
}

#[test]
fn huge_screens_are_over_a_limit_before_anything_is_allocated() {
    for (width, height, limit) in
        [(65_535, 65_535, LimitName::Pixels), (10_000, 10_000, LimitName::DecodeBytes)]
    {
        let result = run(decode, &file(width, height, &[frame(0, 0, 1, 1, 0)])).1;
        assert_eq!(result, Err(Undecided::OverLimit(limit)));
    }
}

#[test]
fn complete_frames_count_and_a_broken_one_is_given_as_far_as_it_goes() {
    let mut noisy = frame(0, 0, 40, 40, 0);
    for (i, index) in (0_u64..).zip(noisy.buffer.to_mut()) {
        *index = i.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()[0] % 4;
    }
    let whole = file(40, 40, &[frame(0, 0, 40, 40, 1), noisy.clone()]);
    let (seen, result) = run(decode, &whole[..whole.len() - 60]);
    assert_eq!((seen.len(), result), (2, Err(Undecided::Truncated)));
    assert_eq!(seen[0].over_white, [luma_of(1); 1600]);
    let drawn: Vec<f32> = noisy.buffer.iter().map(|index| luma_of(*index)).collect();
    assert_eq!(seen[1].over_white[..40], drawn[..40]);
    assert_eq!(seen[1].over_white[1560..], [luma_of(1); 40]);
}

#[test]
fn a_frame_without_pixels_or_colours_is_named() {
    let mut bytes = b"GIF89a\x02\0\x02\0\0\0\0".to_vec();
    assert!(run(decode, &[&bytes[..], b";"].concat()).1.is_err());
    bytes.extend_from_slice(b",\0\0\0\0\x02\0\x02\0\0\x02\x02\x4c\x01\0;");
    assert_eq!(run(decode, &bytes).1, Err(Undecided::Truncated));
    let empty =
        Frame { width: 0, height: 0, buffer: Cow::Owned(Vec::new()), ..frame(0, 0, 1, 1, 0) };
    let (seen, result) = run(decode, &file(8, 8, &[empty, frame(0, 0, 8, 8, 1)]));
    assert!(result.is_ok() == (seen.last().unwrap().over_white == [luma_of(1); 64]));
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    let mut second = frame(1, 1, 3, 2, 2);
    second.dispose = DisposalMethod::Previous;
    second.transparent = Some(3);
    let third = Frame { dispose: DisposalMethod::Background, ..frame(2, 0, 3, 3, 3) };
    // The end code, the end of the data, the end mark.
    survives_every_change(decode, &file(6, 5, &[frame(0, 0, 6, 5, 1), second, third]), 3);
}

#[test]
fn no_row_is_lost_where_a_code_has_many_pixels() {
    for width in 1..=40 {
        for height in [1, 2, 7, 50, 51] {
            let bytes = file(width, height, &[frame(0, 0, width, height, 2)]);
            let (seen, result) = run(decode, &bytes);
            assert_eq!(result, Ok(()), "{width}x{height}");
            let pixels = usize::from(width) * usize::from(height);
            assert_eq!(seen[0].over_white, vec![luma_of(2); pixels], "{width}x{height}");
        }
    }
}

#[test]
fn what_is_odd_behind_the_last_pixel_changes_nothing() {
    let whole = file(6, 5, &[frame(0, 0, 6, 5, 1), frame(0, 0, 6, 5, 2)]);
    let (expected, _) = run(decode, &whole);
    let end = whole.len() - 1;
    let extension = b"!\xfe\x05hello";
    let behind: [&[u8]; 9] = [
        b"",
        b";;",
        b"\0\0\0;",
        b"garbage without an end, and more",
        b"!\xf9\x04",
        extension,
        &[&b"\0\0"[..], &[0xff; 300]].concat(),
        b"!",
        b"PK\x03\x04",
    ];
    for behind in behind {
        let (seen, result) = run(decode, &[&whole[..end], behind].concat());
        let shown = behind.escape_ascii().to_string();
        assert_eq!((seen.len(), result), (expected.len(), Ok(())), "{shown}");
        assert_eq!(seen[1].over_white, expected[1].over_white);
    }
}

/// A screen of 4x2 with four colours, one frame, these codes of three bits.
fn coded(codes: &[u8], palette: bool) -> Vec<u8> {
    let bits = codes.iter().flat_map(|code| (0..3).map(move |bit| code >> bit & 1));
    let bits: Vec<u8> = bits.collect();
    let bytes: Vec<u8> =
        bits.chunks(8).map(|byte| byte.iter().rfold(0, |sum, bit| sum << 1 | bit)).collect();
    let flags = if palette { 0x81 } else { 0 };
    let head = [&b"GIF89a\x04\0\x02\0"[..], &[flags, 0, 0]].concat();
    let table = if palette { &PALETTE[..] } else { &[] };
    let length = u8::try_from(bytes.len()).unwrap();
    [&head, table, b",\0\0\0\0\x04\0\x02\0\0\x02", &[length], &bytes, b"\0;"].concat()
}

/// Eight pixels; each code is followed by a clear code, so that all have three bits.
fn eight_codes() -> Vec<u8> {
    (0..8).flat_map(|i| [4, i % 4]).collect()
}

#[test]
fn a_missing_end_code_and_bad_codes_behind_the_last_pixel_are_whole() {
    let eight = eight_codes();
    let expected: Vec<f32> = (0..8).map(|i| luma_of(i % 4)).collect();
    for behind in [&[][..], &[5], &[7, 7, 7], &[0, 1, 2, 3], &[4, 7, 6]] {
        let (seen, result) = run(decode, &coded(&[&eight, behind].concat(), true));
        assert_eq!((result, &seen[0].over_white), (Ok(()), &expected), "{behind:?}");
    }
    let (_, result) = run(decode, &coded(&[&eight[..6], &[4, 7]].concat(), true));
    assert_eq!(result, Err(Undecided::Corrupt));
    let (_, result) = run(decode, &coded(&[&eight[..14], &[5]].concat(), true));
    assert_eq!(result, Err(Undecided::Truncated));
}

#[test]
fn without_any_colours_indices_are_grey() {
    let (seen, result) = run(decode, &coded(&eight_codes(), false));
    assert_eq!(result, Ok(()));
    assert_eq!(seen[0].over_white, [0, 1, 2, 3, 0, 1, 2, 3].map(|gray| luma8([gray; 3])));
}

#[test]
fn extensions_and_zeros_before_a_frame_are_passed_over() {
    let whole = coded(&eight_codes(), true);
    let at = 13 + PALETTE.len();
    let (expected, _) = run(decode, &whole);
    for before in
        [&b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"[..], b"\0\0", b"!\x01\0", b"!\xf9\x03\0\0\0\0"]
    {
        let (seen, result) = run(decode, &[&whole[..at], before, &whole[at..]].concat());
        assert_eq!((result, &seen[0].over_white), (Ok(()), &expected[0].over_white));
    }
}

#[test]
fn a_frame_that_lies_in_rubbish_is_seen_and_the_file_is_not_clean() {
    let whole = coded(&eight_codes(), true);
    let at = 13 + PALETTE.len();
    let (seen, result) = run(decode, &[&whole[..at], b"rubbish", &whole[at..]].concat());
    assert_eq!((seen.len(), result), (1, Err(Undecided::Corrupt)));
}

#[test]
fn a_flood_of_clear_codes_is_counted_as_work() {
    let mut bytes = coded(&[4; 8], true);
    bytes.truncate(bytes.len() - 2);
    // Clear codes of three bits: 4, 4, 4, 4, 4, 4, 4, 4.
    let flood = [&[255][..], &[0x24, 0x49, 0x92].repeat(85)].concat();
    bytes.extend(flood.repeat(1000));
    let limits = Limits { max_work_bytes: 200_000, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &bytes);
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    assert_eq!(run(decode, &bytes).1, Err(Undecided::Truncated));
}
