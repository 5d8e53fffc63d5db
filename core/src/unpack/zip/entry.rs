use flate2::Crc;

use super::super::{Piece, Pieces};
use super::directory::Entry;
use super::inflate::{MOST_GROWTH, inflate};
use crate::decode::Guard;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// Flags of an entry that is locked: as ever, strongly, or with its header masked (APPNOTE.TXT 4.4.4).
const LOCKED: u16 = 1 | 1 << 6 | 1 << 13;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The bytes of an entry, checked by their length and checksum. Nothing is unpacked before its
/// length was counted.
pub(super) fn unpack<'p>(
    archive: &'p dyn Pieces,
    entry: &Entry<'_>,
    guard: &mut Guard<'_>,
) -> Result<Piece<'p>, Undecided> {
    if entry.flags & LOCKED != 0 {
        return Err(Undecided::Encrypted);
    }
    let (packed, unpacked) = (entry.sizes.packed, entry.sizes.unpacked);
    let possible = match entry.method {
        STORED => packed == unpacked,
        DEFLATED => unpacked <= packed.saturating_mul(MOST_GROWTH),
        _ => return Err(Undecided::UnsupportedFormat),
    };
    if !possible {
        return Err(Undecided::Corrupt);
    }
    guard.unpack(unpacked)?;
    // Deflate may be longer than what it holds: with empty blocks, without a bound.
    if packed > guard.limits().max_part_bytes {
        return Err(Undecided::OverLimit(LimitName::PartBytes));
    }
    guard.work(packed)?;
    let bytes = archive.piece(entry.data, packed)?;
    let bytes = if entry.method == STORED {
        bytes
    } else {
        let size = usize::try_from(unpacked);
        let size = size.map_err(|_| Undecided::OverLimit(LimitName::PartBytes))?;
        Piece::Held(inflate(&bytes, size, guard)?)
    };
    let mut crc = Crc::new();
    crc.update(&bytes);
    if crc.sum() == entry.crc { Ok(bytes) } else { Err(Undecided::Corrupt) }
}
