//! The few words that the table and the page share.

use presend::explain::clock;
use presend::hash::edits::Edit;
use presend::orientation::Orientation;
use presend::policy::Action;
use presend::report::{Evidence, Finding, Outcome, Variant};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use super::send::Sent;

/// What was found, shortly.
pub(crate) fn found(sent: &Sent) -> String {
    let report = &sent.checked.report;
    if let Some(finding) = report.findings.first() {
        return finding_words(finding, report.kind == Some(MediaKind::Message));
    }
    match report.outcome {
        Outcome::Undecided(reason) => format!("unchecked: {}", reason_words(reason)),
        Outcome::Clean | Outcome::Match | Outcome::Near if report.coverage.not_applicable => {
            "no picture in it".to_owned()
        }
        Outcome::Clean | Outcome::Match | Outcome::Near => match sent.nearest_bits {
            Some(bits) => format!("nothing (nearest entry {bits} bits off)"),
            None => "nothing".to_owned(),
        },
    }
}

fn finding_words(finding: &Finding, is_in_text: bool) -> String {
    let Some(bits) = finding.distance_bits else {
        let what = if is_in_text { "a listed link" } else { "the very same file" };
        return format!("{}: {what}", evidence(finding.evidence));
    };
    let turned = match finding.variant {
        None | Some(Variant::Turned(Orientation::Upright)) => String::new(),
        Some(variant) => format!(", {}", variant_words(variant)),
    };
    let frame = finding.frame.filter(|frame| *frame > 0);
    let frame = match (frame, finding.time_ms) {
        (_, Some(ms)) if ms >= 1_000 => format!(", at {}", clock(ms)),
        (Some(frame), _) => format!(", frame {}", frame + 1),
        (None, _) => String::new(),
    };
    format!("{}: {bits} bits off{turned}{frame}", evidence(finding.evidence))
}

/// The grade of evidence for a reader.
pub(crate) const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Borderline => "may resemble",
        Evidence::Edited => "edited",
        Evidence::Perceptual => "resembles",
        Evidence::ExactWeak => "same MD5 or SHA-1",
        Evidence::Corroborated => "same MD5, SHA-1 and picture",
        Evidence::Exact => "exact",
    }
}

/// How the sent picture had to be turned to be recognised.
pub(crate) const fn variant_words(variant: Variant) -> &'static str {
    match variant {
        Variant::Turned(Orientation::Upright) => "as it is",
        Variant::Turned(Orientation::Rotate90) => "if turned right",
        Variant::Turned(Orientation::Rotate180) => "if turned over",
        Variant::Turned(Orientation::Rotate270) => "if turned left",
        Variant::Turned(Orientation::Mirror) => "if mirrored",
        Variant::Turned(Orientation::Flip) => "if flipped",
        Variant::Turned(turn @ (Orientation::Transpose | Orientation::Transverse)) => turn.name(),
        Variant::OverBlack => "on black",
        Variant::Edited(Edit::Inverted) => "if inverted",
        Variant::Edited(Edit::Trimmed) => "without its border",
        Variant::Edited(Edit::Rectangle) => "a rectangle in it",
        Variant::Edited(Edit::Straightened) => "if straightened",
        Variant::Edited(Edit::Uncropped) => "as before a crop",
        Variant::Edited(Edit::Tilted) => "if turned back a little",
    }
}

/// Why something could not be checked.
pub(crate) const fn reason_words(reason: Undecided) -> &'static str {
    match reason {
        Undecided::UnsupportedFormat => "unknown format",
        Undecided::UnopenedContainer => "not opened",
        Undecided::Truncated => "ends too early",
        Undecided::Corrupt => "damaged",
        Undecided::OverLimit(_) => "too large",
        Undecided::Empty => "empty",
        Undecided::Encrypted
        | Undecided::Cancelled
        | Undecided::NoUsableSet
        | Undecided::Unreadable
        | Undecided::ChangedWhileReading
        | Undecided::DecoderFailed
        | Undecided::LentHashFailed => reason.name(),
    }
}

/// What happens at the send button.
pub(crate) const fn decision(action: Action) -> &'static str {
    match action {
        Action::Allow => "send",
        Action::Warn => "warn",
        Action::Ask => "ask",
        Action::Block => "block",
        Action::ReportCandidate => "report",
    }
}

/// Milliseconds with one digit.
pub(crate) fn milliseconds(took: core::time::Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}
