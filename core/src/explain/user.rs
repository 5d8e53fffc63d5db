//! For the person who sends: what was found, what happens now, what leaves the phone.

use crate::explain::Language;
use crate::explain::texts::{self, Trust};
use crate::policy::{Action, Decided, MessageKey, Notice};
use crate::report::{Finding, ScanReport};

pub(super) fn explain(report: &ScanReport, decided: &Decided, language: Language) -> String {
    let action = decided.decision.action();
    let found = found(report, language);
    let now = texts::what_happens(action).get(language);
    let leaves = texts::what_leaves(action == Action::ReportCandidate).get(language);
    format!("{found} {now} {leaves}")
}

fn found(report: &ScanReport, language: Language) -> String {
    let notice = Notice::about(report);
    let found = texts::found(notice.key(), trust(report, notice.key())).get(language);
    match notice.undecided() {
        Some(reason) => format!("{found}: {}.", texts::reason(reason).get(language)),
        None => format!("{found}."),
    }
}

/// A list is trusted if the strongest evidence, tests aside, is of a set that was signed.
fn trust(report: &ScanReport, key: MessageKey) -> Trust {
    let real = || report.findings.iter().filter(|finding| !finding.test);
    let strongest = real().map(|finding| finding.evidence).max();
    let mut decisive = real().filter(|finding| Some(finding.evidence) == strongest);
    let signed = |finding: &Finding| finding.set.verified;
    if key == MessageKey::TestMaterial || strongest.is_none() || decisive.any(signed) {
        Trust::Signed
    } else {
        Trust::Unverified
    }
}
