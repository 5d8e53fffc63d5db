use presend::explain::date;
use presend::journal::{
    DayCounts, DecisionEntry, JournalEvent, JournalRecord, JournalSet, OpenDay, ReportEntry,
};
use presend::policy::DecidedBy;
use presend::report::Outcome;

/// One line for a person.
pub(super) fn record(record: &JournalRecord) -> String {
    let event = record.event();
    format!("{}  {:<15}  {}\n", date(record.day()), event.name(), describe(event))
}

/// The counts of the day that is not over.
pub(super) fn open_day(open: &OpenDay) -> String {
    format!("{}  {:<15}  {}; the day is not over\n", date(open.day), "so far", counts(&open.counts))
}

fn describe(event: &JournalEvent) -> String {
    match event {
        JournalEvent::Decision(entry) => decision(entry),
        JournalEvent::DayCounts(day) => counts(day),
        JournalEvent::SetChange(set) => format!("{} is in use from now on", name(set)),
        JournalEvent::SetRefused(set) => format!("{} was refused", name(set)),
        JournalEvent::StateLost(set) => format!("the state of {} was lost", name(set)),
        JournalEvent::NoticeShown(set) => {
            format!("the user was told of a possible report, by {}", name(set))
        }
        JournalEvent::ReportSealed(ReportEntry { set, appeal }) => {
            format!("a report was sealed, by {}; appeal code {appeal}", name(set))
        }
        JournalEvent::ReportDeclined(set) => {
            format!("the user declined a report, by {}", name(set))
        }
        JournalEvent::Deleted { records } => format!("the user deleted {records} records"),
        JournalEvent::Repaired { cut_bytes } => {
            format!("mended after an interrupted write; {cut_bytes} bytes of it were cut off")
        }
    }
}

fn decision(entry: &DecisionEntry) -> String {
    // The action is the name of the event.
    let DecisionEntry { action: _, outcome, by, strongest, own_remarks } = entry;
    let mut text = match outcome {
        Outcome::Undecided(reason) => format!("undecided: {reason}"),
        Outcome::Clean | Outcome::Match | Outcome::Near => outcome.name().to_owned(),
    };
    if let Some((evidence, set)) = strongest {
        text.push_str(&format!(", {}, {}", evidence.name(), name(set)));
    }
    for check in own_remarks {
        text.push_str(&format!(", the app's own check {check}"));
    }
    if matches!(by, DecidedBy::Fallback(_)) {
        text.push_str("; the policy failed, the fallback decided");
    }
    text
}

fn counts(day: &DayCounts) -> String {
    let DayCounts { clean, matched, near, undecided, fallback } = *day;
    let mut text = format!("clean {clean}, match {matched}, near {near}, undecided {undecided}");
    if fallback > 0 {
        text.push_str(&format!("; the fallback decided {fallback} times"));
    }
    text
}

fn name(set: &JournalSet) -> String {
    if set.verified() {
        format!("{} version {}", set.name(), set.version())
    } else {
        format!("{} (unverified)", set.name())
    }
}
