use std::io::{Seek, SeekFrom};

use zeroize::Zeroizing;

use crate::decode::Guard;
use crate::decode::bytes::read_most;
use crate::decode::reader::BlockReader;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// Rows are read so many bytes at a time: from the bottom, one by one, each would cost a block.
const BAND_BYTES: usize = 64 << 10;

/// Rows of equal length, stored from the bottom or from the top, given from the top.
pub(in crate::decode) struct Rows {
    at: u64,
    stride: usize,
    /// Bytes of a row that hold pixels.
    used: usize,
    height: u32,
    top_down: bool,
    band: Zeroizing<Vec<u8>>,
    /// The first stored row in the band, how many fit, and how many bytes the file had of them.
    first: u32,
    fit: u32,
    there: usize,
}

/// A row, with zeros for what is missing of it.
pub(in crate::decode) struct Row<'r> {
    pub(in crate::decode) bytes: &'r [u8],
    pub(in crate::decode) presence: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) enum Presence {
    Whole,
    Part,
    None,
}

impl Rows {
    /// Rows of `stride` bytes, of which `used` hold pixels, from this place on.
    pub(in crate::decode) fn new(
        at: u64,
        (stride, used): (u64, u64),
        height: u32,
        top_down: bool,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        guard.memory(stride)?;
        let size = |bytes: u64| {
            usize::try_from(bytes).map_err(|_| Undecided::OverLimit(LimitName::DecodeBytes))
        };
        let stride = size(stride)?.max(1);
        let fit = BAND_BYTES.checked_div(stride).unwrap_or(0).max(1);
        let fit = u32::try_from(fit).unwrap_or(u32::MAX).min(height);
        let bytes = stride.saturating_mul(usize::try_from(fit).unwrap_or(1));
        let band = Zeroizing::new(vec![0; bytes]);
        let used = size(used)?;
        Ok(Self { at, stride, used, height, top_down, band, first: u32::MAX, fit, there: 0 })
    }

    /// Row `y` from the top.
    pub(in crate::decode) fn row(
        &mut self,
        reader: &mut BlockReader<'_>,
        y: u32,
        guard: &Guard<'_>,
    ) -> Result<Row<'_>, Undecided> {
        guard.cancelled()?;
        let last = self.height.saturating_sub(1);
        let stored = if self.top_down { y } else { last.saturating_sub(y) };
        let inside = stored.checked_sub(self.first).filter(|at| *at < self.fit);
        let at = match inside {
            Some(at) => at,
            None => self.load(reader, stored, guard)?,
        };
        let start = usize::try_from(at).unwrap_or(0).saturating_mul(self.stride);
        let end = start.saturating_add(self.used);
        let presence = match self.there {
            there if there >= end => Presence::Whole,
            there if there > start => Presence::Part,
            _ => Presence::None,
        };
        Ok(Row { bytes: self.band.get(start..end).unwrap_or_default(), presence })
    }

    /// Reads a band that holds this stored row, and gives the row's number in it.
    fn load(
        &mut self,
        reader: &mut BlockReader<'_>,
        stored: u32,
        guard: &Guard<'_>,
    ) -> Result<u32, Undecided> {
        let first =
            if self.top_down { stored } else { stored.saturating_add(1).saturating_sub(self.fit) };
        let stride = u64::try_from(self.stride).unwrap_or(u64::MAX);
        let place = self.at.saturating_add(u64::from(first).saturating_mul(stride));
        reader.seek(SeekFrom::Start(place)).map_err(|_| Undecided::Corrupt)?;
        self.band.fill(0);
        self.there = read_most(reader, &mut self.band, guard)?;
        self.first = first;
        Ok(stored.saturating_sub(first))
    }
}
