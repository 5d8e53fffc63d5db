use core::ops::Range;
use std::sync::{Arc, OnceLock};

use super::{BadSection, Rows};
use crate::hash::digest::DigestKind;
use crate::lookup::exact::Guide;
use crate::set::bytes::SetBytes;
use crate::set::column::{Column, Cutter};

/// Keyed tags of exact digests.
#[derive(Clone, Debug)]
pub struct ExactSection {
    pub(crate) algorithm: DigestKind,
    keys: Column<16>,
    rows: Rows,
    /// Made at the first search.
    guide: Arc<OnceLock<Guide>>,
}

impl ExactSection {
    /// A view of `range`, which must hold exactly the columns of `rows` rows. Their order is not
    /// checked: a search in unsorted rows misses some, and does nothing worse.
    pub fn new(
        algorithm: DigestKind,
        bytes: SetBytes,
        range: Range<usize>,
        rows: usize,
    ) -> Result<Self, BadSection> {
        let mut cutter = Cutter::new(bytes, range)?;
        let keys = cutter.column(rows)?;
        let rows = Rows::cut(&mut cutter, rows)?;
        cutter.finish()?;
        Ok(Self { algorithm, keys, rows, guide: Arc::default() })
    }

    /// The tags, ascending.
    #[must_use]
    pub fn keys(&self) -> &[[u8; 16]] {
        self.keys.rows()
    }

    /// The row of a tag.
    pub(crate) fn find(&self, tag: &[u8; 16]) -> Option<usize> {
        let keys = self.keys();
        self.guide.get_or_init(|| Guide::new(keys)).find(keys, tag)
    }

    /// Its rows, whatever their key is.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }
}
