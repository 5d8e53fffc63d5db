#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::decode;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, survives_every_change};
use crate::limits::LimitName;
use crate::undecided::Undecided;

const END: [u8; 8] = [0, 0, 0, 0, 0, 0, 0, 1];

fn file(width: u32, height: u32, channels: u8, ops: &[u8]) -> Vec<u8> {
    let sides = [width.to_be_bytes(), height.to_be_bytes()];
    [b"qoif", sides.as_flattened(), &[channels, 0], ops, &END].concat()
}

/// Every way in which a pixel may be told (QOI specification 1.0), and what it must be.
fn every_op() -> (Vec<u8>, Vec<[u8; 3]>) {
    let ops = [
        &[0xfe, 10, 20, 30][..],
        // Red one up, green two down, blue as it was.
        &[0x40 | 3 << 4 | 2],
        // Green five down, red seven more than that, blue eight less.
        &[0x80 | (32 - 5), 15 << 4],
        // The first pixel again: (10 * 3 + 20 * 5 + 30 * 7 + 255 * 11) % 64.
        &[9],
        // Three more of it.
        &[0xc0 | 2],
        &[0xff, 1, 2, 3, 255],
    ]
    .concat();
    let first = [10, 20, 30];
    let seen = vec![first, [11, 18, 30], [13, 13, 17], first, first, first, first, [1, 2, 3]];
    (ops, seen)
}

#[test]
fn every_way_to_tell_a_pixel_is_understood() {
    let (ops, seen) = every_op();
    let (frames, result) = run(decode, &file(4, 2, 3, &ops));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, seen.iter().map(|rgb| luma8(*rgb)).collect::<Vec<_>>());
    assert!(frames[0].over_black.is_none());
}

#[test]
fn alpha_counts_where_there_are_four_channels() {
    let ops = [0xff, 9, 9, 9, 0, 0xff, 200, 200, 200, 255];
    let (frames, result) = run(decode, &file(2, 1, 4, &ops));
    assert_eq!((result, frames[0].transparent), (Ok(()), Some(true)));
    assert_eq!(frames[0].over_white, [255.0, luma8([200; 3])]);
    assert_eq!(frames[0].over_black.as_deref().unwrap()[0], 0.0);
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    survives_every_change(decode, &file(4, 2, 3, &every_op().0), END.len());
}

#[test]
fn a_run_over_the_last_pixel_is_whole_and_a_cut_is_truncated_with_what_came() {
    let (frames, result) = run(decode, &file(3, 1, 3, &[0xfe, 50, 50, 50, 0xc0 | 40]));
    assert_eq!((frames[0].over_white.len(), result), (3, Ok(())));
    let cut = file(3, 2, 3, &[0xfe, 50, 50, 50, 0xc0 | 1]);
    let (frames, result) = run(decode, &cut[..cut.len() - END.len()]);
    assert_eq!(result, Err(Undecided::Truncated));
    assert_eq!(frames[0].over_white, [[luma8([50; 3]); 3], [0.0; 3]].concat());
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let over = |limit| Err(Undecided::OverLimit(limit));
    assert_eq!(run(decode, &file(65_535, 65_535, 3, &[])).1, over(LimitName::Pixels));
    assert_eq!(run(decode, &file(u32::MAX, 1, 3, &[])).1, over(LimitName::SidePixels));
    assert_eq!(run(decode, &file(0, 1, 3, &[])).1, Err(Undecided::Corrupt));
}
