use core::ops::Range;

use super::bytes::SetBytes;
use super::column::{Column, Cutter};
use super::section::BadSection;
use crate::lent::LentForm;

/// Values of a hash that an app lends:
///
/// ```text
/// value[BYTES]*R | entry u32*R | mask u16*R      values ascending; each column zero-padded to 64 bytes
/// ```
#[derive(Clone, Debug)]
pub struct LentSection {
    form: LentForm,
    values: (SetBytes, Range<usize>),
    entries: Column<4>,
    masks: Column<2>,
}

impl LentSection {
    /// A view of `range`, which must hold exactly the columns of `rows` rows.
    pub fn new(
        form: LentForm,
        bytes: SetBytes,
        range: Range<usize>,
        rows: usize,
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes.clone(), range)?;
        let values = (bytes, cutter.wide_column(rows, form.length())?);
        let entries = cutter.column(rows)?;
        let masks = cutter.column(rows)?;
        cutter.finish()?;
        Ok(Self { form, values, entries, masks })
    }

    /// Which hash the values are of.
    #[must_use]
    pub const fn form(&self) -> LentForm {
        self.form
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.entries.rows().len()
    }

    /// The values, each of the length that the form says, ascending.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone {
        // A form has at least eight bytes.
        let (bytes, range) = &self.values;
        bytes.slice(range).chunks_exact(self.form.length().max(1))
    }

    /// The value of one row.
    #[must_use]
    pub fn value(&self, row: usize) -> Option<&[u8]> {
        self.values().nth(row)
    }

    /// Which authorities vouch for a row; bit i is the i-th of the manifest. 0 in a list.
    #[must_use]
    pub fn mask(&self, row: usize) -> Option<u16> {
        self.masks.rows().get(row).map(|bytes| u16::from_le_bytes(*bytes))
    }

    pub(crate) fn masks(&self) -> &[[u8; 2]] {
        self.masks.rows()
    }

    pub(crate) fn entry(&self, row: usize) -> Option<u32> {
        self.entries.number(row)
    }
}
