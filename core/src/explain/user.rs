//! For the person who sends: what was found, what happens now, what leaves the phone.

use crate::explain::texts::{self, Trust};
use crate::explain::{Language, clock};
use crate::own::{OwnResult, OwnSaid};
use crate::policy::{Action, Decided, MessageKey, Notice};
use crate::report::{Evidence, Finding, ScanReport};
use crate::sniff::MediaKind;
use crate::unpack::Unpacked;

pub(super) fn explain(report: &ScanReport, decided: &Decided, language: Language) -> String {
    let action = decided.decision.action();
    let found = found(report, language);
    let now = texts::what_happens(action).get(language);
    let leaves = texts::what_leaves(action == Action::ReportCandidate).get(language);
    format!("{found} {now} {leaves}")
}

fn found(report: &ScanReport, language: Language) -> String {
    let notice = Notice::about(report);
    let say = match report.kind {
        Some(MediaKind::Message) => texts::found_in_message,
        _ => texts::found,
    };
    let found = say(notice.key(), trust(report, notice.key())).get(language);
    let found = match time_in_video(report) {
        Some(ms) => in_video(found, ms, language),
        None if is_inside(report) => inside(found, language),
        None => found.to_owned(),
    };
    match (own_words(report, language), notice.undecided()) {
        // The reason is one level further: it and the remark are too many words.
        (Some((OwnSaid::Remark, own)), Some(_)) => {
            format!(
                "{}; {}.",
                with_first(&own, char::to_ascii_uppercase),
                with_first(&found, char::to_ascii_lowercase)
            )
        }
        (_, Some(reason)) => format!("{found}: {}.", texts::reason(reason).get(language)),
        (Some((_, own)), None) => format!("{found}; {own}."),
        (None, None) => format!("{found}."),
    }
}

/// What an own check says, where nothing was found: the first with a remark, or else the first that failed.
fn own_words(report: &ScanReport, language: Language) -> Option<(OwnSaid, String)> {
    if !report.findings.is_empty() {
        return None;
    }
    let own = |says: fn(OwnSaid) -> bool| report.own_checks.iter().find(|own| says(own.said));
    let remark = own(|said| said == OwnSaid::Remark).map(|own| (own, texts::OWN_REMARK));
    let failed = || own(OwnSaid::is_failure).map(|own| (own, texts::OWN_FAILED));
    let (OwnResult { check, said }, around) = remark.or_else(failed)?;
    let [before, after] = around.map(|text| text.get(language));
    Some((*said, format!("{before}{check}{after}")))
}

/// Begins, or no longer begins, a sentence.
fn with_first(text: &str, change: fn(&char) -> char) -> String {
    let mut letters = text.chars();
    letters.next().iter().map(change).chain(letters).collect()
}

/// When the first of the strongest evidence, tests aside, is seen, if what is sent is a video.
fn time_in_video(report: &ScanReport) -> Option<u64> {
    let is_video = report.kind.map(Unpacked::of) == Some(Unpacked::Video);
    let strongest = strongest(report);
    let mut decisive = real(report).filter(|finding| Some(finding.evidence) == strongest);
    let first = decisive.next().filter(|finding| is_video && finding.part.is_empty())?;
    first.time_ms
}

/// The same of a frame, not of a picture.
fn in_video(found: &str, ms: u64, language: Language) -> String {
    let [[picture, _], _] = texts::INSIDE.map(|pair| pair.map(|text| text.get(language)));
    let [at, video] = texts::IN_VIDEO.map(|text| text.get(language));
    match found.strip_prefix(picture) {
        Some(said) => format!("{at} {} {video}{said}", clock(ms)),
        None => found.to_owned(),
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
