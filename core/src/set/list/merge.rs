use super::error::ListErrorKind;

/// Entries that share a row are one item and get one number, the lowest: the same rule that a
/// signed set follows. Union-find over entry numbers.
pub(super) struct Merge {
    parents: Vec<u32>,
}

impl Merge {
    /// Entries 1 to `entries`, each its own item.
    pub(super) fn new(entries: u32) -> Result<Self, ListErrorKind> {
        let count = usize::try_from(entries).map_err(|_| ListErrorKind::TooManyEntries)?;
        let mut parents = Vec::new();
        let room = count.checked_add(1).ok_or(ListErrorKind::TooManyEntries)?;
        parents.try_reserve_exact(room).map_err(|_| ListErrorKind::TooManyEntries)?;
        parents.extend(0..=entries);
        Ok(Self { parents })
    }

    /// Sorts rows by key and links the entries of equal keys.
    pub(super) fn sort_and_link<K: Ord>(&mut self, rows: &mut [(K, u32)]) {
        rows.sort_unstable();
        for pair in rows.windows(2) {
            if let [(a, first), (b, second)] = pair
                && a == b
            {
                self.link(*first, *second);
            }
        }
    }

    /// Sorted rows with each key once, under the number of its item.
    pub(super) fn resolved<K: Ord>(&mut self, mut rows: Vec<(K, u32)>) -> Vec<(K, u32)> {
        rows.dedup_by(|a, b| a.0 == b.0);
        rows.iter_mut().for_each(|(_, entry)| *entry = self.root(*entry));
        rows
    }

    fn link(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.set_parent(a.max(b), a.min(b));
    }

    /// The lowest entry of the item. Halves the way there, so that no list makes it slow.
    fn root(&mut self, mut entry: u32) -> u32 {
        while let Some(parent) = self.parent(entry)
            && let Some(above) = self.parent(parent)
            && parent != entry
        {
            self.set_parent(entry, above);
            entry = above;
        }
        entry
    }

    fn parent(&self, entry: u32) -> Option<u32> {
        self.parents.get(usize::try_from(entry).ok()?).copied()
    }

    fn set_parent(&mut self, entry: u32, parent: u32) {
        let slot = usize::try_from(entry).ok().and_then(|entry| self.parents.get_mut(entry));
        if let Some(slot) = slot {
            *slot = parent;
        }
    }
}
