use std::path::Path;

use presend::explain::clock;
use presend::report::{Finding, LentMatch, NotCompared, Outcome, PartSkipped, ScanReport, SetRef};

use crate::output::{Colour, Style, codec_said, printable, printable_text};

/// Longest names, so that the columns line up while results stream.
const OUTCOME_WIDTH: usize = "undecided".len();
const DECISION_WIDTH: usize = "decision".len();

/// Over the columns on a terminal: `undecided  allow` alone reads as a contradiction.
pub(super) const HEADING: &str = "outcome    decision  file\n";

/// One line for a person, and one beneath for each finding and each part that was skipped.
pub(super) fn lines(path: &Path, report: &ScanReport, decision: &str, style: Style) -> String {
    let outcome = style.paint(colour(report.outcome), report.outcome.name(), OUTCOME_WIDTH);
    let mut text = format!("{outcome}  {decision:DECISION_WIDTH$}  {}", printable(path));
    if let Some(reason) = headline_reason(report) {
        text.push_str(&format!("  {}", style.paint(Colour::Dim, &reason, 0)));
    }
    text.push('\n');
    for finding in &report.findings {
        text.push_str(&format!("    {}\n", describe(finding)));
    }
    if report.cleared > 0 {
        text.push_str(&format!("    on the exclusion list: {} not counted\n", report.cleared));
    }
    for skipped in report.coverage.parts_skipped.iter().filter(|skipped| tells_more(skipped)) {
        let part = printable_text(&skipped.part);
        let codec = codec_said(skipped.codec);
        text.push_str(&format!("    {part}: skipped, {}{codec}\n", skipped.reason.name()));
    }
    for NotCompared { hash, part, reason } in &report.coverage.not_compared {
        let part = if part.is_empty() { String::new() } else { printable_text(part) + ": " };
        text.push_str(&format!("    {part}not compared: {hash}, {}\n", reason.name()));
    }
    text
}

const fn colour(outcome: Outcome) -> Colour {
    match outcome {
        Outcome::Clean => Colour::Green,
        Outcome::Match => Colour::Red,
        Outcome::Near => Colour::Yellow,
        Outcome::Undecided(_) => Colour::Cyan,
    }
}

/// Why it is undecided, or what a clean outcome does not cover.
pub(super) fn headline_reason(report: &ScanReport) -> Option<String> {
    let whole = report.coverage.parts_skipped.iter().find(|skipped| skipped.part.is_empty());
    match report.outcome {
        Outcome::Undecided(undecided) => {
            let codec = codec_said(whole.and_then(|skipped| skipped.codec));
            Some(format!("{undecided}{codec}"))
        }
        Outcome::Clean if report.coverage.not_applicable => Some("no picture in it".to_owned()),
        Outcome::Clean | Outcome::Match | Outcome::Near => {
            whole.map(|skipped| skipped.reason.name().to_owned())
        }
    }
}

/// What concerns the attachment as a whole is in the headline already.
fn tells_more(skipped: &PartSkipped) -> bool {
    !skipped.part.is_empty()
}

/// `known.txt (unverified): perceptual, 6 bits apart (at most 31), quality 100, rotate90, frame 2`
pub(super) fn describe(finding: &Finding) -> String {
    let Finding {
        set,
        evidence,
        distance_bits,
        threshold_bits,
        quality,
        part,
        frame,
        time_ms,
        variant,
        window,
        lent,
        token: _,
        test,
    } = finding;
    let mut facts = vec![evidence.name().to_owned()];
    if let (Some(distance), Some(threshold)) = (distance_bits, threshold_bits) {
        facts.push(format!("{distance} bits apart (at most {threshold})"));
    }
    if let Some(LentMatch { hash, measure, distance, threshold }) = lent {
        facts.push(format!("{hash} {}: {distance} apart (at most {threshold})", measure.name()));
    }
    facts.extend(quality.map(|quality| format!("quality {quality}")));
    facts.extend(variant.map(|variant| variant.name().to_owned()));
    facts.extend(window.map(|window| window.to_string()));
    if !part.is_empty() {
        facts.push(printable_text(part));
    }
    facts.extend(frame.filter(|frame| *frame > 0).map(|frame| format!("frame {frame}")));
    facts.extend(time_ms.map(|ms| format!("at {}", clock(ms))));
    facts.extend(test.then(|| "test entry".to_owned()));
    format!("{}: {}", set_name(set), facts.join(", "))
}

fn set_name(set: &SetRef) -> String {
    let SetRef { name, version, verified } = set;
    let name = printable_text(name);
    if *verified { format!("{name} version {version}") } else { format!("{name} (unverified)") }
}
