//! For tests: a sink that keeps everything it is given, and a way to run a decoder.

#![expect(clippy::panic, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use crate::context::CancelToken;
use crate::limits::Limits;
use crate::undecided::Undecided;

use super::Guard;
use super::reader::BlockReader;
use super::sink::{FrameInfo, LumaRow, LumaSink, Samples};

/// One frame as the sink got it.
pub(super) struct Recorded {
    pub(super) info: FrameInfo,
    pub(super) over_white: Vec<f32>,
    pub(super) over_black: Option<Vec<f32>>,
    /// All rows came as whole numbers.
    pub(super) bytes: bool,
    /// What `end` said; `None` if it never came.
    pub(super) transparent: Option<bool>,
}

/// Keeps frames, and checks that a decoder keeps to the order that [`LumaSink`] asks for.
#[derive(Default)]
pub(super) struct Recorder {
    pub(super) frames: Vec<Recorded>,
}

impl LumaSink for Recorder {
    fn start(&mut self, info: FrameInfo) {
        let (over_white, over_black) = (Vec::new(), None);
        self.frames.push(Recorded { info, over_white, over_black, bytes: true, transparent: None });
    }

    fn row(&mut self, row: LumaRow<'_>) {
        let Some(frame) = self.frames.last_mut() else { panic!("a row before its frame") };
        assert_eq!(frame.transparent, None, "a row after the end");
        let white = values(row.over_white);
        assert_eq!(u32::try_from(white.len()), Ok(frame.info.width), "a row of another width");
        assert!(white.iter().all(|luma| (0.0..=255.001).contains(luma)), "luma out of range");
        frame.bytes &= matches!(row.over_white, Samples::U8(_));
        frame.over_white.extend(white);
        if let Some(black) = row.over_black {
            frame.over_black.get_or_insert_default().extend(values(black));
        }
    }

    fn end(&mut self, transparent: bool) {
        let Some(frame) = self.frames.last_mut() else { panic!("an end before its frame") };
        let pixels = u64::from(frame.info.width) * u64::from(frame.info.height);
        assert_eq!(u64::try_from(frame.over_white.len()), Ok(pixels), "a frame of another height");
        if let Some(black) = &frame.over_black {
            assert_eq!(black.len(), frame.over_white.len(), "a row without its other form");
        }
        assert!(!transparent || frame.over_black.is_some(), "transparent without the other form");
        assert_eq!(frame.transparent.replace(transparent), None, "ended twice");
    }
}

fn values(samples: Samples<'_>) -> Vec<f32> {
    match samples {
        Samples::U8(values) => values.iter().map(|value| f32::from(*value)).collect(),
        Samples::F32(values) => values.to_vec(),
    }
}

/// The shape of every format's `decode`.
pub(super) type Decode =
    fn(BlockReader<'_>, &mut Guard<'_>, &mut dyn LumaSink) -> Result<(), Undecided>;

/// What a decoder makes of these bytes under the default limits.
pub(super) fn run(decode: Decode, bytes: &[u8]) -> (Vec<Recorded>, Result<(), Undecided>) {
    run_within(&Limits::default(), decode, bytes)
}

/// What a decoder makes of these bytes under these limits.
pub(super) fn run_within(
    limits: &Limits,
    decode: Decode,
    bytes: &[u8],
) -> (Vec<Recorded>, Result<(), Undecided>) {
    let cancel = CancelToken::new();
    let mut recorder = Recorder::default();
    let mut guard = Guard::new(limits, &cancel);
    let reader = BlockReader::slice(bytes, &cancel).charged_to(guard.meter());
    let result = decode(reader, &mut guard, &mut recorder);
    (recorder.frames, guard.within_work().and(result))
}

/// Runs every truncation, every bit flip and a tail of a small file. None may panic; a truncation
/// must be named, and one that cuts into the last `tail_bytes` need not be noticed. An animation that
/// is cut between two frames is whole as far as it goes.
pub(super) fn survives_every_change(decode: Decode, file: &[u8], tail_bytes: usize) {
    let limits = Limits { max_pixels: 1 << 16, max_work_bytes: 1 << 24, ..Limits::default() };
    let (whole, _) = run_within(&limits, decode, file);
    for length in 0..file.len() {
        let (frames, result) = run_within(&limits, decode, file.get(..length).unwrap_or_default());
        let fewer = frames.len() < whole.len()
            && frames.iter().zip(&whole).all(|(cut, whole)| cut.over_white == whole.over_white);
        let noticed = result.is_err() || fewer || length + tail_bytes >= file.len();
        assert!(noticed, "nobody noticed the cut at {length} of {}", file.len());
    }
    let mut flipped = file.to_vec();
    for bit in 0..file.len() * 8 {
        let mask = 1_u8 << (bit % 8);
        if let Some(byte) = flipped.get_mut(bit / 8) {
            *byte ^= mask;
        }
        let (frames, result) = run_within(&limits, decode, &flipped);
        assert!(result.is_err() || !frames.is_empty(), "no frame and no reason: bit {bit}");
        if let Some(byte) = flipped.get_mut(bit / 8) {
            *byte ^= mask;
        }
    }
    let (frames, result) = run_within(&limits, decode, &[file, b"PK\x03\x04 and more"].concat());
    assert_eq!(result, Ok(()), "a tail is no part of the picture");
    assert_eq!(frames.len(), whole.len());
}
