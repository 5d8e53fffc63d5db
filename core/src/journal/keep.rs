//! Puts a scan into the journal.

use crate::journal::record::{DayCounts, DecisionEntry, JournalEvent, JournalRecord, OpenDay};
use crate::journal::{JournalChange, JournalFault, JournalState, JournalStore};
use crate::panics::guarded;
use crate::policy::{Decided, PolicyDigest};
use crate::report::ScanReport;

/// Whether the journal has a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recorded {
    /// There is a record of the decision.
    Yes,
    /// The scan was counted; its decision needs no record.
    NotNeeded,
    /// The app keeps no journal.
    NoJournal,
    /// It could be neither counted nor recorded.
    Failed(JournalFault),
}

impl Recorded {
    /// The stable name used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::NotNeeded => "not_needed",
            Self::NoJournal => "no_journal",
            Self::Failed(_) => "failed",
        }
    }
}

/// Counts a scan, and records a warning, question, block or report candidate. A store that panics
/// counts as one that failed.
#[must_use]
pub fn record(
    store: &dyn JournalStore,
    day: u32,
    report: &ScanReport,
    decided: &Decided,
    policy: PolicyDigest,
) -> Recorded {
    let entry = DecisionEntry::of(report, decided);
    let stored = guarded(|| {
        store.update(&mut |state| {
            let (mut change, counts) = close_other_day(state, day, policy);
            let counts = counts.and(report.outcome, decided.by);
            change.open_day = Some(OpenDay { day, policy, counts });
            if let Some(entry) = &entry {
                let event = JournalEvent::Decision(entry.clone());
                let head = change.records.last().map_or(state.head, JournalRecord::head);
                change.records.push(JournalRecord::after(head, day, event, Some(policy)));
            }
            change
        })
    });
    match stored {
        Some(Ok(())) if entry.is_some() => Recorded::Yes,
        Some(Ok(())) => Recorded::NotNeeded,
        Some(Err(fault)) => Recorded::Failed(fault),
        None => Recorded::Failed(JournalFault::Unavailable),
    }
}

/// Records what no scan led to: that a set came into use, say.
pub(crate) fn record_event(
    store: &dyn JournalStore,
    day: u32,
    event: &JournalEvent,
) -> Result<(), JournalFault> {
    let mut add = |state: &JournalState| JournalChange {
        records: vec![JournalRecord::after(state.head, day, event.clone(), None)],
        open_day: state.open_day,
    };
    guarded(|| store.update(&mut add)).unwrap_or(Err(JournalFault::Unavailable))
}

/// The counts to go on with; those of another day or policy become a record first. A clock that was
/// set back also begins another day: the journal keeps what it was told.
fn close_other_day(
    state: &JournalState,
    day: u32,
    policy: PolicyDigest,
) -> (JournalChange, DayCounts) {
    let mut change = JournalChange { records: Vec::new(), open_day: None };
    let Some(open) = state.open_day else { return (change, DayCounts::default()) };
    if open.day == day && open.policy == policy {
        return (change, open.counts);
    }
    let event = JournalEvent::DayCounts(open.counts);
    change.records.push(JournalRecord::after(state.head, open.day, event, Some(open.policy)));
    (change, DayCounts::default())
}

/// Deletes the journal for its user. A new chain begins with a mark that says how many records went.
///
/// # Errors
/// [`JournalFault::Unavailable`] if it cannot be stored.
pub fn delete_all(store: &dyn JournalStore, day: u32) -> Result<(), JournalFault> {
    let mut mark = |records| {
        let event = JournalEvent::Deleted { records };
        JournalRecord::after(crate::journal::JournalHead::default(), day, event, None)
    };
    guarded(|| store.replace_all(&mut mark)).unwrap_or(Err(JournalFault::Unavailable))
}

/// Days since 1970-01-01 at this time, in seconds since then.
#[must_use]
pub fn day_of(now_unix_seconds: u64) -> u32 {
    u32::try_from(now_unix_seconds / SECONDS_A_DAY).unwrap_or(u32::MAX)
}

const SECONDS_A_DAY: u64 = 86_400;
