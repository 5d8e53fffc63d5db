//! What the readers of simple formats share: bytes at a place, and numbers in them.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::Guard;
use super::reader::BlockReader;
use super::reason;
use crate::undecided::Undecided;

/// Fills `into` from this place on.
pub(super) fn read_at(
    reader: &mut BlockReader<'_>,
    at: u64,
    into: &mut [u8],
    guard: &Guard<'_>,
) -> Result<(), Undecided> {
    fill_at(reader, at, into).map_err(|error| reason::of_io(&error, guard))
}

/// The same, where the reason is asked for later.
pub(super) fn fill_at(reader: &mut BlockReader<'_>, at: u64, into: &mut [u8]) -> io::Result<()> {
    reader.seek(SeekFrom::Start(at))?;
    reader.read_exact(into)
}

/// What a chunk costs to be looked at, in bytes of work.
const CHUNK_OVERHEAD_BYTES: u64 = 64;
/// A chunk begins with its name and length, in the order of the format.
pub(super) const CHUNK_HEAD_BYTES: u64 = 8;

/// The head of the chunk at this place; `None` where the file ends.
pub(super) fn chunk_head(
    reader: &mut BlockReader<'_>,
    at: u64,
    guard: &mut Guard<'_>,
) -> Result<Option<[u8; 8]>, Undecided> {
    guard.cancelled()?;
    guard.work(CHUNK_OVERHEAD_BYTES)?;
    if at.saturating_add(CHUNK_HEAD_BYTES) > reader.length() {
        return Ok(None);
    }
    let mut head = [0; 8];
    read_at(reader, at, &mut head, guard)?;
    Ok(Some(head))
}

/// Fills `into` from where the reader is, as far as the input goes; gives the number of bytes.
pub(super) fn read_most(
    reader: &mut BlockReader<'_>,
    into: &mut [u8],
    guard: &Guard<'_>,
) -> Result<usize, Undecided> {
    let mut filled = 0_usize;
    loop {
        let rest = into.get_mut(filled..).unwrap_or_default();
        match reader.read(rest).map_err(|error| reason::of_io(&error, guard))? {
            0 => return Ok(filled),
            count => filled = filled.saturating_add(count),
        }
    }
}

/// The next byte; `None` at the end of the input.
pub(super) fn next_byte(
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<Option<u8>, Undecided> {
    let available = reader.fill_buf().map_err(|error| reason::of_io(&error, guard))?;
    let byte = available.first().copied();
    reader.consume(usize::from(byte.is_some()));
    Ok(byte)
}

/// Bytes taken one by one.
pub(super) struct Bytes<'i, 'r, 'g> {
    reader: &'i mut BlockReader<'r>,
    guard: &'i Guard<'g>,
}

impl<'i, 'r, 'g> Bytes<'i, 'r, 'g> {
    pub(super) const fn new(reader: &'i mut BlockReader<'r>, guard: &'i Guard<'g>) -> Self {
        Self { reader, guard }
    }

    /// The next byte; `None` at the end of the input.
    pub(super) fn byte(&mut self) -> Result<Option<u8>, Undecided> {
        next_byte(self.reader, self.guard)
    }

    /// The next `N` bytes; `None` if the input ends before.
    pub(super) fn bytes<const N: usize>(&mut self) -> Result<Option<[u8; N]>, Undecided> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            let Some(next) = self.byte()? else { return Ok(None) };
            *byte = next;
        }
        Ok(Some(bytes))
    }
}

/// The little-endian number of two bytes at this place; 0 beyond the end.
pub(crate) fn u16_le(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |pair| u16::from_le_bytes(*pair))
}

/// The little-endian number of four bytes at this place; 0 beyond the end.
pub(crate) fn u32_le(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |four| u32::from_le_bytes(*four))
}

/// The little-endian number of eight bytes at this place; 0 beyond the end.
pub(crate) fn u64_le(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |eight| u64::from_le_bytes(*eight))
}

/// The big-endian number of four bytes at this place; 0 beyond the end.
pub(super) fn u32_be(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |four| u32::from_be_bytes(*four))
}
