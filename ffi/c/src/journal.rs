//! The journal in a folder.

use std::sync::Arc;

use presend::journal::{
    self, FileJournal, JournalFault, JournalHead, JournalStore as _, VerifiedJournal,
};
use presend_c_base::argument::{self, Out, needed};

use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::{PresendBuffer, PresendText};

/// A journal in a folder that only its user may read.
#[derive(Clone, Debug)]
pub struct PresendJournal {
    pub(crate) journal: Arc<FileJournal>,
}

/// What a journal that was verified holds.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendJournalFacts {
    /// Records in the chain.
    pub records: u64,
    /// How often a write that was interrupted had to be mended.
    pub repairs: u64,
    /// Records that the user deleted before the chain began.
    pub deleted: u64,
}

/// Opens the journal in a folder, which is created if it is not there. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_journal_open(
    folder: PresendText,
    journal: *mut *mut PresendJournal,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle, and text of the length that it names.
        let (mut out, folder) = unsafe { (Out::handle(journal)?, argument::path(folder)?) };
        let journal = Arc::new(FileJournal::open(&folder).map_err(failure)?);
        out.give(PresendJournal { journal });
        Ok(())
    })
}

/// The chain as text, a record a line, as far as it can be read: what the user may export. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_journal_text(
    journal: Option<&PresendJournal>,
    text: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(text, PresendBuffer::EMPTY) }?;
        let text = needed(journal, "journal")?.journal.text().map_err(failure)?;
        out.set(PresendBuffer::of(text));
        Ok(())
    })
}

/// Checks the chain against the head beside it. PRESEND_STATUS_ALTERED and the message name the first
/// record that is not as it was written. `facts` may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_journal_verify(
    journal: Option<&PresendJournal>,
    facts: *mut PresendJournalFacts,
) -> PresendStatus {
    guard(|| {
        let empty = PresendJournalFacts { records: 0, repairs: 0, deleted: 0 };
        // SAFETY: the caller lends a place for the result, or none.
        let mut out = unsafe { Out::new(facts, empty) }.ok();
        let VerifiedJournal { head, against: _, repairs, deleted } =
            needed(journal, "journal")?.journal.verify().map_err(failure)?;
        let JournalHead { count: records, hash: _ } = head;
        if let Some(out) = &mut out {
            out.set(PresendJournalFacts { records, repairs, deleted });
        }
        Ok(())
    })
}

/// Deletes every record for the user. A mark that says how many there were begins a new chain. Any
/// thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_journal_delete_all(
    journal: Option<&PresendJournal>,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        let journal = &needed(journal, "journal")?.journal;
        journal::delete_all(journal.as_ref(), journal::day_of(now_unix_seconds)).map_err(failure)
    })
}

/// Writes the counts of the open day into `counts`, which is all zero if no day is open: what the
/// chain does not hold yet. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_journal_open_day(
    journal: Option<&PresendJournal>,
    counts: *mut PresendDayCounts,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(counts, PresendDayCounts::default()) }?;
        let state = needed(journal, "journal")?.journal.state().map_err(failure)?;
        out.set(state.open_day.map(PresendDayCounts::of).unwrap_or_default());
        Ok(())
    })
}

/// How many scans of a day came to what.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct PresendDayCounts {
    /// Days since 1970-01-01.
    pub day: u32,
    /// Clean.
    pub clean: u64,
    /// Match.
    pub matched: u64,
    /// Near.
    pub near: u64,
    /// Undecided.
    pub undecided: u64,
    /// How often the fallback decided.
    pub fallback: u64,
}

impl PresendDayCounts {
    const fn of(open: journal::OpenDay) -> Self {
        let journal::OpenDay { day, policy: _, counts } = open;
        let journal::DayCounts { clean, matched, near, undecided, fallback } = counts;
        Self { day, clean, matched, near, undecided, fallback }
    }
}

/// Frees a journal. A scanner that has it goes on writing. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_journal_free(journal: Option<Box<PresendJournal>>) {
    guard_or((), || drop(journal));
}

fn failure(fault: JournalFault) -> Failure {
    let status = match fault {
        JournalFault::Reentered => PresendStatus::Reentered,
        JournalFault::Unavailable | JournalFault::Locked | JournalFault::Contended => {
            PresendStatus::Unavailable
        }
        JournalFault::Malformed { index: _ }
        | JournalFault::Changed { index: _ }
        | JournalFault::Missing { index: _ }
        | JournalFault::Reordered { index: _ }
        | JournalFault::CutOff { index: _ }
        | JournalFault::Unexpected { index: _ } => PresendStatus::Altered,
    };
    Failure::new(status, fault)
}
