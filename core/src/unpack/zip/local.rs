use super::super::Pieces;
use super::directory::{Entry, Sizes, widen};
use crate::decode::Guard;
use crate::decode::{u16_le, u32_le, u64_le};
use crate::undecided::Undecided;

const HEADER: &[u8] = b"PK\x03\x04";
const HEADER_BYTES: u64 = 30;
/// What an archive may have before its first entry that was once written on several disks (8.5.3, 8.5.4).
const DISK_MARKS: [&[u8]; 2] = [b"PK\x07\x08", b"PK00"];
const MARK_BYTES: u64 = 4;
/// May begin what is written behind an entry, and need not (4.3.9.3).
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// Bits of the flags that say how an entry is read (4.4.4).
const ENCRYPTED: u16 = 1;
pub(super) const SIZES_BEHIND: u16 = 1 << 3;
const TOLD_TWICE: u16 = ENCRYPTED | SIZES_BEHIND;

/// Sees to it that the entries fill the archive from its start up to the directory and that each
/// local header says what the directory says, and finds where their bytes lie.
pub(super) fn check(
    archive: &dyn Pieces,
    entries: &mut [Entry<'_>],
    directory: u64,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut in_place: Vec<_> = entries.iter_mut().collect();
    in_place.sort_unstable_by_key(|entry| entry.local);
    let starts: Vec<u64> = in_place.iter().map(|entry| entry.local).collect();
    let ends = starts.iter().skip(1).copied().chain([directory]);
    starts_well(archive, starts.first().copied())?;
    for (entry, end) in in_place.into_iter().zip(ends) {
        guard.cancelled()?;
        guard.work(HEADER_BYTES)?;
        entry.data = data_start(archive, entry)?;
        let data_end = entry.data.checked_add(entry.sizes.packed);
        let behind = data_end.and_then(|data_end| Some((data_end, end.checked_sub(data_end)?)));
        let (data_end, behind) = behind.ok_or(Undecided::Corrupt)?;
        let told_behind = entry.flags & SIZES_BEHIND != 0;
        let fits =
            if told_behind { descriptor(archive, entry, data_end, behind)? } else { behind == 0 };
        if !fits {
            return Err(Undecided::Corrupt);
        }
    }
    Ok(())
}

fn starts_well(archive: &dyn Pieces, first: Option<u64>) -> Result<(), Undecided> {
    match first {
        Some(0) => Ok(()),
        Some(MARK_BYTES) => {
            let mark = archive.piece(0, MARK_BYTES)?;
            let known = DISK_MARKS.iter().any(|known| *known == &*mark);
            if known { Ok(()) } else { Err(Undecided::Corrupt) }
        }
        _ => Err(Undecided::Corrupt),
    }
}

/// Compares the local header (4.3.7) and gives the offset of what is behind it.
fn data_start(archive: &dyn Pieces, entry: &Entry<'_>) -> Result<u64, Undecided> {
    let header = archive.piece(entry.local, HEADER_BYTES).map_err(|_| Undecided::Corrupt)?;
    let names = entry.local.saturating_add(HEADER_BYTES);
    let (name_bytes, extra_bytes) = (u16_le(&header, 26), u16_le(&header, 28));
    let both = u64::from(name_bytes).saturating_add(extra_bytes.into());
    let behind = archive.piece(names, both).map_err(|_| Undecided::Corrupt)?;
    let (name, extra) = behind.split_at_checked(name_bytes.into()).ok_or(Undecided::Corrupt)?;
    let mut numbers = [u32_le(&header, 22), u32_le(&header, 18)].map(u64::from);
    widen(&mut numbers, extra).ok_or(Undecided::Corrupt)?;
    let [unpacked, packed] = numbers;
    let told = (u32_le(&header, 14), Sizes { packed, unpacked });
    let same = header.starts_with(HEADER)
        && name == entry.name
        && (u16_le(&header, 6) ^ entry.flags) & TOLD_TWICE == 0
        && u16_le(&header, 8) == entry.method
        && agrees(entry, told);
    if same { Ok(names.saturating_add(both)) } else { Err(Undecided::Corrupt) }
}

/// A header that was written before the entry's length was known may leave each number out, as
/// zero or, for a large archive, all ones.
fn agrees(entry: &Entry<'_>, (crc, sizes): (u32, Sizes)) -> bool {
    let behind = entry.flags & SIZES_BEHIND != 0;
    let left_out = |told: u64| behind && (told == 0 || told == u64::from(u32::MAX));
    (crc == entry.crc || behind && crc == 0)
        && (sizes.packed == entry.sizes.packed || left_out(sizes.packed))
        && (sizes.unpacked == entry.sizes.unpacked || left_out(sizes.unpacked))
}

/// True if what is between the entry's bytes and the next entry is its data descriptor: checksum
/// and sizes, of four or eight bytes, with a mark before them or without.
fn descriptor(
    archive: &dyn Pieces,
    entry: &Entry<'_>,
    start: u64,
    length: u64,
) -> Result<bool, Undecided> {
    if !matches!(length, 12 | 16 | 20 | 24) {
        return Ok(false);
    }
    let bytes = archive.piece(start, length)?;
    let marked = matches!(length, 16 | 24);
    let numbers = if marked { bytes.get(4..).unwrap_or_default() } else { &bytes };
    let sizes = if numbers.len() == 12 {
        Sizes { packed: u32_le(numbers, 4).into(), unpacked: u32_le(numbers, 8).into() }
    } else {
        Sizes { packed: u64_le(numbers, 4), unpacked: u64_le(numbers, 12) }
    };
    let same = u32_le(numbers, 0) == entry.crc && sizes == entry.sizes;
    Ok(same && (!marked || bytes.starts_with(DESCRIPTOR)))
}
