//! A journal that the app keeps as text, where it likes: in its database, say.

use core::fmt;
use std::sync::{Arc, Mutex};

use crate::held::{self, Locked, NotLocked};
use crate::journal::expected::{Seen, check};
use crate::journal::record::JournalRecord;
use crate::journal::saved::Saved;
use crate::journal::verify::{
    VerifiedJournal, deleted_before, deleted_before_text, parse_records, verify,
};
use crate::journal::{JournalChange, JournalFault, JournalState, JournalStore};
use crate::lock::Patience;

/// Keeps two texts: the chain, which grows, and the state beside it, which is replaced. An app writes
/// this; [`KeptJournal`] does the rest. It is called under a lock: to its own journal it is
/// [`JournalFault::Reentered`].
///
/// Both changes compare and swap: they are made only if the state is still `expected`, and nothing
/// else may change the texts between that look and the change. A database does this in one
/// transaction. Then any number of journals, in any number of processes, may share the texts.
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
    fn append(
        &self,
        expected: Option<&str>,
        lines: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault>;

    /// Replaces chain and state: both, or neither.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it could not keep them.
    fn replace(
        &self,
        expected: Option<&str>,
        chain: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault>;
}

/// What a keeper answers to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeeperAnswer {
    /// Both texts are kept.
    Kept,
    /// The state is not the expected one, and nothing was changed.
    OtherState,
}

/// A journal in the hands of a [`JournalKeeper`].
///
/// What another journal wrote is checked in full before anything is written after it. A chain that
/// does not fit its state, or lost what this journal has seen in it, is named and never continued.
pub struct KeptJournal {
    keeper: Arc<dyn JournalKeeper>,
    seen: Mutex<Seen>,
}

/// How often a change begins again because another journal was first.
const MOST_TRIES: u32 = 100;

impl KeptJournal {
    /// The journal that `keeper` has.
    #[must_use]
    pub fn new(keeper: Arc<dyn JournalKeeper>) -> Self {
        Self { keeper, seen: Mutex::default() }
    }

    /// Checks the chain against the head beside it, and against what this journal saw before.
    ///
    /// # Errors
    /// The first [`JournalFault`].
    pub fn verify(&self) -> Result<VerifiedJournal, JournalFault> {
        let seen = self.lock()?;
        try_often(|| {
            let state = self.keeper.state()?;
            let saved = Saved::of(state.as_deref())?;
            let checked = self.checked(state.as_deref(), saved, &seen)?;
            checked.map(|records| verify(&records, Some(saved.head))).transpose()
        })
    }

    /// The text of the chain, as it is.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be read.
    pub fn text(&self) -> Result<Vec<u8>, JournalFault> {
        let _locked = self.lock()?;
        Ok(self.keeper.chain()?.into_bytes())
    }

    /// What was seen is whole whenever the lock is free, so a panic elsewhere spoils nothing.
    fn lock(&self) -> Result<Locked<'_, Seen>, JournalFault> {
        held::lock(&self.seen, Patience::USUAL).map_err(|why| match why {
            NotLocked::Reentered => JournalFault::Reentered,
            NotLocked::Held => JournalFault::Locked,
        })
    }

    /// The records of a sound journal; `None` if another writer came in between.
    fn checked(
        &self,
        state: Option<&str>,
        saved: Saved,
        seen: &Seen,
    ) -> Result<Option<Vec<JournalRecord>>, JournalFault> {
        let chain = self.keeper.chain();
        let same = self.keeper.state()?.as_deref() == state;
        if same { check(&chain?, saved, seen).map(Some) } else { Ok(None) }
    }

    /// Changes state and chain once, if no other writer comes in between.
    fn try_update(
        &self,
        seen: &mut Seen,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<Option<()>, JournalFault> {
        let state = self.keeper.state()?;
        let saved = Saved::of(state.as_deref())?;
        let JournalChange { records, open_day } =
            change(&JournalState { head: saved.head, open_day: saved.open_day });
        // Nothing is added to a chain unseen: who can write a state can write lines beside it.
        let own = state.is_some() && state == seen.state && records.is_empty();
        let deleted = if own {
            seen.deleted
        } else {
            let Some(found) = self.checked(state.as_deref(), saved, seen)? else { return Ok(None) };
            deleted_before(&found)
        };
        let (lines, saved) = Saved { open_day, ..saved }.after(&records);
        let text = saved.to_text();
        let answer = self.keeper.append(state.as_deref(), &lines, &text)?;
        Ok(seen.after(answer, saved.head, text, deleted))
    }

    fn try_replace(
        &self,
        seen: &mut Seen,
        mark: &mut dyn FnMut(u64) -> JournalRecord,
    ) -> Result<Option<()>, JournalFault> {
        let state = self.keeper.state()?;
        let mark = [mark(self.count(state.as_deref(), seen)?)];
        let (chain, saved) = Saved::default().after(&mark);
        let text = saved.to_text();
        let answer = self.keeper.replace(state.as_deref(), &chain, &text)?;
        Ok(seen.after(answer, saved.head, text, deleted_before(&mark)))
    }

    /// How many records there ever were: also of a journal that no longer reads.
    fn count(&self, state: Option<&str>, seen: &Seen) -> Result<u64, JournalFault> {
        let chain = self.keeper.chain();
        let earlier = chain.as_ref().map_or(0, |chain| deleted_before_text(chain.as_bytes()));
        let count = if let Ok(saved) = Saved::of(state) {
            saved.head.count
        } else {
            u64::try_from(chain?.lines().count()).unwrap_or(u64::MAX)
        };
        Ok(count.saturating_add(earlier).max(seen.records()))
    }
}

/// Does it until no other writer comes in between.
fn try_often<T>(
    mut once: impl FnMut() -> Result<Option<T>, JournalFault>,
) -> Result<T, JournalFault> {
    for _ in 0..MOST_TRIES {
        if let Some(done) = once()? {
            return Ok(done);
        }
    }
    Err(JournalFault::Contended)
}

impl JournalStore for KeptJournal {
    fn state(&self) -> Result<JournalState, JournalFault> {
        let _locked = self.lock()?;
        let Saved { head, open_day, .. } = Saved::of(self.keeper.state()?.as_deref())?;
        Ok(JournalState { head, open_day })
    }

    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        parse_records(&self.text()?)
    }

    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        let mut seen = self.lock()?;
        try_often(|| self.try_update(&mut seen, change))
    }

    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        let mut seen = self.lock()?;
        try_often(|| self.try_replace(&mut seen, mark))
    }
}

impl fmt::Debug for KeptJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeptJournal(..)")
    }
}
