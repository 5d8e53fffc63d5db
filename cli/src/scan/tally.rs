use std::cmp::Reverse;
use std::collections::BTreeMap;

use presend::report::{Outcome, ScanReport};
use serde::Serialize;

use crate::output::grouped;

/// What one file counts as: its outcome, and why it is undecided or what clean does not cover.
#[derive(Debug)]
pub(crate) struct Counted {
    outcome: Outcome,
    reason: Option<&'static str>,
}

/// How many files came to what, as `--summary --json` shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Tally {
    v: u8,
    files: u64,
    r#match: u64,
    near: u64,
    undecided: u64,
    clean: u64,
    /// Of the undecided files.
    reasons: BTreeMap<&'static str, u64>,
    /// Of the clean files: what was not compared.
    coverage: BTreeMap<&'static str, u64>,
}

impl Default for Tally {
    fn default() -> Self {
        let (reasons, coverage) = (BTreeMap::new(), BTreeMap::new());
        let (files, r#match, near, undecided, clean) = (0, 0, 0, 0, 0);
        Self { v: 1, files, r#match, near, undecided, clean, reasons, coverage }
    }
}

impl Counted {
    pub(crate) fn of(report: &ScanReport) -> Self {
        let whole = report.coverage.parts_skipped.iter().find(|skipped| skipped.part.is_empty());
        let reason = match report.outcome {
            Outcome::Undecided(undecided) => Some(undecided.name()),
            Outcome::Clean if report.coverage.not_applicable => Some("not_applicable"),
            Outcome::Clean => whole.map(|skipped| skipped.reason.name()),
            Outcome::Match | Outcome::Near => None,
        };
        Self { outcome: report.outcome, reason }
    }
}

impl Tally {
    pub(crate) const fn files(&self) -> u64 {
        self.files
    }

    /// Files with a match, and files with nothing but something near.
    pub(crate) const fn found(&self) -> (u64, u64) {
        (self.r#match, self.near)
    }

    /// Files with something in them that was compared to the end.
    pub(crate) fn compared(&self) -> u64 {
        let not = self.coverage.get("not_applicable").copied().unwrap_or_default();
        self.r#match + self.near + self.clean.saturating_sub(not)
    }

    pub(crate) fn add(&mut self, counted: Counted) {
        let (of_outcome, reasons) = match counted.outcome {
            Outcome::Match => (&mut self.r#match, None),
            Outcome::Near => (&mut self.near, None),
            Outcome::Undecided(_) => (&mut self.undecided, Some(&mut self.reasons)),
            Outcome::Clean => (&mut self.clean, Some(&mut self.coverage)),
        };
        count(of_outcome);
        count(&mut self.files);
        if let (Some(reasons), Some(reason)) = (reasons, counted.reason) {
            count(reasons.entry(reason).or_default());
        }
    }

    /// `1,936 files: 61 match, 930 undecided (800 unsupported_format, 130 empty), 945 clean`
    pub(crate) fn text(&self) -> String {
        let none = BTreeMap::new();
        let outcomes = [
            (self.r#match, "match", &none),
            (self.near, "near", &none),
            (self.undecided, "undecided", &self.reasons),
            (self.clean, "clean", &self.coverage),
        ];
        let counted = outcomes.into_iter().filter(|(count, ..)| *count > 0);
        let parts: Vec<_> = counted
            .map(|(count, name, reasons)| format!("{} {name}{}", grouped(count), shown(reasons)))
            .collect();
        let files = if self.files == 1 { "file" } else { "files" };
        match parts.is_empty() {
            true => "no file was looked at".to_owned(),
            false => format!("{} {files}: {}", grouped(self.files), parts.join(", ")),
        }
    }
}

fn count(number: &mut u64) {
    *number = number.saturating_add(1);
}

/// ` (800 this, 130 that)`, the most frequent first, or nothing.
fn shown(reasons: &BTreeMap<&'static str, u64>) -> String {
    let mut reasons: Vec<_> = reasons.iter().collect();
    reasons.sort_by_key(|(_, count)| Reverse(**count));
    let each: Vec<_> =
        reasons.iter().map(|(why, count)| format!("{} {why}", grouped(count))).collect();
    if each.is_empty() { String::new() } else { format!(" ({})", each.join(", ")) }
}
