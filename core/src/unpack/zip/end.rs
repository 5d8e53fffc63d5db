use core::ops::Range;

use super::super::Pieces;
use crate::decode::{u16_le, u32_le, u64_le};
use crate::undecided::Undecided;

/// The end of central directory record (APPNOTE.TXT 4.3.16), without the comment behind it.
const RECORD_BYTES: usize = 22;
const RECORD: &[u8] = b"PK\x05\x06";
/// The same for large archives (4.3.14), and what points at it (4.3.15).
const RECORD_64: &[u8] = b"PK\x06\x06";
const RECORD_64_BYTES: u64 = 56;
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LOCATOR_64_BYTES: u64 = 20;

/// Where the directory lies, and how many entries it has.
#[derive(Debug)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) directory: Range<u64>,
    /// Start and length of the comment, if there is one.
    pub(super) comment: Option<(u64, u64)>,
}

impl End {
    /// Finds the one record that ends with the archive.
    pub(super) fn find(archive: &dyn Pieces) -> Result<Self, Undecided> {
        let longest = u64::from(u16::MAX).saturating_add(as_u64(RECORD_BYTES));
        let length = archive.length();
        let tail_bytes = length.min(longest);
        let tail_start = length.saturating_sub(tail_bytes);
        let tail = archive.piece(tail_start, tail_bytes)?;
        let at = only_record(&tail)?;
        let record = tail.get(at..).unwrap_or_default();
        let place = tail_start.saturating_add(as_u64(at));
        let end = Self::of_record(archive, record, place)?;
        let comment = as_u64(record.len().saturating_sub(RECORD_BYTES));
        let start = place.saturating_add(as_u64(RECORD_BYTES));
        Ok(Self { comment: (comment > 0).then_some((start, comment)), ..end })
    }

    fn of_record(archive: &dyn Pieces, record: &[u8], place: u64) -> Result<Self, Undecided> {
        let disks = [u16_le(record, 4), u16_le(record, 6)];
        let counts = [u16_le(record, 8), u16_le(record, 10)];
        let small = [u64::from(counts[1]), u32_le(record, 12).into(), u32_le(record, 16).into()];
        let (numbers, behind) = match large(archive, place)? {
            Some((large, start)) => (agreed(small, large)?, start),
            None => (small, place),
        };
        let [entries, size, start] = numbers;
        let whole = start.checked_add(size) == Some(behind);
        // A disk number of all ones points at the large record.
        let one_disk = disks.iter().all(|disk| matches!(*disk, 0 | u16::MAX));
        if !whole || !one_disk || counts[0] != counts[1] {
            return Err(Undecided::Corrupt);
        }
        Ok(Self { entries, directory: start..behind, comment: None })
    }
}

/// Where the record begins whose comment ends with the archive. Two such are two readings.
fn only_record(tail: &[u8]) -> Result<usize, Undecided> {
    let marks = || {
        let windows = tail.windows(RECORD.len()).enumerate();
        windows.filter(|(_, window)| *window == RECORD).map(|(at, _)| at)
    };
    let mut whole = marks().filter(|at| {
        let record = tail.get(*at..).unwrap_or_default();
        record.len() == RECORD_BYTES.saturating_add(u16_le(record, 20).into())
    });
    match (whole.next(), whole.next()) {
        (Some(at), None) => Ok(at),
        (None, _) if marks().next().is_none() => Err(Undecided::Truncated),
        _ => Err(Undecided::Corrupt),
    }
}

/// Number of entries, size and start of the directory by the large record, and where that begins;
/// `None` if there is none before the record at this place.
fn large(archive: &dyn Pieces, place: u64) -> Result<Option<([u64; 3], u64)>, Undecided> {
    let Some(at) = place.checked_sub(LOCATOR_64_BYTES) else { return Ok(None) };
    let locator = archive.piece(at, LOCATOR_64_BYTES)?;
    if !locator.starts_with(LOCATOR_64) {
        return Ok(None);
    }
    let start = u64_le(&locator, 8);
    let record = archive.piece(start, RECORD_64_BYTES).map_err(|_| Undecided::Corrupt)?;
    let numbers = [u64_le(&record, 32), u64_le(&record, 40), u64_le(&record, 48)];
    let one_disk = u32_le(&locator, 4) == 0 && u32_le(&record, 16) == 0 && u32_le(&record, 20) == 0;
    // Up to the locator, as the record itself counts: without the 12 bytes up to there.
    let ends = u64_le(&record, 4).checked_add(12).and_then(|bytes| bytes.checked_add(start));
    let right = record.starts_with(RECORD_64) && ends == Some(at) && one_disk;
    if right && u64_le(&record, 24) == numbers[0] {
        Ok(Some((numbers, start)))
    } else {
        Err(Undecided::Corrupt)
    }
}

/// What both records say; the small one has all ones where the number is too large for it.
fn agreed(small: [u64; 3], large: [u64; 3]) -> Result<[u64; 3], Undecided> {
    let full = [u64::from(u16::MAX), u64::from(u32::MAX), u64::from(u32::MAX)];
    let same = small.iter().zip(large).zip(full);
    let same = same.map(|((small, large), full)| *small == large || *small == full);
    if same.into_iter().all(|same| same) { Ok(large) } else { Err(Undecided::Corrupt) }
}

fn as_u64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
