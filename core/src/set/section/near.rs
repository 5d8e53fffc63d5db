use core::ops::Range;

use super::{BadSection, Halves, Rows};
use crate::set::algorithm::NearForm;
use crate::set::bytes::SetBytes;
use crate::set::column::Cutter;
use crate::set::parameters::MatchParameters;

/// PDQ hashes of pictures, each cut into two halves.
#[derive(Clone, Debug)]
pub struct NearSection {
    pub(crate) form: NearForm,
    pub(crate) parameters: MatchParameters,
    hashes: Halves,
    rows: Rows,
}

impl NearSection {
    /// A view of `range`, which must hold exactly the columns of `rows` rows.
    pub fn new(
        form: NearForm,
        parameters: MatchParameters,
        bytes: SetBytes,
        range: Range<usize>,
        rows: usize,
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes, range)?;
        let hashes = Halves::cut(&mut cutter, rows)?;
        let rows = Rows::cut(&mut cutter, rows)?;
        cutter.finish()?;
        Ok(Self { form, parameters, hashes, rows })
    }

    /// The hashes.
    #[must_use]
    pub const fn hashes(&self) -> &Halves {
        &self.hashes
    }

    /// Its rows, whatever their key is.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }
}
