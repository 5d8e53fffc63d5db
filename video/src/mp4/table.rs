use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use crate::file::{Fields, File};

/// Most entries of one table that are read: as many as samples are taken.
const MAX_ENTRIES: u32 = 1 << 20;

/// A table of entries behind a version, flags and their number.
pub(super) struct Table {
    bytes: Vec<u8>,
}

impl Table {
    pub(super) fn read(
        content: Range<u64>,
        entry_bytes: u64,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Self, Undecided> {
        let head = file.head(content.start, 8, frames)?;
        let mut fields = Fields(&head);
        fields.u32()?;
        let count = fields.u32()?;
        let start = content.start.saturating_add(8);
        Ok(Self { bytes: rows(start..content.end, count, entry_bytes, file, frames)? })
    }

    pub(super) fn numbers(&self, is_wide: bool) -> impl Iterator<Item = u64> {
        let width = if is_wide { 8 } else { 4 };
        self.bytes
            .chunks_exact(width)
            .map(|entry| entry.iter().fold(0, |number: u64, byte| (number << 8) | u64::from(*byte)))
    }

    pub(super) fn pairs(&self) -> Vec<[u32; 2]> {
        let (entries, _) = self.bytes.as_chunks::<4>();
        let (pairs, _) = entries.as_chunks::<2>();
        pairs.iter().map(|pair| pair.map(u32::from_be_bytes)).collect()
    }

    /// Runs of chunks, which must come in order.
    pub(super) fn threes(&self) -> Result<Vec<[u32; 3]>, Undecided> {
        let (entries, _) = self.bytes.as_chunks::<4>();
        let (threes, _) = entries.as_chunks::<3>();
        let threes: Vec<_> = threes.iter().map(|three| three.map(u32::from_be_bytes)).collect();
        let is_sorted = threes.is_sorted_by(|[first, _, _], [second, _, _]| first < second);
        if is_sorted { Ok(threes) } else { Err(Undecided::Corrupt) }
    }
}

/// So many entries, which must lie within the box.
pub(super) fn rows(
    content: Range<u64>,
    count: u32,
    entry_bytes: u64,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Vec<u8>, Undecided> {
    let bytes = u64::from(count).saturating_mul(entry_bytes);
    if content.start.saturating_add(bytes) > content.end {
        return Err(Undecided::Corrupt);
    }
    let read = u64::from(count.min(MAX_ENTRIES.saturating_add(1))).saturating_mul(entry_bytes);
    file.read(content.start..content.start.saturating_add(read), frames)
}
