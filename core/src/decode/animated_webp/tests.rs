#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use image_webp::{ColorType, WebPEncoder};
use proptest::prelude::*;

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const SIDE: u32 = 8;

#[derive(Clone, Debug)]
struct Drawing {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    clear: bool,
    copy: bool,
    pixels: Vec<[u8; 4]>,
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&name[..], &size, data, &[0][..data.len() % 2]].concat()
}

fn number24(value: u32) -> [u8; 3] {
    let [a, b, c, _] = value.to_le_bytes();
    [a, b, c]
}

fn frame(drawing: &Drawing) -> Vec<u8> {
    let mut still = Vec::new();
    WebPEncoder::new(&mut still)
        .encode(drawing.pixels.as_flattened(), drawing.width, drawing.height, ColorType::Rgba8)
        .unwrap();
    let flags = u8::from(drawing.clear) | (u8::from(drawing.copy) << 1);
    let header = [
        number24(drawing.left / 2),
        number24(drawing.top / 2),
        number24(drawing.width - 1),
        number24(drawing.height - 1),
        number24(40),
    ]
    .concat();
    chunk(b"ANMF", &[&header[..], &[flags], &still[12..]].concat())
}

fn file(width: u32, height: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    let size = [number24(width - 1), number24(height - 1)].concat();
    let content = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[&[0x12, 0, 0, 0][..], &size].concat()),
        // A background colour that no browser paints.
        chunk(b"ANIM", &[9, 99, 9, 255, 0, 0]),
        chunks.concat(),
    ]
    .concat();
    chunk(b"RIFF", &content)
}

fn flat(gray: u8) -> Drawing {
    let pixels = vec![[gray, gray, gray, 255]; 64];
    Drawing { left: 0, top: 0, width: SIDE, height: SIDE, clear: false, copy: false, pixels }
}

fn drawing() -> impl Strategy<Value = Drawing> {
    let place = (0..4u32, 0..4u32, 1..=SIDE, 1..=SIDE);
    (place, any::<bool>(), any::<bool>(), any::<u64>()).prop_map(
        |((left, top, width, height), clear, copy, seed)| {
            let (left, top) = (left * 2, top * 2);
            let (width, height) = (width.min(SIDE - left), height.min(SIDE - top));
            let pixels = (0..width * height)
                .map(|i| {
                    let random = (seed ^ u64::from(i)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    let [r, g, b, a, ..] = random.to_be_bytes();
                    [r, g, b, if a < 100 { 0 } else { 255 }]
                })
                .collect();
            Drawing { left, top, width, height, clear, copy, pixels }
        },
    )
}

/// The plainest way to draw an animation: pixel by pixel, every frame from the start.
fn by_hand(frames: &[Drawing]) -> Vec<(u32, Vec<f32>)> {
    let mut seen: Vec<(u32, Vec<[u8; 4]>)> = Vec::new();
    for last in 0..frames.len() {
        let mut canvas = vec![[0_u8; 4]; 64];
        for (i, frame) in frames[..=last].iter().enumerate() {
            for y in 0..frame.height {
                for x in 0..frame.width {
                    let over = frame.pixels[usize::try_from(y * frame.width + x).unwrap()];
                    let at = usize::try_from((frame.top + y) * SIDE + frame.left + x).unwrap();
                    if frame.copy || over[3] == 255 {
                        canvas[at] = over;
                    }
                    if i < last && frame.clear {
                        canvas[at] = [0; 4];
                    }
                }
            }
        }
        seen.push((u32::try_from(last).unwrap(), canvas));
    }
    let shown = |[r, g, b, a]: &[u8; 4]| if *a == 0 { 255.0 } else { luma8([*r, *g, *b]) };
    seen.iter().map(|(n, canvas)| (*n, canvas.iter().map(shown).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_animation_is_seen_as_drawn(frames in proptest::collection::vec(drawing(), 1..6)) {
        let chunks: Vec<Vec<u8>> = frames.iter().map(frame).collect();
        let (seen, result) = run(decode, &file(SIDE, SIDE, &chunks));
        prop_assert_eq!(result, Ok(()));
        let expected = by_hand(&frames);
        for frame in &seen {
            let number = usize::try_from(frame.info.frame).unwrap();
            prop_assert_eq!(&frame.over_white, &expected[number].1);
        }
        // A frame that was not given looks like the one before it.
        for (number, luma) in &expected {
            let given = seen.iter().rfind(|frame| frame.info.frame <= *number).unwrap();
            prop_assert_eq!(&given.over_white, luma);
        }
    }
}

#[test]
fn frames_have_numbers_and_times_and_equal_ones_come_once() {
    let chunks: Vec<Vec<u8>> = [1, 2, 2, 3].map(|gray| frame(&flat(gray))).to_vec();
    let (seen, result) = run(decode, &file(SIDE, SIDE, &chunks));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!((result, order), (Ok(()), vec![(0, Some(0)), (1, Some(40)), (3, Some(120))]));
}

#[test]
fn the_orientation_is_found_behind_the_frames() {
    let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0";
    let (seen, _) = run(decode, &file(SIDE, SIDE, &[frame(&flat(3)), chunk(b"EXIF", exif)]));
    assert_eq!(seen[0].info.orientation, Orientation::Rotate180);
    assert_eq!(seen[0].info.time_ms, None);
}

#[test]
fn beyond_the_bound_evenly_spaced_frames_are_given_and_the_limit_is_named() {
    let chunks: Vec<Vec<u8>> = (0..9).map(|gray| frame(&flat(gray))).collect();
    let limits = Limits { max_frames: 3, ..Limits::default() };
    let (seen, result) = run_within(&limits, decode, &file(SIDE, SIDE, &chunks));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
    assert_eq!(seen.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 4, 8]);
}

#[test]
fn huge_claims_are_over_a_limit_before_anything_is_allocated() {
    for (side, limit) in [
        (1 << 24, LimitName::SidePixels),
        (60_000, LimitName::Pixels),
        (10_000, LimitName::DecodeBytes),
    ] {
        let bytes = file(side, side, &[frame(&flat(1))]);
        assert_eq!(run(decode, &bytes).1, Err(Undecided::OverLimit(limit)));
    }
    let mut huge = frame(&flat(1));
    huge[14..20].fill(0xff);
    assert_eq!(run(decode, &file(SIDE, SIDE, &[huge])).1, Ok(()), "its picture is small");
}

#[test]
fn complete_frames_count_before_a_broken_one() {
    let chunks = [frame(&flat(1)), frame(&flat(2))];
    let whole = file(SIDE, SIDE, &chunks);
    let (seen, result) = run(decode, &whole[..whole.len() - 3]);
    assert_eq!((seen.len(), result), (1, Err(Undecided::Truncated)));
    assert_eq!(run(decode, &file(SIDE, SIDE, &[])).1, Err(Undecided::Corrupt));
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    let mut second = flat(9);
    (second.width, second.height, second.clear) = (4, 2, true);
    second.pixels.truncate(8);
    let chunks = [frame(&flat(1)), frame(&second), frame(&flat(3))];
    survives_every_change(decode, &file(SIDE, SIDE, &chunks), 0);
}

/// Drawn by Pillow (see ORIGIN.md): lossy frames of 48x32 with four flat fields each, the third with
/// a transparent one.
#[test]
fn lossy_frames_of_another_encoder_are_seen_as_drawn() {
    let bytes = include_bytes!("../../../testdata/decode/lossy_fields.webp");
    let (seen, result) = run(decode, bytes);
    assert_eq!((result, seen.len()), (Ok(()), 3));
    let fields: [[u8; 4]; 3] = [[20, 90, 160, 230], [230, 160, 90, 20], [60, 255, 120, 200]];
    for (frame, grays) in seen.iter().zip(fields) {
        for (i, gray) in grays.into_iter().enumerate() {
            let (x, y) = (i % 2 * 24 + 12, i / 2 * 16 + 8);
            let luma = frame.over_white[y * 48 + x];
            assert!((luma - f32::from(gray)).abs() < 6.0, "{luma} for {gray}");
        }
    }
    assert_eq!(
        seen.iter().map(|frame| frame.transparent).collect::<Vec<_>>()[..2],
        [Some(false); 2]
    );
    assert_eq!(seen[2].transparent, Some(true));
}

#[test]
fn a_frame_has_the_sides_of_its_picture_whatever_its_header_states() {
    let whole = frame(&flat(7));
    let (expected, _) = run(decode, &file(SIDE, SIDE, std::slice::from_ref(&whole)));
    for stated in [0, 3, 200] {
        let mut odd = whole.clone();
        // Width and height lie behind the chunk's own header, left and top.
        (odd[14], odd[17]) = (stated, stated);
        let (seen, result) = run(decode, &file(SIDE, SIDE, &[odd]));
        assert_eq!((result, &seen[0].over_white), (Ok(()), &expected[0].over_white));
    }
}
