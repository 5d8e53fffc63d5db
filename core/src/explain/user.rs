//! For the person who sends: what was found, what happens now, what leaves the phone.

use crate::explain::Language;
use crate::explain::texts::{self, Trust};
use crate::policy::{Action, Decided, MessageKey, Notice};
use crate::report::{Evidence, Finding, ScanReport};

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
    let found = if is_inside(report) { inside(found, language) } else { found.to_owned() };
    match notice.undecided() {
        Some(reason) => format!("{found}: {}.", texts::reason(reason).get(language)),
        None => format!("{found}."),
    }
}

/// True if all of the strongest evidence, tests aside, is of parts of what is sent. A picture without
/// what lies behind it is the picture itself.
fn is_inside(report: &ScanReport) -> bool {
    let strongest = strongest(report);
    let mut decisive = real(report).filter(|finding| Some(finding.evidence) == strongest);
    strongest.is_some() && !decisive.any(|finding| matches!(&*finding.part, "" | "picture/1"))
}

/// The same of something in the file, not of the file.
fn inside(found: &str, language: Language) -> String {
    let subjects = texts::INSIDE.map(|[whole, inside]| [whole.get(language), inside.get(language)]);
    let of_part = subjects.iter().find_map(|[whole, inside]| {
        let said = found.strip_prefix(whole)?;
        Some(format!("{inside}{said}"))
    });
    of_part.unwrap_or_else(|| found.to_owned())
}

fn real(report: &ScanReport) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| !finding.test)
}

fn strongest(report: &ScanReport) -> Option<Evidence> {
    real(report).map(|finding| finding.evidence).max()
}

/// A list is trusted if the strongest evidence, tests aside, is of a set that was signed.
fn trust(report: &ScanReport, key: MessageKey) -> Trust {
    let strongest = strongest(report);
    let mut decisive = real(report).filter(|finding| Some(finding.evidence) == strongest);
    let signed = |finding: &Finding| finding.set.verified;
    if key == MessageKey::TestMaterial || strongest.is_none() || decisive.any(signed) {
        Trust::Signed
    } else {
        Trust::Unverified
    }
}
