//! What the user may read afterwards: that there was a warning, why, and by whose rules. Never
//! content, a hash of content, a name of a file, an address or the time of day.
//!
//! Records are chained, so that [`verify`] names one that was changed, taken out, moved or cut off.
//! Scans that led to nothing are only counted, and the counts of a day become one record when the
//! next day begins.

mod days;
mod expected;
mod file;
mod folder;
mod keep;
mod keeper;
mod memory;
mod record;
mod saved;
#[cfg(test)]
mod tests;
mod text;
mod verify;

use core::fmt;

pub use days::{JournalDay, days, total_counts};
pub use file::FileJournal;
pub(crate) use keep::record_event;
pub use keep::{Recorded, day_of, delete_all, record};
pub use keeper::{JournalKeeper, KeeperAnswer, KeptJournal};
pub use memory::MemoryJournal;
pub use record::{
    DayCounts, DecisionEntry, JournalEvent, JournalHash, JournalHead, JournalRecord, JournalSet,
    OpenDay, ReportEntry,
};
pub use verify::{CheckedAgainst, VerifiedJournal, parse_records, verify, verify_text};

/// Where an app keeps the journal.
pub trait JournalStore: Send + Sync {
    /// The head of the chain and the counts of the open day.
    ///
    /// # Errors
    /// [`JournalFault`] if it cannot be read, or is not as it was left.
    fn state(&self) -> Result<JournalState, JournalFault>;

    /// All records, in order.
    ///
    /// # Errors
    /// [`JournalFault`] if they cannot be read or one is not a record.
    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault>;

    /// Calls `change` with the state and stores what it gives, so that no other writer comes in
    /// between: first the records are appended, then the open day is replaced. If another writer was
    /// first, what `change` gave is dropped and it is called again, with the state as it is then.
    ///
    /// # Errors
    /// [`JournalFault`] if it cannot be stored, or the journal is not as it was left.
    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault>;

    /// Drops every record and the open day, also of a journal that no longer verifies. `mark` is
    /// told how many records go, with those that an earlier mark says went before them, and gives the one
    /// that remains.
    ///
    /// # Errors
    /// [`JournalFault`] if it cannot be stored.
    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault>;
}

/// Where a journal stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JournalState {
    /// How many records there are, and the last one's hash.
    pub head: JournalHead,
    /// The counts that are not in the chain yet.
    pub open_day: Option<OpenDay>,
}

/// What is to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalChange {
    /// Records that follow the head, in order.
    pub records: Vec<JournalRecord>,
    /// The counts of the open day from now on.
    pub open_day: Option<OpenDay>,
}

/// What is wrong with a journal. `index` counts records from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JournalFault {
    /// It cannot be read or written now.
    Unavailable,
    /// It was asked from within its own keeper, which it calls while it holds off other writers.
    Reentered,
    /// Another process, or another thread of this one, has held its lock for too long.
    Locked,
    /// Another writer was first, each time that it was tried.
    Contended,
    /// This line is not a record: damaged, or its writing was interrupted.
    Malformed {
        /// Which line.
        index: u64,
    },
    /// This record, or its link to the next, is not what was written.
    Changed {
        /// Which record.
        index: u64,
    },
    /// This record is not there, while later ones are.
    Missing {
        /// Which record.
        index: u64,
    },
    /// Here stands a record that belongs elsewhere.
    Reordered {
        /// The place.
        index: u64,
    },
    /// This record and all later ones are not there, or nothing is left to show that there are none.
    CutOff {
        /// The first missing record.
        index: u64,
    },
    /// This record comes after the head that was kept apart.
    Unexpected {
        /// The first record too many.
        index: u64,
    },
}

impl fmt::Display for JournalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unavailable => f.write_str("the journal cannot be read or written"),
            Self::Reentered => f.write_str("a journal is not used from within its own keeper"),
            Self::Locked => f.write_str("somebody else holds the journal"),
            Self::Contended => f.write_str("another writer changed the journal meanwhile"),
            Self::Malformed { index } => write!(f, "record {index} cannot be read"),
            Self::Changed { index } => write!(f, "record {index} was changed"),
            Self::Missing { index } => write!(f, "record {index} is missing"),
            Self::Reordered { index } => write!(f, "another record is in place {index}"),
            Self::CutOff { index } => write!(f, "record {index} and all after it are missing"),
            Self::Unexpected { index } => write!(f, "record {index} comes after the known end"),
        }
    }
}

impl core::error::Error for JournalFault {}
