//! A journal in memory: for tests, and for apps that keep none beyond their own life.

use core::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::journal::verify::deleted_before;
use crate::journal::{
    JournalChange, JournalFault, JournalRecord, JournalState, JournalStore, OpenDay,
};

/// Keeps records in memory.
#[derive(Default)]
pub struct MemoryJournal {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    records: Vec<JournalRecord>,
    open_day: Option<OpenDay>,
}

impl MemoryJournal {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is kept is whole whenever the lock is free, so a panic elsewhere does not spoil it.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl JournalStore for MemoryJournal {
    fn state(&self) -> Result<JournalState, JournalFault> {
        Ok(self.kept().state())
    }

    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        Ok(self.kept().records.clone())
    }

    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        let mut kept = self.kept();
        let JournalChange { records, open_day } = change(&kept.state());
        kept.records.extend(records);
        kept.open_day = open_day;
        Ok(())
    }

    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        let mut kept = self.kept();
        let count = u64::try_from(kept.records.len()).unwrap_or(u64::MAX);
        let mark = mark(count.saturating_add(deleted_before(&kept.records)));
        *kept = Kept { records: vec![mark], open_day: None };
        Ok(())
    }
}

impl Kept {
    fn state(&self) -> JournalState {
        let head = self.records.last().map(JournalRecord::head).unwrap_or_default();
        JournalState { head, open_day: self.open_day }
    }
}

impl fmt::Debug for MemoryJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryJournal(..)")
    }
}
