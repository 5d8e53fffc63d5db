use presend::explain::date;
use presend::journal::{
    DayCounts, DecisionEntry, JournalEvent, JournalRecord, JournalSet, ReportEntry,
};
use presend::report::Outcome;
use serde::Serialize;

use crate::output::Reason;

/// One line of `presend journal export --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct RecordLine {
    v: u32,
    index: u64,
    date: String,
    event: &'static str,
    #[serde(flatten)]
    details: Details,
    policy: Option<String>,
    previous: String,
    hash: String,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Details {
    Decision {
        outcome: &'static str,
        undecided: Option<Reason>,
        decided_by: &'static str,
        evidence: Option<&'static str>,
        set: Option<SetShown>,
        /// Names of the app's own checks that had a remark.
        own_remarks: Vec<String>,
    },
    Counts {
        clean: u64,
        matched: u64,
        near: u64,
        undecided: u64,
        fallback: u64,
    },
    Set {
        set: SetShown,
    },
    Report {
        set: SetShown,
        appeal: String,
    },
    Deleted {
        records: u64,
    },
    Repaired {
        cut_bytes: u64,
    },
}

#[derive(Debug, Serialize)]
struct SetShown {
    name: String,
    version: u64,
    verified: bool,
}

impl RecordLine {
    pub(super) fn new(record: &JournalRecord) -> Self {
        Self {
            v: 1,
            index: record.index(),
            date: date(record.day()),
            event: record.event().name(),
            details: Details::of(record.event()),
            policy: record.policy().map(|digest| digest.to_string()),
            previous: record.previous().to_string(),
            hash: record.hash().to_string(),
        }
    }
}

impl Details {
    fn of(event: &JournalEvent) -> Self {
        match event {
            JournalEvent::Decision(entry) => Self::decision(entry),
            JournalEvent::DayCounts(counts) => Self::counts(*counts),
            JournalEvent::SetChange(set)
            | JournalEvent::SetRefused(set)
            | JournalEvent::StateLost(set)
            | JournalEvent::NoticeShown(set)
            | JournalEvent::ReportDeclined(set) => Self::Set { set: SetShown::of(set) },
            JournalEvent::ReportSealed(ReportEntry { set, appeal }) => {
                Self::Report { set: SetShown::of(set), appeal: appeal.to_string() }
            }
            JournalEvent::Deleted { records } => Self::Deleted { records: *records },
            JournalEvent::Repaired { cut_bytes } => Self::Repaired { cut_bytes: *cut_bytes },
        }
    }

    fn decision(entry: &DecisionEntry) -> Self {
        // The action is the name of the event.
        let DecisionEntry { action: _, outcome, by, strongest, own_remarks } = entry;
        Self::Decision {
            outcome: outcome.name(),
            undecided: match *outcome {
                Outcome::Undecided(reason) => Some(reason.into()),
                Outcome::Clean | Outcome::Match | Outcome::Near => None,
            },
            decided_by: by.name(),
            evidence: strongest.as_ref().map(|(evidence, _)| evidence.name()),
            set: strongest.as_ref().map(|(_, set)| SetShown::of(set)),
            own_remarks: own_remarks.iter().map(ToString::to_string).collect(),
        }
    }

    const fn counts(counts: DayCounts) -> Self {
        let DayCounts { clean, matched, near, undecided, fallback } = counts;
        Self::Counts { clean, matched, near, undecided, fallback }
    }
}

impl SetShown {
    fn of(set: &JournalSet) -> Self {
        Self { name: set.name().to_owned(), version: set.version(), verified: set.verified() }
    }
}
