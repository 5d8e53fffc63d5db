//! The journal: in a folder, or kept by the app.

use std::path::Path;
use std::sync::Arc;

use presend::journal::{self as core, FileJournal, JournalStore, KeptJournal};

use crate::failure::{HostFailure, PresendFailure};
use crate::journal_record::{JournalCounts, JournalDay, JournalRecord};
use crate::mirror::mirrors;

/// Keeps the two texts of a journal where the app likes.
#[uniffi::export(rust, foreign)]
pub trait JournalKeeper: Send + Sync {
    /// The state that was kept last.
    ///
    /// # Errors
    /// If it cannot be read now.
    fn state(&self) -> Result<Option<String>, HostFailure>;

    /// The whole chain.
    ///
    /// # Errors
    /// If it cannot be read now.
    fn chain(&self) -> Result<String, HostFailure>;

    /// Adds to the chain and replaces the state: both, or neither, and only in place of this state.
    ///
    /// # Errors
    /// If it could not.
    fn append(
        &self,
        expected: Option<String>,
        lines: String,
        state: String,
    ) -> Result<KeeperAnswer, HostFailure>;

    /// Replaces chain and state: both, or neither, and only in place of this state.
    ///
    /// # Errors
    /// If it could not.
    fn replace(
        &self,
        expected: Option<String>,
        chain: String,
        state: String,
    ) -> Result<KeeperAnswer, HostFailure>;
}

/// What a keeper answers to a change.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum KeeperAnswer {
    /// Both texts are kept.
    Kept,
    /// The state is not the expected one, and nothing was changed.
    OtherState,
}

/// A journal.
#[derive(Debug, uniffi::Object)]
pub struct Journal {
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(Arc<FileJournal>),
    App(Arc<KeptJournal>),
}

/// What a journal that was verified holds.
#[derive(Clone, Debug, uniffi::Record)]
pub struct JournalFacts {
    /// Records in the chain.
    pub records: u64,
    /// How often an interrupted write was mended.
    pub repairs: u64,
    /// Records deleted before it began.
    pub deleted: u64,
}

#[uniffi::export]
impl Journal {
    /// The journal in a folder.
    ///
    /// # Errors
    /// If it cannot be made.
    #[uniffi::constructor]
    pub fn in_folder(folder: &str) -> Result<Self, PresendFailure> {
        let journal = FileJournal::open(Path::new(folder))?;
        Ok(Self { place: Place::Folder(Arc::new(journal)) })
    }

    /// The journal that the app keeps.
    #[uniffi::constructor]
    #[must_use]
    pub fn kept_by(keeper: Arc<dyn JournalKeeper>) -> Self {
        let journal = KeptJournal::new(Arc::new(HostKeeper(keeper)));
        Self { place: Place::App(Arc::new(journal)) }
    }

    /// The chain as text, for the user to read or export.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn text(&self) -> Result<String, PresendFailure> {
        let text = match &self.place {
            Place::Folder(journal) => journal.text(),
            Place::App(journal) => journal.text(),
        };
        Ok(String::from_utf8_lossy(&text?).into_owned())
    }

    /// Checks the chain.
    ///
    /// # Errors
    /// The first record that is not as it was written.
    pub fn verify(&self) -> Result<JournalFacts, PresendFailure> {
        let core::VerifiedJournal { head, against: _, repairs, deleted } = match &self.place {
            Place::Folder(journal) => journal.verify(),
            Place::App(journal) => journal.verify(),
        }?;
        let core::JournalHead { count: records, hash: _ } = head;
        Ok(JournalFacts { records, repairs, deleted })
    }

    /// How many scans came to what, the open day included.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn counts(&self) -> Result<JournalCounts, PresendFailure> {
        Ok(core::total_counts(self.store().as_ref())?.into())
    }

    /// What it holds, day by day, the first day first; the open day included. It is not verified.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn days(&self) -> Result<Vec<JournalDay>, PresendFailure> {
        let days = core::days(self.store().as_ref())?;
        Ok(days.into_iter().map(JournalDay::from).collect())
    }

    /// Every record, in order. The chain is not verified.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn records(&self) -> Result<Vec<JournalRecord>, PresendFailure> {
        let records = self.store().records()?;
        Ok(records.iter().map(JournalRecord::from).collect())
    }

    /// Deletes every record for the user, and leaves a mark that says so.
    ///
    /// # Errors
    /// If it cannot be stored.
    pub fn delete_all(&self, now_unix_seconds: u64) -> Result<(), PresendFailure> {
        Ok(core::delete_all(self.store().as_ref(), core::day_of(now_unix_seconds))?)
    }
}

impl Journal {
    pub(crate) fn store(&self) -> Arc<dyn JournalStore> {
        match &self.place {
            Place::Folder(journal) => Arc::<FileJournal>::clone(journal),
            Place::App(journal) => Arc::<KeptJournal>::clone(journal),
        }
    }
}

struct HostKeeper(Arc<dyn JournalKeeper>);

impl core::JournalKeeper for HostKeeper {
    fn state(&self) -> Result<Option<String>, core::JournalFault> {
        self.0.state().map_err(unavailable)
    }

    fn chain(&self) -> Result<String, core::JournalFault> {
        self.0.chain().map_err(unavailable)
    }

    fn append(
        &self,
        expected: Option<&str>,
        lines: &str,
        state: &str,
    ) -> Result<core::KeeperAnswer, core::JournalFault> {
        let expected = expected.map(str::to_owned);
        let answer = self.0.append(expected, lines.to_owned(), state.to_owned());
        answer.map(Into::into).map_err(unavailable)
    }

    fn replace(
        &self,
        expected: Option<&str>,
        chain: &str,
        state: &str,
    ) -> Result<core::KeeperAnswer, core::JournalFault> {
        let expected = expected.map(str::to_owned);
        let answer = self.0.replace(expected, chain.to_owned(), state.to_owned());
        answer.map(Into::into).map_err(unavailable)
    }
}

mirrors!(core::KeeperAnswer, KeeperAnswer: Kept OtherState);

fn unavailable(_: HostFailure) -> core::JournalFault {
    core::JournalFault::Unavailable
}
