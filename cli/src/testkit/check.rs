use presend::report::{Evidence, Outcome, ScanReport, SkipReason};
use presend::sniff::MediaKind;

use super::expected::{Expected, Wanted};

/// Says what differs between what a scan came to and what it must come to.
pub(crate) fn compare(expected: &Expected, report: &ScanReport) -> Result<(), String> {
    if report.kind != expected.kind {
        let name = |kind: Option<MediaKind>| kind.map_or("nothing", MediaKind::mime);
        return Err(format!("seen as {}, not as {}", name(report.kind), name(expected.kind)));
    }
    let as_wanted = match &expected.wanted {
        Wanted::Clean => report.outcome == Outcome::Clean,
        Wanted::NotApplicable => report.outcome == Outcome::Clean && report.coverage.not_applicable,
        Wanted::LowQuality => report.outcome == Outcome::Clean && low_quality(report),
        Wanted::Exact => {
            report.outcome == Outcome::Match
                && report.findings.iter().any(|finding| finding.evidence == Evidence::Exact)
        }
        Wanted::Perceptual { variant, frame, max_distance_bits } => {
            report.outcome == Outcome::Match && found(report, variant, *frame, *max_distance_bits)
        }
        Wanted::Edited { undone } => {
            report.outcome == Outcome::Near && seen_through(report, undone)
        }
        Wanted::Undecided(reason) => report.outcome == Outcome::Undecided(*reason),
    };
    if as_wanted { Ok(()) } else { Err(describe(report)) }
}

fn low_quality(report: &ScanReport) -> bool {
    report.coverage.parts_skipped.iter().any(|part| part.reason == SkipReason::LowQuality)
}

fn found(report: &ScanReport, variant: &str, frame: u32, max_distance_bits: u32) -> bool {
    report.findings.iter().any(|finding| {
        finding.evidence == Evidence::Perceptual
            && finding.variant.is_some_and(|found| found.name() == variant)
            && finding.frame == Some(frame)
            && finding.distance_bits.is_some_and(|bits| bits <= max_distance_bits)
    })
}

fn seen_through(report: &ScanReport, undone: &[&str]) -> bool {
    report.findings.iter().any(|finding| {
        finding.evidence == Evidence::Edited
            && finding.variant.is_some_and(|found| undone.contains(&found.name()))
    })
}

/// What a scan came to, in one line.
pub(crate) fn describe(report: &ScanReport) -> String {
    let mut line = report.outcome.name().to_owned();
    if let Outcome::Undecided(reason) = report.outcome {
        line = format!("{line}: {reason}");
    }
    for finding in &report.findings {
        line.push_str(&format!(", {}", finding.evidence.name()));
        if let (Some(bits), Some(variant)) = (finding.distance_bits, finding.variant) {
            let frame = finding.frame.unwrap_or(0);
            line.push_str(&format!(" {} frame {frame} at {bits} bits", variant.name()));
        }
    }
    line
}
