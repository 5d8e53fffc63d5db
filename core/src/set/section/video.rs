use core::ops::Range;

use super::{BadSection, Halves, Rows};
use crate::hash::vpdq::VideoRule;
use crate::set::bytes::SetBytes;
use crate::set::column::{Column, Cutter};
use crate::set::parameters::MatchParameters;

/// PDQ hashes of video frames. A row is one video: the frames from its `first` to the next one's.
#[derive(Clone, Debug)]
pub struct VideoSection {
    pub(crate) parameters: MatchParameters,
    pub(crate) rule: VideoRule,
    hashes: Halves,
    first: Column<4>,
    rows: Rows,
}

impl VideoSection {
    /// A view of `range`, which must hold exactly the columns of `rows` videos and `frames` frames.
    /// The distances and the quality are those of `parameters`, the percentages those of `rule`.
    pub fn new(
        parameters: MatchParameters,
        rule: VideoRule,
        bytes: SetBytes,
        range: Range<usize>,
        (rows, frames): (usize, usize),
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes, range)?;
        let hashes = Halves::cut(&mut cutter, frames)?;
        let first = cutter.column(rows.checked_add(1).ok_or(BadSection::Extent)?)?;
        let rows = Rows::cut(&mut cutter, rows)?;
        cutter.finish()?;
        covers_all_frames(&first, frames)?;
        Ok(Self { parameters, rule, hashes, first, rows })
    }

    /// The hashes of all frames.
    #[must_use]
    pub const fn hashes(&self) -> &Halves {
        &self.hashes
    }

    /// Its rows, whatever their key is.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// Which video a frame belongs to.
    pub(crate) fn video_of(&self, frame: usize) -> Option<usize> {
        let frame = u32::try_from(frame).ok()?;
        let starts = self.first.rows();
        starts.partition_point(|first| u32::from_le_bytes(*first) <= frame).checked_sub(1)
    }

    /// Which frames a video has.
    pub(crate) fn frames(&self, row: usize) -> Range<usize> {
        let start = |row: usize| self.first.number(row).and_then(|at| usize::try_from(at).ok());
        match (start(row), row.checked_add(1).and_then(start)) {
            (Some(start), Some(end)) => start..end,
            _ => 0..0,
        }
    }

    /// How many frames a video has.
    pub(crate) fn frames_of(&self, row: usize) -> Option<u32> {
        let next = self.first.number(row.checked_add(1)?)?;
        next.checked_sub(self.first.number(row)?)
    }
}

/// Every video has a frame, the first begins at 0, and the last ends at the last frame.
fn covers_all_frames(first: &Column<4>, frames: usize) -> Result<(), BadSection> {
    let numbers = || first.rows().iter().map(|bytes| u32::from_le_bytes(*bytes));
    let last = numbers().next_back().and_then(|last| usize::try_from(last).ok());
    if numbers().next() == Some(0) && last == Some(frames) && numbers().is_sorted_by(|a, b| a < b) {
        Ok(())
    } else {
        Err(BadSection::Frames)
    }
}
