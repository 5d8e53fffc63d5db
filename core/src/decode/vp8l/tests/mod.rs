#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod pixels;
mod writer;

use self::writer::{Writer, chunk, claims_groups, large_group, riff};
use super::{GROUP_BYTES, Survey, image};
use crate::context::CancelToken;
use crate::decode::Guard;
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::decode::vp8l::bits::Bits;
use crate::decode::{animated_webp, webp};
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

const OVER_LIMIT: Result<(), Undecided> = Err(Undecided::OverLimit(LimitName::DecodeBytes));

fn small() -> Limits {
    Limits { max_decode_bytes: 1 << 20, ..Limits::default() }
}

fn survey<T>(data: &[u8], ask: impl FnOnce(&mut Survey<'_, '_>) -> T) -> T {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut guard = Guard::new(&limits, &cancel);
    ask(&mut Survey { bits: Bits::new(data), held_bytes: 0, guard: &mut guard })
}

fn groups(data: &[u8], width: u32, height: u32) -> Result<u64, Undecided> {
    survey(data, |survey| {
        survey.bits.skip(40)?;
        let width = survey.transforms(width, height)?;
        image::read_cache_bits(&mut survey.bits)?;
        survey.groups(width, height)
    })
}

/// What image-webp takes beside the pixels themselves.
fn bytes(data: &[u8], width: u32, height: u32) -> u64 {
    survey(data, |survey| {
        survey.picture(width, height).unwrap();
        survey.held_bytes
    })
}

fn still(bits: &Writer) -> Vec<u8> {
    riff(&[chunk(b"VP8L", &bits.bytes())])
}

/// Enough for the pixels of any picture here: four codes each.
const PICTURE_BITS: usize = 48 * 32 * 4;

/// A stream whose groups all have large tables, then a picture of nothing.
fn with_groups(bits: Writer, claimed: u32, written: u32) -> Writer {
    let mut bits = claims_groups(bits, claimed);
    let group = large_group();
    (0..written).for_each(|_| bits.0.extend(&group.0));
    bits.0.extend([false; PICTURE_BITS]);
    bits
}

#[test]
fn a_large_claim_is_refused_before_its_groups_are_read() {
    for claimed in [1 << 16, 1100] {
        let file = still(&claims_groups(Writer::header(8, 8), claimed));
        assert_eq!(run_within(&small(), webp::decode, &file).1, OVER_LIMIT);
        // Where there is room for the claim, it is the end of the data that is noticed.
        assert_eq!(run(webp::decode, &file).1, Err(Undecided::Truncated));
    }
}

#[test]
fn tables_are_counted_as_they_come() {
    let bits = with_groups(Writer::header(8, 8), 40, 40);
    let group_bytes = GROUP_BYTES + 5 * 4096;
    let blocks_bytes = 6;
    assert_eq!(bytes(&bits.bytes(), 8, 8), 40 * group_bytes + blocks_bytes);
    assert_eq!(run_within(&small(), webp::decode, &still(&bits)).1, Ok(()));
    let bits = with_groups(Writer::header(8, 8), 60, 60);
    assert_eq!(run_within(&small(), webp::decode, &still(&bits)).1, OVER_LIMIT);
    assert_eq!(run(webp::decode, &still(&bits)).1, Ok(()));
}

#[test]
fn the_default_limit_refuses_the_largest_tables() {
    let file = still(&with_groups(Writer::header(8, 8), 1 << 16, 10_000));
    assert_eq!(run(webp::decode, &file).1, OVER_LIMIT);
}

/// A lossy picture: the first frame of the animation in testdata, 48 by 32.
fn lossy() -> &'static [u8] {
    let animation = include_bytes!("../../../../testdata/decode/lossy_fields.webp");
    let at = animation.windows(4).position(|name| name == b"VP8 ").unwrap();
    let size = u32::from_le_bytes(animation[at + 4..at + 8].try_into().unwrap());
    &animation[at + 8..at + 8 + usize::try_from(size).unwrap()]
}

#[test]
fn alpha_of_a_lossy_picture_is_counted_too() {
    let alpha = |groups| {
        let bits = with_groups(Writer::default(), groups, groups).bytes();
        // 48 by 32 pixels are 24 blocks of 8 by 8: all of them of the one number.
        let alpha = chunk(b"ALPH", &[&[1][..], &bits].concat());
        let header = chunk(b"VP8X", &[0x10, 0, 0, 0, 47, 0, 0, 31, 0, 0]);
        riff(&[header, alpha, chunk(b"VP8 ", lossy())])
    };
    assert_eq!(run_within(&small(), webp::decode, &alpha(20)).1, Ok(()));
    assert_eq!(run_within(&small(), webp::decode, &alpha(60)).1, OVER_LIMIT);
    assert_eq!(run(webp::decode, &alpha(60)).1, Ok(()));
}

#[test]
fn every_frame_of_an_animation_is_counted() {
    let header = chunk(b"VP8X", &[0x12, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
    let place = [0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 40, 0, 0, 0];
    let frame = |groups| {
        let picture = with_groups(Writer::header(8, 8), groups, groups).bytes();
        chunk(b"ANMF", &[&place[..], &chunk(b"VP8L", &picture)].concat())
    };
    let file = |last| riff(&[header.clone(), chunk(b"ANIM", &[0; 6]), frame(2), frame(last)]);
    let (frames, result) = run_within(&small(), animated_webp::decode, &file(20));
    // The same picture again is not shown again.
    assert_eq!((frames.len(), result), (1, Ok(())));
    let (frames, result) = run_within(&small(), animated_webp::decode, &file(60));
    assert_eq!((frames.len(), result), (1, OVER_LIMIT));
    assert_eq!(run(animated_webp::decode, &file(60)).1, Ok(()));
}

#[test]
fn a_picture_by_libwebp_needs_few_groups() {
    let file = include_bytes!("../../../../testdata/decode/lossless_groups.webp");
    let data = &file[20..];
    assert_eq!(groups(data, 48, 32), Ok(2));
    assert!(bytes(data, 48, 32) < 1 << 14);
    let (frames, result) = run(webp::decode, file);
    assert_eq!((frames.len(), result), (1, Ok(())));
}

#[test]
fn survives_every_cut_and_every_bit_flip() {
    survives_every_change(
        webp::decode,
        include_bytes!("../../../../testdata/decode/lossless_groups.webp"),
        1,
    );
    survives_every_change(
        webp::decode,
        &still(&with_groups(Writer::header(8, 8), 2, 2)),
        PICTURE_BITS / 8,
    );
}

#[test]
fn the_header_of_the_stream_is_checked() {
    let good = Writer::header(8, 8);
    for bit in [0, 8, 22, 37] {
        let mut bits = good.clone();
        bits.0[bit] ^= true;
        let result = survey(&bits.bytes(), |survey| survey.picture(8, 8));
        assert_eq!(result, Err(Undecided::Corrupt), "{bit}");
    }
}

#[test]
fn a_transform_that_comes_twice_is_corrupt() {
    let mut bits = Writer::header(8, 8);
    for _ in 0..2 {
        bits.number(0b101, 3);
    }
    let result = survey(&bits.bytes(), |survey| survey.picture(8, 8));
    assert_eq!(result, Err(Undecided::Corrupt));
}
