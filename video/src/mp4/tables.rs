use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::{find, need};
use crate::file::{Fields, File};
use crate::track::{Sample, Track};

/// Most entries of one table that are read: as many as samples are taken.
const MAX_ENTRIES: u32 = 1 << 20;

/// The samples that `stbl` lists: none if all are in fragments.
pub(super) fn add_samples(
    track: &mut Track,
    stbl: &Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let mut sizes = Sizes::read(stbl, file, frames)?;
    if sizes.left == 0 {
        return Ok(());
    }
    let mut times = Times::read(stbl, file, frames)?;
    let (offsets, is_wide) = match find(*b"stco", stbl.clone(), file, frames)? {
        Some(stco) => (stco, false),
        None => (need(*b"co64", stbl.clone(), file, frames)?, true),
    };
    let offsets = Table::read(offsets, if is_wide { 8 } else { 4 }, file, frames)?;
    let stsc = need(*b"stsc", stbl.clone(), file, frames)?;
    let runs = Table::read(stsc, 12, file, frames)?.threes()?;
    for (chunk, mut at) in (1_u32..).zip(offsets.numbers(is_wide)) {
        // The last run that begins at this chunk or before it.
        let run = runs.partition_point(|[first, _, _]| *first <= chunk).checked_sub(1);
        let run = run.and_then(|run| runs.get(run)).ok_or(Undecided::Corrupt)?;
        let [_, count, _] = *run;
        for _ in 0..count.min(sizes.left) {
            let (size, time) = (sizes.next()?, times.next()?);
            track.add(Sample { offset: at, size, time })?;
            at = at.checked_add(u64::from(size)).ok_or(Undecided::Corrupt)?;
        }
    }
    if sizes.left > 0 { Err(Undecided::Corrupt) } else { Ok(()) }
}

/// A table of entries behind a version, flags and their number.
struct Table {
    bytes: Vec<u8>,
}

impl Table {
    fn read(
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

    fn numbers(&self, is_wide: bool) -> impl Iterator<Item = u64> {
        let width = if is_wide { 8 } else { 4 };
        self.bytes
            .chunks_exact(width)
            .map(|entry| entry.iter().fold(0, |number: u64, byte| (number << 8) | u64::from(*byte)))
    }

    fn pairs(&self) -> Vec<[u32; 2]> {
        let (entries, _) = self.bytes.as_chunks::<4>();
        let (pairs, _) = entries.as_chunks::<2>();
        pairs.iter().map(|pair| pair.map(u32::from_be_bytes)).collect()
    }

    /// Runs of chunks, which must come in order.
    fn threes(&self) -> Result<Vec<[u32; 3]>, Undecided> {
        let (entries, _) = self.bytes.as_chunks::<4>();
        let (threes, _) = entries.as_chunks::<3>();
        let threes: Vec<_> = threes.iter().map(|three| three.map(u32::from_be_bytes)).collect();
        let is_sorted = threes.is_sorted_by(|[first, _, _], [second, _, _]| first < second);
        if is_sorted { Ok(threes) } else { Err(Undecided::Corrupt) }
    }
}

/// So many entries, which must lie within the box.
fn rows(
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

/// `stsz`, or its short form `stz2`.
struct Sizes {
    same: u32,
    bytes: Vec<u8>,
    bits: u32,
    at: usize,
    left: u32,
}

impl Sizes {
    fn read(
        stbl: &Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Self, Undecided> {
        let (content, is_short) = match find(*b"stsz", stbl.clone(), file, frames)? {
            Some(stsz) => (stsz, false),
            None => (need(*b"stz2", stbl.clone(), file, frames)?, true),
        };
        let head = file.head(content.start, 12, frames)?;
        let mut fields = Fields(&head);
        fields.u32()?;
        let (first, left) = (fields.u32()?, fields.u32()?);
        let (same, bits) = if is_short { (0, first & 0xff) } else { (first, 32) };
        if !matches!(bits, 8 | 16 | 32) {
            return Err(Undecided::UnsupportedFormat);
        }
        let table = content.start.saturating_add(12)..content.end;
        let count = if same == 0 { left } else { 0 };
        let bytes = rows(table, count, u64::from(bits / 8), file, frames)?;
        Ok(Self { same, bytes, bits, at: 0, left })
    }

    fn next(&mut self) -> Result<u32, Undecided> {
        self.left = self.left.checked_sub(1).ok_or(Undecided::Corrupt)?;
        if self.same > 0 {
            return Ok(self.same);
        }
        let width = usize::try_from(self.bits / 8).unwrap_or(4);
        let end = self.at.checked_add(width).ok_or(Undecided::Corrupt)?;
        let entry = self.bytes.get(self.at..end).ok_or(Undecided::Corrupt)?;
        self.at = end;
        Ok(entry.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte)))
    }
}

/// `stts` and `ctts`: when each sample is shown.
struct Times {
    decoded: Runs,
    shown: Option<Runs>,
    now: i64,
}

impl Times {
    fn read(
        stbl: &Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Self, Undecided> {
        let stts = need(*b"stts", stbl.clone(), file, frames)?;
        let decoded = Runs::of(&Table::read(stts, 8, file, frames)?);
        let shown = match find(*b"ctts", stbl.clone(), file, frames)? {
            Some(ctts) => Some(Runs::of(&Table::read(ctts, 8, file, frames)?)),
            None => None,
        };
        Ok(Self { decoded, shown, now: 0 })
    }

    fn next(&mut self) -> Result<i64, Undecided> {
        let later = match &mut self.shown {
            // Old files have negative offsets in a version that knows none.
            Some(shown) => i64::from(shown.next().ok_or(Undecided::Corrupt)?.cast_signed()),
            None => 0,
        };
        let time = self.now.saturating_add(later);
        let lasts = self.decoded.next().ok_or(Undecided::Corrupt)?;
        self.now = self.now.saturating_add(i64::from(lasts));
        Ok(time)
    }
}

/// Values that are each said with how often they come.
struct Runs {
    runs: Vec<[u32; 2]>,
    at: usize,
    used: u32,
}

impl Runs {
    fn of(table: &Table) -> Self {
        Self { runs: table.pairs(), at: 0, used: 0 }
    }

    fn next(&mut self) -> Option<u32> {
        loop {
            let [count, value] = *self.runs.get(self.at)?;
            if self.used < count {
                self.used = self.used.checked_add(1)?;
                return Some(value);
            }
            (self.at, self.used) = (self.at.checked_add(1)?, 0);
        }
    }
}
