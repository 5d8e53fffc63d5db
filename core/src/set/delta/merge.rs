use core::cmp::Ordering;

use super::added::{Added, Reader};
use super::columns::Columns;
use crate::set::manifest::SectionLine;
use crate::set::section_algorithm::SectionShape;
use crate::set::view::SectionView;

/// Writes one section: the old rows that stay, and the added ones between them. `None` if they are
/// not what `line` says.
pub(super) fn merge(
    line: &SectionLine,
    shape: SectionShape,
    old: Option<&SectionView>,
    delta: &mut Reader<'_>,
    section: &mut [u8],
) -> Option<()> {
    let (rows, items) = (usize::try_from(line.rows).ok()?, usize::try_from(line.items).ok()?);
    let old_rows = old.map_or(0, |old| old.rows().len());
    let (removed, added) = (delta.number()?, delta.number()?);
    let removed = delta.ascending(removed, old_rows)?;
    let added = usize::try_from(added).ok()?;
    if old_rows.checked_sub(removed.len())?.checked_add(added)? != rows {
        return None;
    }
    let mut columns = Columns::new(shape, (rows, items), section)?;
    let mut kept = Kept::new(shape, old, removed);
    for _ in 0..added {
        let new = delta.row(shape)?;
        while kept.row().is_some_and(|row| order(shape, &row, &new).is_lt()) {
            columns.push(kept.row()?)?;
            kept.next();
        }
        columns.push(new)?;
    }
    while let Some(row) = kept.row() {
        columns.push(row)?;
        kept.next();
    }
    columns.are_full().then_some(())
}

/// The order of rows: by key, of videos by entry number first.
fn order(shape: SectionShape, a: &Added<'_>, b: &Added<'_>) -> Ordering {
    let entry = |row: &Added<'_>| u32::from_le_bytes(row.entry);
    match shape {
        SectionShape::Keys | SectionShape::Hashes | SectionShape::Values { bytes: _ } => {
            a.key.cmp(b.key)
        }
        SectionShape::Frames => entry(a).cmp(&entry(b)).then_with(|| a.key.cmp(b.key)),
    }
}

/// The old rows that are not removed, one after the other.
struct Kept<'a> {
    shape: SectionShape,
    old: Option<&'a SectionView>,
    removed: &'a [[u8; 4]],
    row: usize,
    /// Key of the row, as authorities sign it.
    key: Vec<u8>,
}

impl<'a> Kept<'a> {
    fn new(shape: SectionShape, old: Option<&'a SectionView>, removed: &'a [[u8; 4]]) -> Self {
        let mut kept = Self { shape, old, removed, row: 0, key: Vec::new() };
        kept.settle();
        kept
    }

    /// The row at hand; `None` behind the last.
    fn row(&self) -> Option<Added<'_>> {
        let old = self.old?;
        let entry = old.rows().entry(self.row)?.to_le_bytes();
        let mask = old.rows().mask(self.row)?.to_le_bytes();
        let key = match self.shape {
            // Without the number of frames.
            SectionShape::Frames => self.key.get(4..)?,
            SectionShape::Keys | SectionShape::Hashes | SectionShape::Values { bytes: _ } => {
                &self.key
            }
        };
        Some(Added { key, entry, mask })
    }

    fn next(&mut self) {
        self.row = self.row.saturating_add(1);
        self.settle();
    }

    /// Goes to the next row that stays, and reads its key.
    fn settle(&mut self) {
        while let Some((first, rest)) = self.removed.split_first()
            && usize::try_from(u32::from_le_bytes(*first)).is_ok_and(|removed| removed == self.row)
        {
            self.removed = rest;
            self.row = self.row.saturating_add(1);
        }
        self.key.clear();
        if let Some(old) = self.old {
            old.push_key(self.row, &mut self.key);
        }
    }
}
