use core::ops::Range;

use super::{BadSection, Rows};
use crate::lent::LentForm;
use crate::set::bytes::SetBytes;
use crate::set::column::Cutter;

/// Values of a hash that an app lends.
#[derive(Clone, Debug)]
pub struct LentSection {
    form: LentForm,
    values: (SetBytes, Range<usize>),
    rows: Rows,
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
        let rows = Rows::cut(&mut cutter, rows)?;
        cutter.finish()?;
        Ok(Self { form, values, rows })
    }

    /// Which hash the values are of.
    #[must_use]
    pub const fn form(&self) -> LentForm {
        self.form
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

    /// Its rows, whatever their key is.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }
}
