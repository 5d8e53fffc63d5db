use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::table::{Table, rows};
use super::times::Times;
use super::{find, need};
use crate::file::{Fields, File};
use crate::track::{Sample, Track};

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
