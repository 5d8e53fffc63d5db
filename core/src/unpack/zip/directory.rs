use crate::decode::{u16_le, u32_le, u64_le};
use crate::undecided::Undecided;

const HEADER: &[u8] = b"PK\x01\x02";
const HEADER_BYTES: usize = 46;
/// The extra field with sizes and offset of eight bytes (APPNOTE.TXT 4.5.3).
const EXTRA_64: u16 = 1;

/// One entry, as the directory has it (APPNOTE.TXT 4.3.12).
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) sizes: Sizes,
    /// Where its local header lies.
    pub(super) local: u64,
    /// Where its bytes lie, once the local header was looked at.
    pub(super) data: u64,
    pub(super) name: &'a [u8],
}

/// How long an entry is, in bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) packed: u64,
    pub(super) unpacked: u64,
}

/// All entries, in the order of the directory, which has nothing else.
pub(super) fn read(directory: &[u8], count: u64) -> Result<Vec<Entry<'_>>, Undecided> {
    let mut entries = Vec::new();
    let mut rest = directory;
    for _ in 0..count {
        let (entry, behind) = next(rest).ok_or(Undecided::Corrupt)?;
        entries.push(entry);
        rest = behind;
    }
    if !rest.is_empty() || has_twins(&entries) {
        return Err(Undecided::Corrupt);
    }
    Ok(entries)
}

/// Of two entries of one name each reader shows another.
fn has_twins(entries: &[Entry<'_>]) -> bool {
    let mut names: Vec<_> = entries.iter().map(|entry| entry.name).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

fn next(rest: &[u8]) -> Option<(Entry<'_>, &[u8])> {
    let (header, rest) = rest.split_at_checked(HEADER_BYTES)?;
    let (name, rest) = rest.split_at_checked(u16_le(header, 28).into())?;
    let (extra, rest) = rest.split_at_checked(u16_le(header, 30).into())?;
    let (_comment, rest) = rest.split_at_checked(u16_le(header, 32).into())?;
    let mut numbers = [u32_le(header, 24), u32_le(header, 20), u32_le(header, 42)].map(u64::from);
    widen(&mut numbers, extra)?;
    let [unpacked, packed, local] = numbers;
    let entry = Entry {
        flags: u16_le(header, 8),
        method: u16_le(header, 10),
        crc: u32_le(header, 16),
        sizes: Sizes { packed, unpacked },
        local,
        data: 0,
        name,
    };
    let first_disk = u16_le(header, 34) == 0;
    (header.starts_with(HEADER) && first_disk).then_some((entry, rest))
}

/// Takes each number of all ones from the extra field for large archives, which has them in this
/// order. Without such a field it is what it is.
pub(super) fn widen(numbers: &mut [u64], extra: &[u8]) -> Option<()> {
    let Some(mut wide) = find_extra(extra, EXTRA_64) else { return Some(()) };
    for number in numbers.iter_mut().filter(|number| **number == u64::from(u32::MAX)) {
        let (value, rest) = wide.split_at_checked(8)?;
        *number = u64_le(value, 0);
        wide = rest;
    }
    Some(())
}

fn find_extra(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    while let Some((header, rest)) = extra.split_at_checked(4) {
        let (value, rest) = rest.split_at_checked(u16_le(header, 2).into())?;
        if u16_le(header, 0) == wanted {
            return Some(value);
        }
        extra = rest;
    }
    None
}
