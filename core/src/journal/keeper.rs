//! A journal that the app keeps as text, where it likes: in its database, or in another process.

use core::fmt;
use std::sync::{Arc, Mutex};

use crate::held::{self, Locked};
use crate::journal::record::JournalRecord;
use crate::journal::saved::Saved;
use crate::journal::verify::{VerifiedJournal, parse_records, verify};
use crate::journal::{JournalChange, JournalFault, JournalState, JournalStore};

/// Keeps two texts: the chain, which grows, and the state beside it, which is replaced. An app writes
/// this; [`KeptJournal`] does the rest. It is called under a lock: to its own journal it is
/// [`JournalFault::Reentered`].
pub trait JournalKeeper: Send + Sync {
    /// The state that was kept last; `None` before the first.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be read now.
    fn state(&self) -> Result<Option<String>, JournalFault>;

    /// The whole chain; empty before the first record.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be read now.
    fn chain(&self) -> Result<String, JournalFault>;

    /// Adds to the end of the chain, often nothing, and replaces the state: both, or neither.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it could not keep them.
    fn append(&self, lines: &str, state: &str) -> Result<(), JournalFault>;

    /// Replaces chain and state: both, or neither.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it could not keep them.
    fn replace(&self, chain: &str, state: &str) -> Result<(), JournalFault>;
}

/// A journal in the hands of a [`JournalKeeper`]. One writer: two of these must not share a keeper.
pub struct KeptJournal {
    keeper: Arc<dyn JournalKeeper>,
    writer: Mutex<()>,
}

impl KeptJournal {
    /// The journal that `keeper` has.
    #[must_use]
    pub fn new(keeper: Arc<dyn JournalKeeper>) -> Self {
        Self { keeper, writer: Mutex::new(()) }
    }

    /// Checks the chain against the head beside it.
    ///
    /// # Errors
    /// The first [`JournalFault`].
    pub fn verify(&self) -> Result<VerifiedJournal, JournalFault> {
        let _locked = self.lock()?;
        verify(&parse_records(self.keeper.chain()?.as_bytes())?, Some(self.saved()?.head))
    }

    /// The text of the chain, as it is.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be read.
    pub fn text(&self) -> Result<Vec<u8>, JournalFault> {
        let _locked = self.lock()?;
        Ok(self.keeper.chain()?.into_bytes())
    }

    /// The keeper's texts are whole whenever the lock is free, so a panic elsewhere spoils nothing.
    fn lock(&self) -> Result<Locked<'_, ()>, JournalFault> {
        held::lock(&self.writer).ok_or(JournalFault::Reentered)
    }

    fn saved(&self) -> Result<Saved, JournalFault> {
        let Some(text) = self.keeper.state()? else { return Ok(Saved::default()) };
        Saved::parse(text.as_bytes()).ok_or(JournalFault::Malformed { index: 0 })
    }
}

impl JournalStore for KeptJournal {
    fn state(&self) -> Result<JournalState, JournalFault> {
        let _locked = self.lock()?;
        let Saved { head, open_day, .. } = self.saved()?;
        Ok(JournalState { head, open_day })
    }

    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        parse_records(&self.text()?)
    }

    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        let _locked = self.lock()?;
        let saved = self.saved()?;
        let JournalChange { records, open_day } =
            change(&JournalState { head: saved.head, open_day: saved.open_day });
        let (lines, saved) = Saved { open_day, ..saved }.after(&records);
        self.keeper.append(&lines, &saved.to_text())
    }

    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        let _locked = self.lock()?;
        // A journal that no longer reads is deleted like any other.
        let count = self.saved().map_or(0, |saved| saved.head.count);
        let (chain, saved) = Saved::default().after(&[mark(count)]);
        self.keeper.replace(&chain, &saved.to_text())
    }
}

impl fmt::Debug for KeptJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptJournal(..)")
    }
}
