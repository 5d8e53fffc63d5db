//! What a journal holds, as values.

use presend::journal as core;

use crate::decision::{Action, DecidedBy};
use crate::report::{Evidence, Outcome, SetRef};

/// One day of a journal.
#[derive(Clone, Debug, uniffi::Record)]
pub struct JournalDay {
    /// Days since 1970-01-01.
    pub day: u32,
    /// How many scans of this day came to what.
    pub counts: JournalCounts,
    /// What happened, in order.
    pub records: Vec<JournalRecord>,
}

/// How many scans came to what.
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct JournalCounts {
    /// Scans that found nothing.
    pub clean: u64,
    /// Scans that found known material.
    pub matched: u64,
    /// Scans with only borderline evidence.
    pub near: u64,
    /// Scans that could not be finished.
    pub undecided: u64,
    /// Scans of any outcome where the fallback decided.
    pub fallback: u64,
}

/// One record of a journal.
#[derive(Clone, Debug, uniffi::Record)]
pub struct JournalRecord {
    /// Its place in the chain, from 0.
    pub index: u64,
    /// Days since 1970-01-01.
    pub day: u32,
    /// What happened.
    pub event: JournalEvent,
    /// Digest of the policy in force; `None` for what no policy decides.
    pub policy: Option<String>,
}

/// What happened.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum JournalEvent {
    /// A warning, question, block or report candidate.
    Decided {
        /// What was decided.
        action: Action,
        /// What the scan came to.
        outcome: Outcome,
        /// Who decided.
        by: DecidedBy,
        /// The strongest finding.
        strongest: Option<JournalFinding>,
        /// The app's own checks that had a remark.
        own_remarks: Vec<String>,
    },
    /// The scans of a day, or of the part of it with one policy.
    Counted {
        /// How many.
        counts: JournalCounts,
    },
    /// This set came into use.
    SetChange {
        /// Which.
        set: SetRef,
    },
    /// This set was refused.
    SetRefused {
        /// Which.
        set: SetRef,
    },
    /// What the device remembered of this set was gone or damaged.
    StateLost {
        /// Which.
        set: SetRef,
    },
    /// The user was told that a report about this set's entries could be made.
    NoticeShown {
        /// Which.
        set: SetRef,
    },
    /// A report about this set's entries was sealed.
    ReportSealed {
        /// Which.
        set: SetRef,
        /// What names it when the user contests it.
        appeal: String,
    },
    /// The user declined a report about this set's entries.
    ReportDeclined {
        /// Which.
        set: SetRef,
    },
    /// The user deleted the journal.
    Deleted {
        /// Records that went.
        records: u64,
    },
    /// What an interrupted write had left was mended.
    Repaired {
        /// Bytes that were cut off.
        cut_bytes: u64,
    },
}

/// What a journal keeps of a finding.
#[derive(Clone, Debug, uniffi::Record)]
pub struct JournalFinding {
    /// How strong it was.
    pub evidence: Evidence,
    /// In which set.
    pub set: SetRef,
}

impl From<core::JournalDay> for JournalDay {
    fn from(day: core::JournalDay) -> Self {
        let core::JournalDay { day, counts, records } = day;
        Self { day, counts: counts.into(), records: records.iter().map(Into::into).collect() }
    }
}

impl From<core::DayCounts> for JournalCounts {
    fn from(counts: core::DayCounts) -> Self {
        let core::DayCounts { clean, matched, near, undecided, fallback } = counts;
        Self { clean, matched, near, undecided, fallback }
    }
}

impl From<&core::JournalRecord> for JournalRecord {
    fn from(record: &core::JournalRecord) -> Self {
        Self {
            index: record.index(),
            day: record.day(),
            event: record.event().into(),
            policy: record.policy().map(|digest| digest.to_string()),
        }
    }
}

impl From<&core::JournalEvent> for JournalEvent {
    fn from(event: &core::JournalEvent) -> Self {
        match event {
            core::JournalEvent::Decision(entry) => Self::from(entry),
            core::JournalEvent::DayCounts(counts) => Self::Counted { counts: (*counts).into() },
            core::JournalEvent::SetChange(set) => Self::SetChange { set: set.into() },
            core::JournalEvent::SetRefused(set) => Self::SetRefused { set: set.into() },
            core::JournalEvent::StateLost(set) => Self::StateLost { set: set.into() },
            core::JournalEvent::NoticeShown(set) => Self::NoticeShown { set: set.into() },
            core::JournalEvent::ReportSealed(core::ReportEntry { set, appeal }) => {
                Self::ReportSealed { set: set.into(), appeal: appeal.to_string() }
            }
            core::JournalEvent::ReportDeclined(set) => Self::ReportDeclined { set: set.into() },
            core::JournalEvent::Deleted { records } => Self::Deleted { records: *records },
            core::JournalEvent::Repaired { cut_bytes } => Self::Repaired { cut_bytes: *cut_bytes },
        }
    }
}

impl From<&core::DecisionEntry> for JournalEvent {
    fn from(entry: &core::DecisionEntry) -> Self {
        let core::DecisionEntry { action, outcome, by, strongest, own_remarks } = entry;
        let finding = |(evidence, set): &(_, _)| JournalFinding {
            evidence: Evidence::from(*evidence),
            set: SetRef::from(set),
        };
        Self::Decided {
            action: (*action).into(),
            outcome: (*outcome).into(),
            by: (*by).into(),
            strongest: strongest.as_ref().map(finding),
            own_remarks: own_remarks.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&core::JournalSet> for SetRef {
    fn from(set: &core::JournalSet) -> Self {
        Self { name: set.name().to_owned(), version: set.version(), verified: set.verified() }
    }
}
