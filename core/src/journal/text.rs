//! The one text form of a record: a line of printable ASCII.
//!
//! ```text
//! index day EVENT policy|- previous hash
//!
//! EVENT = warn|ask|block|report outcome detail by set|- version checked [own name,name..]
//!       | day_counts clean match near undecided fallback
//!       | set_change|set_refused|state_lost|notice_shown|report_declined set version checked
//!       | report_sealed appeal set version checked
//!       | deleted records
//!       | repaired cut_bytes
//! ```
//! `detail` is the evidence, or the reason of an undecided outcome, or `-`. `checked` is `verified`
//! or `unverified`. `own` names the app's own checks that had a remark. The hash covers the line up to the
//! space before it.

use core::fmt;

use crate::appeal::AppealCode;
use crate::journal::JournalFault;
use crate::journal::record::{
    DayCounts, DecisionEntry, JournalEvent, JournalHash, JournalRecord, JournalSet, ReportEntry,
    is_set_name,
};
use crate::own::{MAX_OWN_CHECKS, OwnCheckName};
use crate::policy::{Action, DecidedBy, PolicyDigest};
use crate::report::{Evidence, Outcome};
use crate::undecided::Undecided;

/// No line is longer, in bytes: two 20-digit numbers, the longest names, of own checks too, three hashes.
pub(super) const MAX_LINE_BYTES: u64 = 512;

/// Stands before the names of own checks.
const OWN: &str = "own";

/// Separates these hashes from every other use of BLAKE3.
const SEAL: &str = "presend journal v1 record";

impl JournalRecord {
    /// Reads the line at place `index` of a journal, without its line break.
    ///
    /// # Errors
    /// [`JournalFault::Malformed`] if it is not exactly what a record's text is, and
    /// [`JournalFault::Changed`] if its hash is of something else.
    pub fn parse(line: &str, index: u64) -> Result<Self, JournalFault> {
        let record = read(line).ok_or(JournalFault::Malformed { index })?;
        // Only one text is the record's: no leading zero, plus sign or capital digit is let through.
        if record.to_string() != line {
            return Err(JournalFault::Malformed { index });
        }
        let body = line.rsplit_once(' ').map_or(line, |(body, _)| body);
        if seal(body) != record.hash {
            return Err(JournalFault::Changed { index });
        }
        Ok(record)
    }

    pub(super) fn seal(&self) -> JournalHash {
        seal(&self.body())
    }

    fn body(&self) -> String {
        let policy = self.policy.map_or_else(|| "-".to_owned(), |digest| digest.to_string());
        format!("{} {} {} {policy} {}", self.index, self.day, self.event, self.previous)
    }
}

fn seal(body: &str) -> JournalHash {
    JournalHash(blake3::derive_key(SEAL, body.as_bytes()))
}

/// The line without its line break.
impl fmt::Display for JournalRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.body(), self.hash)
    }
}

impl fmt::Display for JournalEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Self::Decision(entry) => write!(f, "{entry}"),
            Self::DayCounts(counts) => write!(f, "{name} {counts}"),
            Self::SetChange(set)
            | Self::SetRefused(set)
            | Self::StateLost(set)
            | Self::NoticeShown(set)
            | Self::ReportDeclined(set) => write!(f, "{name} {set}"),
            Self::ReportSealed(ReportEntry { set, appeal }) => write!(f, "{name} {appeal} {set}"),
            Self::Deleted { records } => write!(f, "{name} {records}"),
            Self::Repaired { cut_bytes } => write!(f, "{name} {cut_bytes}"),
        }
    }
}

impl fmt::Display for DecisionEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (action, outcome, by) = (self.action.name(), self.outcome.name(), self.by.name());
        match (&self.strongest, self.outcome) {
            (Some((evidence, set)), _) => {
                write!(f, "{action} {outcome} {} {by} {set}", evidence.name())?;
            }
            (None, Outcome::Undecided(reason)) => {
                write!(f, "{action} {outcome} {} {by} - 0 -", reason_text(reason))?;
            }
            (None, _) => write!(f, "{action} {outcome} - {by} - 0 -")?,
        }
        let names: Vec<&str> = self.own_remarks.iter().map(OwnCheckName::as_str).collect();
        if names.is_empty() { Ok(()) } else { write!(f, " {OWN} {}", names.join(",")) }
    }
}

impl fmt::Display for JournalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let checked = if self.verified { "verified" } else { "unverified" };
        write!(f, "{} {} {checked}", self.name, self.version)
    }
}

impl fmt::Display for DayCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clean, matched, near, undecided, fallback } = self;
        write!(f, "{clean} {matched} {near} {undecided} {fallback}")
    }
}

/// The reason as one word: `corrupt`, `over_limit:max_pixels`.
fn reason_text(reason: Undecided) -> String {
    match reason {
        Undecided::OverLimit(limit) => format!("{}:{}", reason.name(), limit.name()),
        _ => reason.name().to_owned(),
    }
}

fn read(line: &str) -> Option<JournalRecord> {
    if u64::try_from(line.len()).is_ok_and(|bytes| bytes >= MAX_LINE_BYTES) {
        return None;
    }
    let words: Vec<&str> = line.split(' ').collect();
    let [index, day, event @ .., policy, previous, hash] = words.as_slice() else {
        return None;
    };
    let event = read_event(event)?;
    let policy = match *policy {
        "-" => None,
        digest => Some(PolicyDigest(read_hash(digest)?)),
    };
    (policy.is_some() || !needs_policy(&event)).then_some(())?;
    Some(JournalRecord {
        index: index.parse().ok()?,
        day: day.parse().ok()?,
        event,
        policy,
        previous: JournalHash(read_hash(previous)?),
        hash: JournalHash(read_hash(hash)?),
    })
}

/// True for what a policy had a part in.
const fn needs_policy(event: &JournalEvent) -> bool {
    matches!(event, JournalEvent::Decision(_) | JournalEvent::DayCounts(_))
}

fn read_event(words: &[&str]) -> Option<JournalEvent> {
    Some(match *words {
        [action, outcome, detail, by, name, version, checked, ref own @ ..] => {
            let action = Action::from_name(action).filter(|action| *action != Action::Allow)?;
            let mut entry =
                read_decision(action, [outcome, detail, by], &[name, version, checked])?;
            entry.own_remarks = read_own(own)?;
            JournalEvent::Decision(entry)
        }
        ["day_counts", ref counts @ ..] => JournalEvent::DayCounts(read_counts(counts)?),
        ["set_change", ref set @ ..] => JournalEvent::SetChange(read_set(set)?),
        ["set_refused", ref set @ ..] => JournalEvent::SetRefused(read_set(set)?),
        ["state_lost", ref set @ ..] => JournalEvent::StateLost(read_set(set)?),
        ["notice_shown", ref set @ ..] => JournalEvent::NoticeShown(read_set(set)?),
        ["report_declined", ref set @ ..] => JournalEvent::ReportDeclined(read_set(set)?),
        ["report_sealed", appeal, ref set @ ..] => {
            let (set, appeal) = (read_set(set)?, AppealCode::parse(appeal)?);
            JournalEvent::ReportSealed(ReportEntry { set, appeal })
        }
        ["deleted", records] => JournalEvent::Deleted { records: records.parse().ok()? },
        ["repaired", bytes] => JournalEvent::Repaired { cut_bytes: bytes.parse().ok()? },
        _ => return None,
    })
}

fn read_decision(action: Action, words: [&str; 3], set: &[&str]) -> Option<DecisionEntry> {
    let [outcome, detail, by] = words;
    let by = DecidedBy::ALL.into_iter().find(|known| known.name() == by)?;
    let (outcome, strongest) = match (outcome, set) {
        ("clean", ["-", "0", "-"]) if detail == "-" => (Outcome::Clean, None),
        ("undecided", ["-", "0", "-"]) => (Outcome::Undecided(read_reason(detail)?), None),
        ("match", set) => (Outcome::Match, Some((read_evidence(detail)?, read_set(set)?))),
        ("near", set) => (Outcome::Near, Some((read_evidence(detail)?, read_set(set)?))),
        _ => return None,
    };
    Some(DecisionEntry { action, outcome, by, strongest, own_remarks: Vec::new() })
}

fn read_own(words: &[&str]) -> Option<Vec<OwnCheckName>> {
    match *words {
        [] => Some(Vec::new()),
        [OWN, names] => {
            let names: Option<Vec<_>> = names.split(',').map(OwnCheckName::new).collect();
            names.filter(|names| names.len() <= MAX_OWN_CHECKS)
        }
        _ => None,
    }
}

fn read_reason(word: &str) -> Option<Undecided> {
    Undecided::ALL.into_iter().find(|reason| reason_text(*reason) == word)
}

fn read_evidence(word: &str) -> Option<Evidence> {
    Evidence::ALL.into_iter().find(|evidence| evidence.name() == word)
}

fn read_set(words: &[&str]) -> Option<JournalSet> {
    let [name, version, checked] = *words else { return None };
    let verified = match checked {
        "verified" => true,
        "unverified" => false,
        _ => return None,
    };
    let version = version.parse().ok()?;
    is_set_name(name).then(|| JournalSet { name: name.to_owned(), version, verified })
}

fn read_counts(words: &[&str]) -> Option<DayCounts> {
    let [clean, matched, near, undecided, fallback] = *words else { return None };
    Some(DayCounts {
        clean: clean.parse().ok()?,
        matched: matched.parse().ok()?,
        near: near.parse().ok()?,
        undecided: undecided.parse().ok()?,
        fallback: fallback.parse().ok()?,
    })
}

pub(super) fn read_hash(word: &str) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(word).ok().map(|hash| *hash.as_bytes())
}
