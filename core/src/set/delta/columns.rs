use super::added::Added;
use crate::set::section_algorithm::SectionShape;

/// Columns begin at multiples of this many bytes from the start of their section.
const ALIGN_BYTES: usize = 64;

/// A section that is written row by row.
pub(super) struct Columns<'a> {
    shape: SectionShape,
    /// The tags, the values, or the first halves of the hashes.
    hi: Column<'a>,
    lo: Column<'a>,
    first: Column<'a>,
    entries: Column<'a>,
    masks: Column<'a>,
    frames: u32,
}

impl<'a> Columns<'a> {
    /// Over zeroed bytes, which the columns must fill.
    pub(super) fn new(
        shape: SectionShape,
        (rows, items): (usize, usize),
        bytes: &'a mut [u8],
    ) -> Option<Self> {
        let mut rest = bytes;
        let (key_bytes, lo_rows, first_rows) = match shape {
            SectionShape::Keys => (16, 0, 0),
            SectionShape::Hashes => (16, items, 0),
            SectionShape::Frames => (16, items, rows.checked_add(1)?),
            SectionShape::Values { bytes } => (usize::from(bytes), 0, 0),
        };
        let mut columns = Self {
            shape,
            hi: Column::cut(&mut rest, items, key_bytes)?,
            lo: Column::cut(&mut rest, lo_rows, 16)?,
            first: Column::cut(&mut rest, first_rows, 4)?,
            entries: Column::cut(&mut rest, rows, 4)?,
            masks: Column::cut(&mut rest, rows, 2)?,
            frames: 0,
        };
        columns.push_first()?;
        rest.is_empty().then_some(columns)
    }

    /// `None` if there is no room for it.
    pub(super) fn push(&mut self, row: Added<'_>) -> Option<()> {
        match self.shape {
            SectionShape::Keys | SectionShape::Values { bytes: _ } => self.hi.push(row.key)?,
            SectionShape::Hashes | SectionShape::Frames => {
                let (halves, _) = row.key.as_chunks::<16>();
                let (pairs, _) = halves.as_chunks::<2>();
                for [hi, lo] in pairs {
                    self.hi.push(hi)?;
                    self.lo.push(lo)?;
                }
                self.frames = self.frames.checked_add(u32::try_from(pairs.len()).ok()?)?;
            }
        }
        self.push_first()?;
        self.entries.push(&row.entry)?;
        self.masks.push(&row.mask)
    }

    /// Where the next video begins.
    fn push_first(&mut self) -> Option<()> {
        match self.shape {
            SectionShape::Frames => self.first.push(&self.frames.to_le_bytes()),
            SectionShape::Keys | SectionShape::Hashes | SectionShape::Values { bytes: _ } => {
                Some(())
            }
        }
    }

    /// True if every column is full.
    pub(super) const fn are_full(&self) -> bool {
        self.hi.rest.is_empty()
            && self.lo.rest.is_empty()
            && self.first.rest.is_empty()
            && self.entries.rest.is_empty()
            && self.masks.rest.is_empty()
    }
}

struct Column<'a> {
    rest: &'a mut [u8],
}

impl<'a> Column<'a> {
    fn cut(bytes: &mut &'a mut [u8], rows: usize, width: usize) -> Option<Self> {
        let length = rows.checked_mul(width)?;
        let padded = bytes.split_off_mut(..length.checked_next_multiple_of(ALIGN_BYTES)?)?;
        Some(Self { rest: padded.split_at_mut_checked(length)?.0 })
    }

    fn push(&mut self, bytes: &[u8]) -> Option<()> {
        self.rest.split_off_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(())
    }
}
