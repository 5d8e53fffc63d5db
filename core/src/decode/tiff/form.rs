use std::io;

use crate::decode::bytes::fill_at;
use crate::decode::reader::BlockReader;

/// Byte order of a file, and how long its offsets are: four bytes, or eight (BigTIFF).
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) big_endian: bool,
    big_offsets: bool,
}

impl Form {
    pub(super) fn read(reader: &mut BlockReader<'_>) -> io::Result<Self> {
        let mut head = [0; 4];
        fill_at(reader, 0, &mut head)?;
        let [order, _, magic @ ..] = head;
        let form = Self { big_endian: order == b'M', big_offsets: false };
        Ok(Self { big_offsets: form.value(&magic) == 43, ..form })
    }

    /// Where the place of the first directory stands.
    pub(super) const fn first_link(self) -> u64 {
        if self.big_offsets { 8 } else { 4 }
    }

    /// Bytes of an offset; a number of values has as many.
    pub(super) const fn offset_bytes(self) -> u64 {
        if self.big_offsets { 8 } else { 4 }
    }

    /// Bytes of the number of entries that leads in a directory.
    pub(super) const fn count_bytes(self) -> u64 {
        if self.big_offsets { 8 } else { 2 }
    }

    pub(super) const fn entry_bytes(self) -> u64 {
        if self.big_offsets { 20 } else { 12 }
    }

    /// The number in up to eight bytes, without a sign.
    pub(super) fn value(self, bytes: &[u8]) -> u64 {
        let mut wide = [0; 8];
        let forward = bytes.iter().copied();
        if self.big_endian {
            wide.iter_mut().rev().zip(forward.rev()).for_each(|(to, from)| *to = from);
            u64::from_be_bytes(wide)
        } else {
            wide.iter_mut().zip(forward).for_each(|(to, from)| *to = from);
            u64::from_le_bytes(wide)
        }
    }

    /// The number of this many bytes, at most eight, at a place of the file.
    pub(super) fn value_at(
        self,
        reader: &mut BlockReader<'_>,
        at: u64,
        length: u64,
    ) -> io::Result<u64> {
        let mut bytes = [0; 8];
        let length = usize::try_from(length).unwrap_or(usize::MAX).min(bytes.len());
        let bytes = bytes.get_mut(..length).unwrap_or_default();
        fill_at(reader, at, bytes)?;
        Ok(self.value(bytes))
    }
}
