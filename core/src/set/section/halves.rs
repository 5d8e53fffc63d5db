use super::BadSection;
use crate::set::column::{Column, Cutter};

/// PDQ hashes, each cut into two halves.
#[derive(Clone, Debug)]
pub struct Halves {
    hi: Column<16>,
    lo: Column<16>,
}

impl Halves {
    pub(super) fn cut(cutter: &mut Cutter, hashes: usize) -> Result<Self, BadSection> {
        Ok(Self { hi: cutter.column(hashes)?, lo: cutter.column(hashes)? })
    }

    /// The first 16 bytes of each.
    #[must_use]
    pub fn hi(&self) -> &[[u8; 16]] {
        self.hi.rows()
    }

    /// The last 16 bytes of each.
    #[must_use]
    pub fn lo(&self) -> &[[u8; 16]] {
        self.lo.rows()
    }

    /// Appends one hash.
    pub(crate) fn push(&self, hash: usize, to: &mut Vec<u8>) {
        to.extend(self.hi().get(hash).into_iter().flatten());
        to.extend(self.lo().get(hash).into_iter().flatten());
    }
}
