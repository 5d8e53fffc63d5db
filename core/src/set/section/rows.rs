use super::BadSection;
use crate::set::column::{Column, Cutter};

/// What a section knows of its rows besides their keys.
#[derive(Clone, Debug)]
pub struct Rows {
    entries: Column<4>,
    masks: Column<2>,
}

impl Rows {
    pub(super) fn cut(cutter: &mut Cutter, rows: usize) -> Result<Self, BadSection> {
        Ok(Self { entries: cutter.column(rows)?, masks: cutter.column(rows)? })
    }

    /// How many there are; of videos, not of frames.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.rows().len()
    }

    /// True if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the item that a row belongs to; 0 for none.
    #[must_use]
    pub fn entry(&self, row: usize) -> Option<u32> {
        self.entries.number(row)
    }

    /// That of every row.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = u32> + Clone {
        self.entries.rows().iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Which authorities vouch for a row; bit i is the i-th of the manifest. 0 in a list.
    #[must_use]
    pub fn mask(&self, row: usize) -> Option<u16> {
        self.masks.rows().get(row).map(|bytes| u16::from_le_bytes(*bytes))
    }

    /// The mask of every row.
    pub fn masks(&self) -> impl ExactSizeIterator<Item = u16> {
        self.masks.rows().iter().map(|bytes| u16::from_le_bytes(*bytes))
    }
}
