use presend::report::{
    Coverage, Finding, Outcome, PartSkipped, ScanReport, SetRef, Timing, Variant,
};
use serde::Serialize;

use crate::input::FileName;
use crate::output::{Reason, hex};

/// One line of `presend scan --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct ScanLine {
    v: u32,
    #[serde(flatten)]
    file: FileName,
    kind: Option<&'static str>,
    bytes: Option<u64>,
    outcome: &'static str,
    decision: &'static str,
    sets: Vec<SetShown>,
    findings: Vec<FindingShown>,
    cleared: u32,
    coverage: CoverageShown,
    undecided: Option<Reason>,
    timing_ms: Option<TimingShown>,
}

#[derive(Debug, Serialize)]
struct SetShown {
    name: String,
    version: u64,
    verified: bool,
}

#[derive(Debug, Serialize)]
struct FindingShown {
    set: String,
    version: u64,
    evidence: &'static str,
    distance_bits: Option<u32>,
    threshold_bits: Option<u32>,
    quality: Option<u8>,
    part: String,
    frame: Option<u32>,
    variant: Option<&'static str>,
    token: String,
    test: bool,
}

#[derive(Debug, Serialize)]
struct CoverageShown {
    parts_seen: u32,
    parts_skipped: Vec<SkippedShown>,
    not_applicable: bool,
}

#[derive(Debug, Serialize)]
struct SkippedShown {
    part: String,
    reason: &'static str,
}

/// Milliseconds, to the microsecond.
#[derive(Debug, Serialize)]
struct TimingShown {
    read: f64,
    decode: f64,
    hash: f64,
    lookup: f64,
    total: f64,
}

impl ScanLine {
    pub(super) fn new(
        file: FileName,
        bytes: Option<u64>,
        report: &ScanReport,
        decision: &'static str,
    ) -> Self {
        Self {
            v: 1,
            file,
            kind: report.kind.map(|kind| kind.mime()),
            bytes,
            outcome: report.outcome.name(),
            decision,
            sets: report.sets.iter().map(SetShown::new).collect(),
            findings: report.findings.iter().map(FindingShown::new).collect(),
            cleared: report.cleared,
            coverage: CoverageShown::new(&report.coverage),
            undecided: match report.outcome {
                Outcome::Undecided(undecided) => Some(undecided.into()),
                _ => None,
            },
            timing_ms: report.timing.as_ref().map(TimingShown::new),
        }
    }
}

impl SetShown {
    fn new(set: &SetRef) -> Self {
        Self { name: set.name.clone(), version: set.version, verified: set.verified }
    }
}

impl FindingShown {
    fn new(finding: &Finding) -> Self {
        Self {
            set: finding.set.name.clone(),
            version: finding.set.version,
            evidence: finding.evidence.name(),
            distance_bits: finding.distance_bits,
            threshold_bits: finding.threshold_bits,
            quality: finding.quality,
            part: finding.part.clone(),
            frame: finding.frame,
            variant: finding.variant.map(Variant::name),
            token: hex(finding.token.as_bytes()),
            test: finding.test,
        }
    }
}

impl CoverageShown {
    fn new(coverage: &Coverage) -> Self {
        Self {
            parts_seen: coverage.parts_seen,
            parts_skipped: coverage.parts_skipped.iter().map(SkippedShown::new).collect(),
            not_applicable: coverage.not_applicable,
        }
    }
}

impl SkippedShown {
    fn new(skipped: &PartSkipped) -> Self {
        Self { part: skipped.part.clone(), reason: super::skip_name(skipped.reason) }
    }
}

impl TimingShown {
    fn new(timing: &Timing) -> Self {
        Self {
            read: milliseconds(timing.read_us),
            decode: milliseconds(timing.decode_us),
            hash: milliseconds(timing.hash_us),
            lookup: milliseconds(timing.lookup_us),
            total: milliseconds(timing.total_us),
        }
    }
}

fn milliseconds(microseconds: u64) -> f64 {
    microseconds as f64 / 1_000.0
}
