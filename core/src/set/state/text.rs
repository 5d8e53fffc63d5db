//! ```text
//! presend/state/v1
//! set NAME
//! high VERSION LEAF                  or: high none; so for the next four
//! active VERSION LEAF BLAKE3
//! previous VERSION LEAF BLAKE3
//! held VERSION
//! pin VERSION
//! log ORIGIN SIZE ROOT INDEX         1 to 4 lines, origins ascend; or: log none
//! until UNIX
//! floor UNIX
//! journal COUNT HEAD                 or: journal none
//! key KEY                            or: key none, without findings
//! pending DAY VERSION THRESHOLD WINDOW TAG GRADE DISTANCE       0 to 31 lines
//! ```

use core::fmt;

use super::key::{DeviceKey, EntryTag};
use super::pending::{MAX_PENDING, PendingFinding};
use super::terms::ReportTerms;
use super::{SeenLog, SetState, StoredVersion, VersionLeaf};
use crate::journal::{JournalHash, JournalHead};
use crate::report::Evidence;
use crate::set::base64::{decode_32, encode};
use crate::set::lines::Lines;
use crate::set::manifest::is_name;
use crate::set::pins::MAX_LOGS;

pub(super) fn parse(text: &str) -> Option<SetState> {
    let mut lines = Lines::new(text);
    let mut state = read(&mut lines)?;
    while let Some(fields) = lines.fields("pending") {
        state.pending.push(pending(fields)?);
    }
    let keyed = state.key.is_some() != state.pending.is_empty();
    let few = state.pending.len() <= MAX_PENDING;
    let whole = lines.is_empty() && keyed && few && is_name(&state.set);
    (whole && state.to_string() == text).then_some(state)
}

fn read(lines: &mut Lines<'_>) -> Option<SetState> {
    lines.exactly("presend/state/v1")?;
    Some(SetState {
        set: lines.field("set")?.to_owned(),
        high: optional(lines, "high", |[version, leaf]| version_leaf(version, leaf))?,
        active: optional(lines, "active", stored)?,
        previous: optional(lines, "previous", stored)?,
        held: optional(lines, "held", |[version]| version.parse().ok())?,
        pin: optional(lines, "pin", |[version]| version.parse().ok())?,
        logs: logs(lines)?,
        until_unix_seconds: lines.field("until")?.parse().ok()?,
        floor_unix_seconds: lines.field("floor")?.parse().ok()?,
        journal: optional(lines, "journal", |[count, head]| {
            let hash = JournalHash::from_bytes(decode_32(head)?);
            Some(JournalHead { count: count.parse().ok()?, hash })
        })?,
        key: optional(lines, "key", |[key]| decode_32(key).map(DeviceKey))?,
        pending: Vec::new(),
    })
}

/// What a line holds, or that it holds nothing. The outer `None` is a line that is neither.
fn optional<'a, const FIELDS: usize, T>(
    lines: &mut Lines<'a>,
    name: &str,
    value: impl FnOnce([&'a str; FIELDS]) -> Option<T>,
) -> Option<Option<T>> {
    if lines.exactly(&format!("{name} none")).is_some() {
        return Some(None);
    }
    value(lines.fields(name)?).map(Some)
}

fn version_leaf(version: &str, leaf: &str) -> Option<VersionLeaf> {
    Some(VersionLeaf { version: version.parse().ok()?, leaf: decode_32(leaf)? })
}

fn stored([version, leaf, blake3]: [&str; 3]) -> Option<StoredVersion> {
    Some(StoredVersion { version: version_leaf(version, leaf)?, blake3: decode_32(blake3)? })
}

/// At most one of each pinned log.
fn logs(lines: &mut Lines<'_>) -> Option<Vec<SeenLog>> {
    let mut logs: Vec<SeenLog> = optional(lines, "log", log)?.into_iter().collect();
    while let Some(fields) = lines.fields("log") {
        logs.push(log(fields)?);
    }
    let ascend = logs.is_sorted_by(|a, b| a.origin < b.origin);
    (ascend && logs.len() <= MAX_LOGS).then_some(logs)
}

fn log([origin, size, root, index]: [&str; 4]) -> Option<SeenLog> {
    Some(SeenLog {
        origin: origin.to_owned(),
        size: size.parse().ok()?,
        root: decode_32(root)?,
        index: index.parse().ok()?,
    })
}

fn pending(
    [day, version, threshold, window, tag, grade, distance]: [&str; 7],
) -> Option<PendingFinding> {
    let counted = [Evidence::Exact, Evidence::Corroborated];
    Some(PendingFinding {
        day: day.parse().ok()?,
        version: version.parse().ok()?,
        evidence: counted.into_iter().find(|evidence| evidence.name() == grade)?,
        distance_bits: distance.parse().ok()?,
        terms: ReportTerms {
            threshold: threshold.parse().ok()?,
            window_days: window.parse().ok()?,
        },
        tag: EntryTag(decode_32(tag)?),
    })
}

impl fmt::Display for SetState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let none = || "none".to_owned();
        let leaf = |known: VersionLeaf| format!("{} {}", known.version, encode(&known.leaf));
        let stored = |known: Option<StoredVersion>| {
            known.map_or_else(none, |s| format!("{} {}", leaf(s.version), encode(&s.blake3)))
        };
        let number = |number: Option<u64>| number.map_or_else(none, |number| number.to_string());
        let journal = self
            .journal
            .map_or_else(none, |head| format!("{} {}", head.count, encode(head.hash.as_bytes())));
        writeln!(f, "presend/state/v1\nset {}", self.set)?;
        writeln!(f, "high {}", self.high.map_or_else(none, leaf))?;
        writeln!(f, "active {}\nprevious {}", stored(self.active), stored(self.previous))?;
        writeln!(f, "held {}\npin {}", number(self.held), number(self.pin))?;
        for log in &self.logs {
            writeln!(f, "log {} {} {} {}", log.origin, log.size, encode(&log.root), log.index)?;
        }
        f.write_str(if self.logs.is_empty() { "log none\n" } else { "" })?;
        writeln!(f, "until {}\nfloor {}", self.until_unix_seconds, self.floor_unix_seconds)?;
        writeln!(f, "journal {journal}")?;
        writeln!(f, "key {}", self.key.as_ref().map_or_else(none, |key| encode(&key.0)))?;
        for found in &self.pending {
            let ReportTerms { threshold, window_days } = found.terms;
            write!(f, "pending {} {} {threshold} {window_days}", found.day, found.version)?;
            let (tag, grade) = (encode(&found.tag.0), found.evidence.name());
            writeln!(f, " {tag} {grade} {}", found.distance_bits)?;
        }
        Ok(())
    }
}
