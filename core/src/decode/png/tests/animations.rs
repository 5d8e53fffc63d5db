use ::png::{BitDepth, BlendOp, ColorType, DisposeOp, Encoder};
use proptest::prelude::*;

use super::drawn::chunk;
use crate::decode::luma::luma8;
use crate::decode::png::decode;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

#[derive(Clone, Debug)]
struct Drawing {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    dispose: u8,
    over: bool,
    pixels: Vec<u8>,
}

fn drawing() -> impl Strategy<Value = Drawing> {
    (0..8u32, 0..8u32, 1..9u32, 1..9u32, 0..3u8, any::<bool>(), any::<u64>()).prop_map(
        |(left, top, width, height, dispose, over, seed)| {
            let (width, height) = (width.min(8 - left), height.min(8 - top));
            let pixels = (0..width * height)
                .flat_map(|i| {
                    let random = (seed ^ u64::from(i)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    let [r, g, b, a, ..] = random.to_be_bytes();
                    [r, g, b, if a < 128 { 0 } else { 255 }]
                })
                .collect();
            Drawing { left, top, width, height, dispose, over, pixels }
        },
    )
}

/// An animation of 8x8 pixels. `separate` puts a default image before it that is no part of it.
fn animation(frames: &[Drawing], separate: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_animated(u32::try_from(frames.len()).unwrap(), 0).unwrap();
    encoder.set_sep_def_img(separate).unwrap();
    encoder.set_frame_delay(1, 20).unwrap();
    let mut writer = encoder.write_header().unwrap();
    if separate {
        writer.write_image_data(&[77; 8 * 8 * 4]).unwrap();
    }
    for (i, frame) in frames.iter().enumerate() {
        if i > 0 || separate {
            writer.reset_frame_position().unwrap();
            writer.set_frame_dimension(frame.width, frame.height).unwrap();
            writer.set_frame_position(frame.left, frame.top).unwrap();
        }
        let dispose = [DisposeOp::None, DisposeOp::Background, DisposeOp::Previous];
        let dispose = dispose[usize::from(frame.dispose)];
        writer.set_dispose_op(dispose).unwrap();
        writer.set_blend_op(if frame.over { BlendOp::Over } else { BlendOp::Source }).unwrap();
        let whole: Vec<u8> = frame.pixels.iter().copied().cycle().take(8 * 8 * 4).collect();
        let pixels = if i > 0 || separate { &frame.pixels } else { &whole };
        writer.write_image_data(pixels).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

/// The plainest way to draw an animation: every frame from the start, pixel by pixel. The `image`
/// crate is no oracle here: it restores wrong pixels where a frame to be restored follows one to be
/// cleared.
fn by_hand(frames: &[Drawing]) -> Vec<Vec<f32>> {
    let drawn = |last: usize| {
        let mut canvas = vec![[0_u8; 4]; 64];
        for (i, frame) in frames[..=last].iter().enumerate() {
            let before = canvas.clone();
            let (left, top) = (frame.left, frame.top);
            let (left, top, width, height) =
                if i == 0 { (0, 0, 8, 8) } else { (left, top, frame.width, frame.height) };
            let mut pixels = frame.pixels.as_chunks::<4>().0.iter().cycle();
            for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
                let at = usize::try_from((top + y) * 8 + left + x).unwrap();
                let over = pixels.next().unwrap();
                if !frame.over || over[3] == 255 {
                    canvas[at] = *over;
                }
                match frame.dispose {
                    1 if i < last => canvas[at] = [0; 4],
                    2 if i < last => canvas[at] = before[at],
                    _ => {}
                }
            }
        }
        canvas
    };
    let white = |[r, g, b, a]: &[u8; 4]| if *a == 0 { 255.0 } else { luma8([*r, *g, *b]) };
    (0..frames.len()).map(|last| drawn(last).iter().map(white).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_animation_is_seen_as_drawn(frames in proptest::collection::vec(drawing(), 1..6)) {
        let (seen, result) = run(decode, &animation(&frames, false));
        prop_assert_eq!(result, Ok(()));
        // A frame that was not given looks like the one before it.
        for (number, expected) in (0..).zip(by_hand(&frames)) {
            let given = seen.iter().rfind(|frame| frame.info.frame <= number).unwrap();
            prop_assert_eq!(&given.over_white, &expected);
        }
    }
}

fn flat(color: u8) -> Drawing {
    Drawing {
        left: 0,
        top: 0,
        width: 8,
        height: 8,
        dispose: 0,
        over: false,
        pixels: [color, color, color, 255].repeat(64),
    }
}

#[test]
fn frames_have_numbers_and_times_and_equal_ones_come_once() {
    let (seen, result) = run(decode, &animation(&[1, 2, 2, 3].map(flat), false));
    assert_eq!(result, Ok(()));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!(order, [(0, Some(0)), (1, Some(50)), (3, Some(150))]);
}

#[test]
fn a_default_image_outside_the_animation_is_given_too() {
    let (seen, result) = run(decode, &animation(&[1, 2].map(flat), true));
    assert_eq!(result, Ok(()));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!(order, [(0, None), (1, Some(0)), (2, Some(50))]);
    let alpha = 77.0 / 255.0;
    assert!((seen[0].over_white[0] - (77.0 * alpha + 255.0 * (1.0 - alpha))).abs() < 0.01);
    assert!((seen[1].over_white[0] - 1.0).abs() < 0.01);
}

#[test]
fn beyond_the_bound_evenly_spaced_frames_are_given_and_the_limit_is_named() {
    let frames: Vec<Drawing> = (0..9).map(flat).collect();
    let limits = Limits { max_frames: 3, ..Limits::default() };
    let (seen, result) = run_within(&limits, decode, &animation(&frames, false));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
    assert_eq!(seen.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 4, 8]);
}

/// An animation of wide frames, one pixel high.
fn wide(width: u32, frames: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, 1);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_animated(frames, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for frame in 0..frames {
        let [.., high, low] = frame.to_be_bytes();
        let pixels = [high, low, 9, 255].repeat(usize::try_from(width).unwrap());
        writer.write_image_data(&pixels).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

#[test]
fn as_many_wide_frames_as_the_limit_allows_are_seen() {
    let frames = Limits::default().max_frames;
    let (seen, result) = run(decode, &wide(1080, frames));
    assert_eq!((u32::try_from(seen.len()), result), (Ok(frames), Ok(())));
}

#[test]
fn metadata_between_frames_is_passed_over_however_long_it_is() {
    let bytes = wide(8000, 300);
    let second = bytes.windows(4).rposition(|name| name == b"fcTL").unwrap() - 4;
    let with_exif = |length: usize| {
        let exif = chunk(b"eXIf", &vec![0; length]);
        run(decode, &[&bytes[..second], &exif, &bytes[second..]].concat()).1
    };
    assert_eq!(with_exif(10), Ok(()));
    assert_eq!(with_exif(5 << 20), Ok(()));
}

#[test]
fn frames_that_are_claimed_and_not_there_are_missing_if_the_end_is() {
    let mut bytes = animation(&[1, 2].map(flat), false);
    let at = bytes.windows(4).position(|name| name == b"acTL").unwrap() + 4;
    bytes[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    let (seen, result) = run(decode, &bytes);
    assert_eq!((seen.len(), result), (2, Ok(())));
    let (seen, result) = run(decode, &bytes[..bytes.len() - 12]);
    assert_eq!((seen.len(), result), (2, Err(Undecided::Truncated)));
}

#[test]
fn frames_beyond_the_claimed_number_are_seen_too() {
    let mut bytes = animation(&[1, 2].map(flat), false);
    let at = bytes.windows(4).position(|name| name == b"acTL").unwrap() + 4;
    bytes[at..at + 4].copy_from_slice(&1_u32.to_be_bytes());
    let (seen, result) = run(decode, &bytes);
    assert_eq!((seen.len(), result), (2, Ok(())));
}

#[test]
fn animations_survive_every_cut_every_bit_and_a_tail() {
    let mut second = flat(9);
    (second.width, second.height, second.dispose, second.over) = (3, 2, 2, true);
    second.pixels.truncate(24);
    survives_every_change(decode, &animation(&[flat(5), second, flat(7)], true), 20);
}

fn at(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).position(|window| window == name).unwrap()
}

fn last(bytes: &[u8], name: &[u8; 4]) -> usize {
    bytes.windows(4).rposition(|window| window == name).unwrap()
}

#[test]
fn an_animation_whose_first_frame_does_not_hold_leaves_the_still() {
    let whole = animation(&[1, 2].map(flat), false);
    let control = at(&whole, b"fcTL") + 4;
    // Sequence, width, height, left, top, disposal, blending.
    for (place, value) in
        [(3, 1), (7, 7), (7, 9), (7, 0), (11, 7), (15, 1), (19, 1), (24, 9), (25, 9)]
    {
        let mut bytes = whole.clone();
        bytes[control + place] = value;
        let (seen, result) = run(decode, &bytes);
        assert_eq!((seen.len(), result), (1, Ok(())), "{place} {value}");
        assert_eq!((seen[0].info.time_ms, seen[0].over_white[0]), (None, luma8([1; 3])));
    }
    let mut short = whole.clone();
    short.remove(control + 25);
    short[control - 5] = 25;
    let (seen, result) = run(decode, &short);
    assert_eq!((seen.len(), result), (1, Ok(())));
}

#[test]
fn a_file_that_says_it_is_animated_and_is_not_is_a_still() {
    let whole = animation(&[flat(5)], false);
    let control = at(&whole, b"fcTL") - 4;
    let still = [&whole[..control], &whole[control + 38..]].concat();
    let (seen, result) = run(decode, &still);
    assert_eq!((seen.len(), result, seen[0].over_white[0]), (1, Ok(()), luma8([5; 3])));
    let mut zero = whole;
    let claim = at(&zero, b"acTL") + 4;
    zero[claim..claim + 4].fill(0);
    assert_eq!(run(decode, &zero).1, Ok(()));
}

#[test]
fn a_later_frame_that_does_not_hold_ends_the_animation_by_name() {
    let whole = animation(&[1, 2, 3].map(flat), false);
    let control = last(&whole, b"fcTL") + 4;
    for (place, value) in [(7, 9), (7, 0), (15, 1), (24, 3), (25, 2)] {
        let mut bytes = whole.clone();
        bytes[control + place] = value;
        let (seen, result) = run(decode, &bytes);
        assert_eq!((seen.len(), result), (2, Err(Undecided::Corrupt)), "{place} {value}");
    }
}

#[test]
fn later_sequence_numbers_are_not_looked_at_and_every_frame_is_seen() {
    let whole = animation(&[1, 2, 3].map(flat), false);
    for name in [b"fcTL", b"fdAT"] {
        let mut bytes = whole.clone();
        let place = last(&bytes, name) + 7;
        bytes[place] = 99;
        let (seen, result) = run(decode, &bytes);
        assert_eq!((seen.len(), result), (3, Ok(())));
    }
}

#[test]
fn an_animation_cut_off_in_its_first_control_leaves_the_still_and_is_named() {
    for frames in [1, 2] {
        let whole = animation(&[1, 2].map(flat)[..frames], true);
        let control = at(&whole, b"fcTL") + 4;
        let still = run(decode, &whole[..control - 8]);
        for length in [control, control + 1, control + 25] {
            let (seen, result) = run(decode, &whole[..length]);
            assert_eq!((seen.len(), result), (1, Err(Undecided::Truncated)), "{length}");
            assert_eq!(seen[0].over_white, still.0[0].over_white);
        }
    }
}
