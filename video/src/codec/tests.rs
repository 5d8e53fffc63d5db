//! Parameter sets that say too much are refused before a decoder sees them.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use presend::context::CancelToken;
use presend::decode::{FrameInfo, Guard, LumaRow, LumaSink, VideoFrames};
use presend::limits::{LimitName, Limits};
use presend::undecided::Undecided;

use super::{Decoder, h264::H264, hevc::Hevc};
use crate::nal::{Pictures, h264_pictures, hevc_pictures};

/// Writes numbers as parameter sets have them.
#[derive(Default)]
struct Writer(Vec<bool>);

impl Writer {
    fn number(mut self, value: u64, bits: u32) -> Self {
        self.0.extend((0..bits).rev().map(|bit| value >> bit & 1 == 1));
        self
    }

    fn golomb(self, value: u32) -> Self {
        let code = u64::from(value) + 1;
        let bits = 64 - code.leading_zeros();
        self.number(0, bits - 1).number(code, bits)
    }

    /// The bytes, with what keeps start codes out of them.
    fn unit(self, header: &[u8]) -> Vec<u8> {
        let mut bits = self.number(1, 1).0;
        bits.resize(bits.len().div_ceil(8) * 8, false);
        let mut unit = header.to_vec();
        for byte in bits.chunks(8) {
            let byte = byte.iter().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
            if byte <= 3 && unit.ends_with(&[0, 0]) {
                unit.push(3);
            }
            unit.push(byte);
        }
        unit
    }
}

/// A set of H.264 Baseline: so many blocks of 16 pixels wide and high, so many pictures held.
fn h264(width: u32, height: u32, held: u32) -> Vec<u8> {
    let start = Writer::default().number(66, 8).number(0, 8).number(51, 8).golomb(0).golomb(0);
    let start = start.golomb(2).golomb(held).number(0, 1).golomb(width - 1).golomb(height - 1);
    start.number(0b1100, 4).unit(&[0x67])
}

/// A set of HEVC: so wide and high, so many bits beyond 8.
fn hevc(width: u32, height: u32, deeper: u32) -> Vec<u8> {
    let start = Writer::default().number(1, 8).number(0, 64).number(0, 32).golomb(0).golomb(1);
    let start = start.golomb(width).golomb(height).number(0, 1).golomb(deeper).golomb(deeper);
    let start = start.golomb(4).number(0, 1).golomb(4).golomb(2).golomb(0);
    start.unit(&[0x42, 0x01])
}

fn avcc(set: &[u8]) -> Vec<u8> {
    let length = u16::try_from(set.len()).unwrap().to_be_bytes();
    [&[1, 66, 0, 51, 0xff, 0xe1][..], &length, set, &[0]].concat()
}

fn hvcc(set: &[u8]) -> Vec<u8> {
    let length = u16::try_from(set.len()).unwrap().to_be_bytes();
    [&[0; 21][..], &[3, 1, 33, 0, 1], &length, set].concat()
}

struct Nowhere;

impl LumaSink for Nowhere {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, _: LumaRow<'_>) {}

    fn end(&mut self, _: bool) {}
}

pub(crate) fn within<T>(run: impl FnOnce(&mut VideoFrames<'_, '_>) -> T) -> T {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let (mut guard, mut sink) = (Guard::new(&limits, &cancel), Nowhere);
    run(&mut VideoFrames::new(&mut guard, &mut sink))
}

#[test]
fn a_set_says_how_large_its_pictures_are() {
    let pictures = |width, height, held| {
        let (is_supported, has_full_range) = (true, false);
        Some(Pictures { width, height, held, is_supported, has_full_range })
    };
    assert_eq!(h264_pictures(&h264(20, 15, 4)), pictures(320, 240, 4));
    assert_eq!(hevc_pictures(&hevc(318, 238, 0)), pictures(318, 238, 5));
    assert!(!h264_pictures(&h264(20, 15, 17)).unwrap().is_supported);
    assert!(!hevc_pictures(&hevc(318, 238, 4)).unwrap().is_supported);
}

#[test]
fn sizes_beyond_the_limits_never_reach_a_decoder() {
    let over = |name| Some(Undecided::OverLimit(name));
    let of_h264 = |width, height, held| {
        within(|frames| H264::new(&avcc(&h264(width, height, held)), frames).err())
    };
    assert_eq!(of_h264(20, 15, 4), None);
    assert_eq!(of_h264(4_097, 1, 1), over(LimitName::SidePixels));
    assert_eq!(of_h264(1_000, 1_000, 1), over(LimitName::Pixels));
    assert_eq!(of_h264(256, 256, 16), over(LimitName::DecodeBytes));
    let of_hevc =
        |width, height| within(|frames| Hevc::new(&hvcc(&hevc(width, height, 0)), frames).err());
    assert_eq!(of_hevc(70_000, 16), over(LimitName::SidePixels));
    assert_eq!(of_hevc(16_000, 16_000), over(LimitName::Pixels));
    // Allowed; the decoder then misses the rest of the set.
    assert_eq!(of_hevc(3_840, 2_160), Some(Undecided::Corrupt));
    assert_eq!(of_hevc(4_096, 4_096), over(LimitName::DecodeBytes));
}

#[test]
fn a_set_among_the_samples_is_looked_at_too_and_so_is_one_hidden_in_a_unit() {
    let large = h264(1_000, 1_000, 1);
    let fed = |sample: &[u8]| {
        within(|frames| {
            let mut decoder = H264::new(&avcc(&h264(20, 15, 4)), frames)?;
            decoder.feed(0, sample, true, frames)
        })
    };
    let over = Err(Undecided::OverLimit(LimitName::Pixels));
    assert_eq!(fed(&sample(&[&large])), over);
    // Behind a start code within a unit that claims to be filler.
    assert_eq!(fed(&sample(&[&[&[12, 0, 0, 1][..], &large].concat()])), over);
    assert_eq!(fed(&[0, 0, 0, 9, 1]), Err(Undecided::Truncated));
    assert_eq!(fed(&[0, 0, 1]), Err(Undecided::Truncated));
}

fn sample(units: &[&[u8]]) -> Vec<u8> {
    let length = |unit: &[u8]| u32::try_from(unit.len()).unwrap().to_be_bytes();
    units.iter().flat_map(|unit| [&length(unit)[..], unit].concat()).collect()
}

/// How many units that are no picture a decoder takes before the work of the budget is spent.
fn taken(unit: &[u8], open: impl FnOnce(&mut VideoFrames<'_, '_>) -> Box<dyn Decoder>) -> usize {
    let limits = Limits { max_work_bytes: 1 << 20, ..Limits::default() };
    let cancel = CancelToken::new();
    let (mut guard, mut sink) = (Guard::new(&limits, &cancel), Nowhere);
    let frames = &mut VideoFrames::new(&mut guard, &mut sink);
    let mut decoder = open(frames);
    let spent = Err(Undecided::OverLimit(LimitName::WorkBytes));
    (0..10_000).take_while(|at| decoder.feed(*at, &sample(&[unit]), true, frames) != spent).count()
}

#[test]
fn a_slice_is_paid_for_whether_or_not_a_picture_comes_of_it() {
    // 1600 by 1600 pixels cost 160,000 bytes of work, and a megabyte is there.
    let h264 = |slice: &[u8]| {
        let open = |frames: &mut VideoFrames<'_, '_>| -> Box<dyn Decoder> {
            Box::new(H264::new(&avcc(&h264(100, 100, 1)), frames).unwrap())
        };
        taken(slice, open)
    };
    assert_eq!(h264(&[0x65, 0x80, 0xff]), 6);
    // It may be the last of the 10,000 blocks alone.
    assert_eq!(h264(&[0x65, 0x00, 0x04, 0xe2, 0x10]), 10_000);
    assert_eq!(h264(&[0x06, 0x80, 0xff]), 10_000);
    // Slices behind start codes in one unit are paid for one by one.
    assert_eq!(h264(&[0x65, 0x80, 0, 0, 1, 0x65, 0x80, 0, 0, 1, 0x65, 0x80]), 2);
}

#[test]
fn so_many_units_are_no_picture_and_a_configuration_is_small() {
    let nothing = vec![0; 4 * ((1 << 14) + 1)];
    let fed = |sample: &[u8]| {
        within(|frames| H264::new(&avcc(&h264(20, 15, 4)), frames)?.feed(0, sample, true, frames))
    };
    assert_eq!(fed(&nothing), Err(Undecided::Corrupt));
    assert_eq!(fed(&nothing[4..]), Ok(()));
}

#[test]
fn a_set_ends_where_the_next_unit_begins() {
    let one = h264(20, 15, 4);
    assert_eq!(h264_pictures(&[&one, &[0, 0, 1][..], &[0xff; 50]].concat()), h264_pictures(&one));
    let (start, end) = one.split_at(5);
    assert_eq!(h264_pictures(&[start, &[0, 0, 1], end].concat()), None);
}

#[test]
fn sets_and_configurations_that_are_cut_or_changed_have_an_answer() {
    let (one, other) = (h264(20, 15, 4), hevc(318, 238, 0));
    for end in 0..one.len().max(other.len()) {
        let _ = (
            h264_pictures(&one[..end.min(one.len())]),
            hevc_pictures(&other[..end.min(other.len())]),
        );
    }
    for config in [avcc(&one), hvcc(&other)] {
        for at in 0..config.len() * 8 {
            let mut changed = config.clone();
            changed[at / 8] ^= 1 << (at % 8);
            within(|frames| {
                let _ = (H264::new(&changed, frames).err(), Hevc::new(&changed, frames).err());
            });
        }
        for end in 0..config.len() {
            let cut = &config[..end];
            within(|frames| {
                assert!(H264::new(cut, frames).is_err() || Hevc::new(cut, frames).is_err());
            });
        }
    }
}
