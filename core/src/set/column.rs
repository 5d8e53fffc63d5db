use core::ops::Range;

use super::bytes::SetBytes;
use super::section::BadSection;

/// Columns begin at multiples of this many bytes from the start of their section.
const ALIGN_BYTES: usize = 64;

/// `WIDTH` bytes per row, zero-padded to a multiple of 64.
#[derive(Clone, Debug)]
pub(crate) struct Column<const WIDTH: usize> {
    bytes: SetBytes,
    range: Range<usize>,
}

impl<const WIDTH: usize> Column<WIDTH> {
    pub(crate) fn rows(&self) -> &[[u8; WIDTH]] {
        self.bytes.slice(&self.range).as_chunks().0
    }
}

impl Column<4> {
    /// Little-endian; `None` past the last row.
    pub(crate) fn number(&self, row: usize) -> Option<u32> {
        self.rows().get(row).map(|bytes| u32::from_le_bytes(*bytes))
    }
}

/// Cuts a section into its columns and checks that they fill it to the last byte.
pub(crate) struct Cutter {
    bytes: SetBytes,
    rest: Range<usize>,
}

impl Cutter {
    pub(crate) fn new(bytes: SetBytes, range: Range<usize>) -> Result<Self, BadSection> {
        if bytes.hold(&range) { Ok(Self { bytes, rest: range }) } else { Err(BadSection::Extent) }
    }

    pub(crate) fn column<const WIDTH: usize>(
        &mut self,
        rows: usize,
    ) -> Result<Column<WIDTH>, BadSection> {
        let range = self.wide_column(rows, WIDTH)?;
        Ok(Column { bytes: self.bytes.clone(), range })
    }

    /// Where a column lies whose width is known only when the program runs.
    pub(crate) fn wide_column(
        &mut self,
        rows: usize,
        width: usize,
    ) -> Result<Range<usize>, BadSection> {
        let length = rows.checked_mul(width).ok_or(BadSection::Extent)?;
        let padded = length.checked_next_multiple_of(ALIGN_BYTES).ok_or(BadSection::Extent)?;
        let start = self.rest.start;
        let end = start.checked_add(length).ok_or(BadSection::Extent)?;
        let next = start.checked_add(padded).ok_or(BadSection::Extent)?;
        if next > self.rest.end {
            return Err(BadSection::Extent);
        }
        if self.bytes.slice(&(end..next)).iter().any(|byte| *byte != 0) {
            return Err(BadSection::Padding);
        }
        self.rest.start = next;
        Ok(start..end)
    }

    pub(crate) fn finish(self) -> Result<(), BadSection> {
        if self.rest.is_empty() { Ok(()) } else { Err(BadSection::Extent) }
    }
}

/// Lays out the columns of a section, each padded to a multiple of 64 bytes.
#[derive(Debug)]
pub struct SectionLayout {
    bytes: Vec<u8>,
    start: usize,
}

impl SectionLayout {
    /// Room for columns of this many bytes per row in all. `None` if there is no such room.
    pub(crate) fn new(rows: usize, bytes_per_row: usize, columns: usize) -> Option<Self> {
        // Each column is padded, and so is the start: a block that straddles cache lines is slow.
        let padding = columns.checked_add(1)?.checked_mul(ALIGN_BYTES)?;
        let room = rows.checked_mul(bytes_per_row)?.checked_add(padding)?;
        let mut bytes: Vec<u8> = Vec::new();
        bytes.try_reserve_exact(room).ok()?;
        let start = bytes.as_ptr().align_offset(ALIGN_BYTES).min(ALIGN_BYTES);
        bytes.resize(start, 0);
        Some(Self { bytes, start })
    }

    /// Goes on behind bytes that are there: they end where a section may begin.
    #[must_use]
    pub const fn appending(bytes: Vec<u8>) -> Self {
        Self { bytes, start: 0 }
    }

    /// Appends the first and the last 16 bytes of each hash as two columns.
    pub fn halves<'a>(&mut self, hashes: impl Iterator<Item = &'a [u8]> + Clone) {
        self.column(hashes.clone().filter_map(|hash| hash.first_chunk::<16>().copied()));
        self.column(hashes.filter_map(|hash| hash.last_chunk::<16>().copied()));
    }

    /// Appends one column and its padding.
    pub fn column<const WIDTH: usize>(&mut self, rows: impl Iterator<Item = [u8; WIDTH]>) {
        rows.for_each(|row| self.bytes.extend_from_slice(&row));
        self.pad();
    }

    /// Appends one column of rows that are all of one length, and its padding.
    pub fn wide_column<'a>(&mut self, rows: impl Iterator<Item = &'a [u8]>) {
        rows.for_each(|row| self.bytes.extend_from_slice(row));
        self.pad();
    }

    fn pad(&mut self) {
        let length = self.bytes.len().saturating_sub(self.start);
        // No Vec is so long that there is no such multiple.
        let padded = length.checked_next_multiple_of(ALIGN_BYTES).unwrap_or(length);
        self.bytes.resize(padded.saturating_add(self.start), 0);
    }

    /// The bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The bytes, and where in them the section is.
    pub(crate) fn finish(self) -> (SetBytes, Range<usize>) {
        let range = self.start..self.bytes.len();
        (SetBytes::from(self.bytes), range)
    }
}
