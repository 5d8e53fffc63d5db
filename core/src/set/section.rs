//! The columns of a set: views over its bytes, cheap to make, nothing copied. Integers are
//! little-endian; each column is zero-padded to a multiple of 64 bytes.
//!
//! ```text
//! exact   key[16]*R | entry u32*R | mask u16*R                         keys ascending
//! near    hi[16]*R | lo[16]*R | entry u32*R | mask u16*R               (hi, lo) ascending
//! video   hi[16]*F | lo[16]*F | first u32*(R+1) | entry u32*R | mask u16*R
//! ```

use core::ops::Range;
use std::sync::{Arc, OnceLock};

use super::algorithm::NearForm;
use super::bytes::SetBytes;
use super::column::{Column, Cutter};
use super::parameters::MatchParameters;
use crate::hash::digest::DigestKind;
use crate::hash::vpdq::VideoRule;
use crate::lookup::exact::Guide;

/// Why bytes are no section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSection {
    /// The columns do not fill the given range exactly, or the range is not within the bytes.
    Extent,
    /// The padding behind a column is not zero.
    Padding,
    /// Videos do not follow each other, or do not end at the last frame.
    Frames,
}

impl core::fmt::Display for BadSection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Extent => "the columns do not fill the section",
            Self::Padding => "the padding is not zero",
            Self::Frames => "the videos do not cover the frames",
        })
    }
}

impl core::error::Error for BadSection {}

/// Keyed tags of exact digests.
#[derive(Clone, Debug)]
pub struct ExactSection {
    pub(crate) algorithm: DigestKind,
    keys: Column<16>,
    entries: Column<4>,
    masks: Column<2>,
    /// Made at the first search.
    guide: Arc<OnceLock<Guide>>,
}

impl ExactSection {
    /// A view of `range`, which must hold exactly the columns of `rows` rows. Their order is not
    /// checked: a search in unsorted rows misses some, and does nothing worse.
    pub fn new(
        algorithm: DigestKind,
        bytes: SetBytes,
        range: Range<usize>,
        rows: usize,
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes, range)?;
        let keys = cutter.column(rows)?;
        let entries = cutter.column(rows)?;
        let masks = cutter.column(rows)?;
        cutter.finish()?;
        Ok(Self { algorithm, keys, entries, masks, guide: Arc::default() })
    }

    /// The tags, ascending.
    #[must_use]
    pub fn keys(&self) -> &[[u8; 16]] {
        self.keys.rows()
    }

    /// The row of a tag.
    pub(crate) fn find(&self, tag: &[u8; 16]) -> Option<usize> {
        let keys = self.keys();
        self.guide.get_or_init(|| Guide::new(keys)).find(keys, tag)
    }

    /// Which authorities vouch for a row; bit i is the i-th of the manifest. 0 in a list.
    #[must_use]
    pub fn mask(&self, row: usize) -> Option<u16> {
        self.masks.rows().get(row).map(|bytes| u16::from_le_bytes(*bytes))
    }

    pub(crate) fn masks(&self) -> &[[u8; 2]] {
        self.masks.rows()
    }

    pub(crate) fn entry(&self, row: usize) -> Option<u32> {
        self.entries.number(row)
    }
}

/// PDQ hashes of pictures, each cut into two halves.
#[derive(Clone, Debug)]
pub struct NearSection {
    pub(crate) form: NearForm,
    pub(crate) parameters: MatchParameters,
    hi: Column<16>,
    lo: Column<16>,
    entries: Column<4>,
    masks: Column<2>,
}

impl NearSection {
    /// A view of `range`, which must hold exactly the columns of `rows` rows.
    pub fn new(
        form: NearForm,
        parameters: MatchParameters,
        bytes: SetBytes,
        range: Range<usize>,
        rows: usize,
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes, range)?;
        let (hi, lo) = (cutter.column(rows)?, cutter.column(rows)?);
        let entries = cutter.column(rows)?;
        let masks = cutter.column(rows)?;
        cutter.finish()?;
        Ok(Self { form, parameters, hi, lo, entries, masks })
    }

    /// The first 16 bytes of each hash.
    #[must_use]
    pub fn hi(&self) -> &[[u8; 16]] {
        self.hi.rows()
    }

    /// The last 16 bytes of each hash.
    #[must_use]
    pub fn lo(&self) -> &[[u8; 16]] {
        self.lo.rows()
    }

    /// Which authorities vouch for a row; bit i is the i-th of the manifest. 0 in a list.
    #[must_use]
    pub fn mask(&self, row: usize) -> Option<u16> {
        self.masks.rows().get(row).map(|bytes| u16::from_le_bytes(*bytes))
    }

    pub(crate) fn masks(&self) -> &[[u8; 2]] {
        self.masks.rows()
    }

    pub(crate) fn entry(&self, row: usize) -> Option<u32> {
        self.entries.number(row)
    }
}

/// PDQ hashes of video frames. A row is one video: the frames from its `first` to the next one's.
#[derive(Clone, Debug)]
pub struct VideoSection {
    pub(crate) parameters: MatchParameters,
    pub(crate) rule: VideoRule,
    hi: Column<16>,
    lo: Column<16>,
    first: Column<4>,
    entries: Column<4>,
    masks: Column<2>,
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
        let (hi, lo) = (cutter.column(frames)?, cutter.column(frames)?);
        let first = cutter.column(rows.checked_add(1).ok_or(BadSection::Extent)?)?;
        let entries = cutter.column(rows)?;
        let masks = cutter.column(rows)?;
        cutter.finish()?;
        covers_all_frames(&first, frames)?;
        Ok(Self { parameters, rule, hi, lo, first, entries, masks })
    }

    /// The first 16 bytes of each frame's hash.
    #[must_use]
    pub fn hi(&self) -> &[[u8; 16]] {
        self.hi.rows()
    }

    /// The last 16 bytes of each frame's hash.
    #[must_use]
    pub fn lo(&self) -> &[[u8; 16]] {
        self.lo.rows()
    }

    /// Which authorities vouch for a video; bit i is the i-th of the manifest. 0 in a list.
    #[must_use]
    pub fn mask(&self, row: usize) -> Option<u16> {
        self.masks.rows().get(row).map(|bytes| u16::from_le_bytes(*bytes))
    }

    pub(crate) fn masks(&self) -> &[[u8; 2]] {
        self.masks.rows()
    }

    pub(crate) fn entry(&self, row: usize) -> Option<u32> {
        self.entries.number(row)
    }

    /// Which video a frame belongs to.
    pub(crate) fn video_of(&self, frame: usize) -> Option<usize> {
        let frame = u32::try_from(frame).ok()?;
        let starts = self.first.rows();
        starts.partition_point(|first| u32::from_le_bytes(*first) <= frame).checked_sub(1)
    }

    /// How many videos there are.
    #[must_use]
    pub fn videos(&self) -> usize {
        self.entries.rows().len()
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
