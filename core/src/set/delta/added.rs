use crate::set::section_algorithm::SectionShape;

const FRAME_BYTES: usize = 32;

/// Reads a delta from its start to its end.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

/// A row as a delta has it.
#[derive(Clone, Copy)]
pub(super) struct Added<'a> {
    /// A tag, a hash, a value, or the frames of a video one after the other.
    pub(super) key: &'a [u8],
    pub(super) entry: [u8; 4],
    pub(super) mask: [u8; 2],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn array<const LENGTH: usize>(&mut self) -> Option<[u8; LENGTH]> {
        let (array, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*array)
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        self.rest.split_off(..length)
    }

    /// Row numbers, strictly ascending and all below `rows`.
    pub(super) fn ascending(&mut self, count: u32, rows: usize) -> Option<&'a [[u8; 4]]> {
        let length = usize::try_from(count).ok()?.checked_mul(4)?;
        let numbers = self.rest.split_off(..length)?.as_chunks().0;
        let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes);
        let below = |last| usize::try_from(number(last)).is_ok_and(|last| last < rows);
        let fits = numbers.is_sorted_by(|a, b| number(a) < number(b));
        (fits && numbers.last().is_none_or(below)).then_some(numbers)
    }

    pub(super) fn row(&mut self, shape: SectionShape) -> Option<Added<'a>> {
        let key_bytes = match shape {
            SectionShape::Keys => 16,
            SectionShape::Hashes => FRAME_BYTES,
            SectionShape::Values { bytes } => usize::from(bytes),
            SectionShape::Frames => {
                usize::try_from(self.number()?).ok()?.checked_mul(FRAME_BYTES)?
            }
        };
        let key = self.rest.split_off(..key_bytes)?;
        let entry = self.array()?;
        let mask = self.array()?;
        Some(Added { key, entry, mask })
    }
}
