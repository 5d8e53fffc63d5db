//! What the tests of the journal share: made-up records.

mod chain;
mod file;
mod keep;
mod keeper;
mod reentry;
mod shared;

use super::{
    DayCounts, DecisionEntry, JournalEvent, JournalHead, JournalRecord, JournalSet, OpenDay,
    ReportEntry,
};
use crate::appeal::AppealCode;
use crate::own::OwnCheckName;
use crate::policy::{
    Action, Allowed, BuiltInPolicy, Decided, DecidedBy, HookTerms, PolicyDigest, SetActions,
    decide_safely, policy_digest,
};
use crate::report::testing::{list, verified};
use crate::report::{Evidence, Outcome, ScanReport};
use crate::undecided::Undecided;

fn digest() -> PolicyDigest {
    policy_digest("made up")
}

fn counts() -> DayCounts {
    DayCounts { clean: 31, matched: 2, near: 0, undecided: 7, fallback: 1 }
}

fn open_day() -> OpenDay {
    OpenDay { day: 20_000, policy: digest(), counts: counts() }
}

fn code() -> AppealCode {
    AppealCode::parse("AAECAwQFBgcICQoLDA0ODw==").unwrap_or_else(|| unreachable!("it is a code"))
}

/// One event of every kind, with every action, outcome, grade, reason and decider somewhere.
fn events() -> Vec<JournalEvent> {
    let sets = [JournalSet::of(&list()), JournalSet::of(&verified())];
    let found = Evidence::ALL.into_iter().zip(sets.iter().cycle()).map(|(evidence, set)| {
        let near = evidence == Evidence::Borderline;
        let outcome = if near { Outcome::Near } else { Outcome::Match };
        (outcome, Some((evidence, set.clone())))
    });
    let undecided = Undecided::ALL.into_iter().map(|reason| (Outcome::Undecided(reason), None));
    let actions = Action::ALL.into_iter().skip(1).cycle();
    found
        .chain(undecided)
        .chain([(Outcome::Clean, None)])
        .zip(actions.zip(DecidedBy::ALL.into_iter().cycle()))
        .map(|((outcome, strongest), (action, by))| {
            let own = if outcome == Outcome::Clean { &["spelling", "tone"][..] } else { &[] };
            let own_remarks = own.iter().filter_map(|name| OwnCheckName::new(name)).collect();
            JournalEvent::Decision(DecisionEntry { action, outcome, by, strongest, own_remarks })
        })
        .chain([
            JournalEvent::DayCounts(counts()),
            JournalEvent::SetChange(JournalSet::of(&verified())),
            JournalEvent::SetRefused(JournalSet::of(&verified())),
            JournalEvent::StateLost(JournalSet::of(&verified())),
            JournalEvent::NoticeShown(JournalSet::of(&verified())),
            JournalEvent::ReportDeclined(JournalSet::of(&verified())),
            JournalEvent::ReportSealed(ReportEntry {
                set: JournalSet::of(&verified()),
                appeal: code(),
            }),
            JournalEvent::Deleted { records: 12 },
            JournalEvent::Repaired { cut_bytes: 99 },
        ])
        .collect()
}

fn chained(events: Vec<JournalEvent>) -> Vec<JournalRecord> {
    let mut head = JournalHead::default();
    let mut records = Vec::new();
    for event in events {
        let record = JournalRecord::after(head, 20_000, event, Some(digest()));
        head = record.head();
        records.push(record);
    }
    records
}

fn text(records: &[JournalRecord]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

fn head(records: &[JournalRecord]) -> JournalHead {
    records.last().map(JournalRecord::head).unwrap_or_default()
}

/// What a built-in policy decides about a report against a plain list that allows all a list can.
fn decided(policy: BuiltInPolicy, report: &ScanReport) -> Decided {
    let sets = [SetActions { set: list(), actions: crate::policy::Actions::LIST }];
    let allowed = Allowed::of(report, &sets, &crate::policy::ThresholdState::NOT_REACHED);
    decide_safely(&policy, report, allowed, HookTerms::default(), None)
}
