use core::fmt;

use pulp::Arch;

use super::frame::{FrameHashes, FrameSums};
use crate::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use crate::hash::FrameFingerprints;
use crate::orientation::Orientation;

/// Longest side that is hashed, in pixels. It keeps sums of sizes far from overflow; the bound
/// that matters is [`crate::limits::Limits::max_side_pixels`].
const MAX_SIDE_PIXELS: u32 = 1 << 20;

/// Takes luma rows and gives the perceptual hashes of each frame that was whole.
///
/// It holds a few rows of sums and never the picture: about 0.25 MB for 4000x3000 pixels. A frame
/// with a row of another width, with too few rows or too many, or without an `end` gives no
/// hashes and is counted in [`PdqHasher::dropped_frames`].
pub struct PdqHasher {
    arch: Arch,
    current: Option<Current>,
    frames: Vec<FrameFingerprints>,
    dropped_frames: u32,
}

impl PdqHasher {
    /// A hasher that has seen no frame.
    #[must_use]
    pub fn new() -> Self {
        Self { arch: Arch::new(), current: None, frames: Vec::new(), dropped_frames: 0 }
    }

    /// The frames that ended so far.
    #[must_use]
    pub fn frames(&self) -> &[FrameFingerprints] {
        &self.frames
    }

    /// Frames that began and gave no hashes; one that has not ended yet is not among them.
    #[must_use]
    pub const fn dropped_frames(&self) -> u32 {
        self.dropped_frames
    }

    /// The hashes of every whole frame, in the order in which they came.
    #[must_use]
    pub fn into_frames(self) -> Vec<FrameFingerprints> {
        self.frames
    }
}

impl Default for PdqHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for PdqHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PdqHasher").field("frames", &self.frames.len()).finish_non_exhaustive()
    }
}

impl LumaSink for PdqHasher {
    fn start(&mut self, frame: FrameInfo) {
        if self.current.is_some() {
            self.dropped_frames = self.dropped_frames.saturating_add(1);
        }
        self.current = Some(Current { info: frame, rows: 0, state: State::Waiting });
    }

    fn row(&mut self, row: LumaRow<'_>) {
        if let Some(current) = &mut self.current {
            current.push(self.arch, row);
        }
    }

    fn end(&mut self, transparent: bool) {
        let Some(current) = self.current.take() else { return };
        match current.finish(transparent) {
            Some(frame) => self.frames.push(frame),
            None => self.dropped_frames = self.dropped_frames.saturating_add(1),
        }
    }
}

/// The frame whose rows are coming.
struct Current {
    info: FrameInfo,
    rows: u32,
    state: State,
}

enum State {
    /// No row yet: nothing is allocated on the word of a header alone.
    Waiting,
    Summing(Box<FrameSums>),
    /// A row did not fit.
    Broken,
}

impl Current {
    fn push(&mut self, arch: Arch, row: LumaRow<'_>) {
        if !self.fits(row) {
            self.state = State::Broken;
            return;
        }
        if matches!(self.state, State::Waiting) {
            self.state = self.begin(arch, row);
        }
        if let State::Summing(sums) = &mut self.state {
            sums.push(row);
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn fits(&self, row: LumaRow<'_>) -> bool {
        let is_wide = |samples| usize::try_from(self.info.width) == Ok(length(samples));
        self.rows < self.info.height
            && is_wide(row.over_white)
            && row.over_black.is_none_or(is_wide)
            && (self.rows == 0 || row.over_black.is_some() == self.has_over_black())
    }

    fn has_over_black(&self) -> bool {
        matches!(&self.state, State::Summing(sums) if sums.has_over_black())
    }

    fn begin(&self, arch: Arch, row: LumaRow<'_>) -> State {
        let side = |side: u32| usize::try_from(side).ok().filter(|_| side <= MAX_SIDE_PIXELS);
        let (Some(width), Some(height)) = (side(self.info.width), side(self.info.height)) else {
            return State::Broken;
        };
        let sums = FrameSums::new(arch, width, height);
        State::Summing(Box::new(match row.over_black {
            Some(_) => sums.with_over_black(self.info.orientation),
            None => sums,
        }))
    }

    fn finish(self, transparent: bool) -> Option<FrameFingerprints> {
        let State::Summing(sums) = self.state else { return None };
        if self.rows != self.info.height {
            return None;
        }
        let FrameHashes { stored, over_black, pdq512 } = sums.finish();
        let FrameInfo { frame, time_ms, width, height, orientation } = self.info;
        let swapped = orientation.swaps_sides();
        Some(FrameFingerprints {
            frame,
            time_ms,
            width: if swapped { height } else { width },
            height: if swapped { width } else { height },
            pdq: as_seen(stored, orientation),
            over_black: over_black.filter(|_| transparent),
            pdq512,
        })
    }
}

const fn length(samples: Samples<'_>) -> usize {
    match samples {
        Samples::U8(row) => row.len(),
        Samples::F32(row) => row.len(),
    }
}

/// Relabels the hashes of the stored pixels: turning the picture as seen by `turn` is turning the
/// stored one by the orientation tag first.
fn as_seen(stored: [super::Pdq; 8], seen: Orientation) -> [super::Pdq; 8] {
    Orientation::ALL.map(|turn| {
        let whole = seen.then(turn);
        let same = Orientation::ALL.iter().zip(&stored).find(|(other, _)| **other == whole);
        same.map_or_else(super::Pdq::default, |(_, pdq)| *pdq)
    })
}
