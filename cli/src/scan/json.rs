use presend::report::{
    Coverage, Finding, Outcome, PartSkipped, ScanReport, SetRef, Timing, Variant,
};
use serde::Serialize;

use super::nearest::Nearest;
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
    /// With `--nearest` only: null if nothing could be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Option<Nearest>>,
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
    time_ms: Option<u64>,
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
        let ScanReport { outcome, findings, cleared, coverage, sets, kind, timing } = report;
        Self {
            v: 1,
            file,
            kind: kind.map(|kind| kind.mime()),
            bytes,
            outcome: outcome.name(),
            decision,
            sets: sets.iter().map(SetShown::new).collect(),
            findings: findings.iter().map(FindingShown::new).collect(),
            cleared: *cleared,
            coverage: CoverageShown::new(coverage),
            undecided: match *outcome {
                Outcome::Undecided(undecided) => Some(undecided.into()),
                Outcome::Clean | Outcome::Match | Outcome::Near => None,
            },
            timing_ms: timing.as_ref().map(TimingShown::new),
            nearest: None,
        }
    }

    /// With the line of a plain list that is nearest.
    pub(super) fn with_nearest(self, nearest: Option<Nearest>) -> Self {
        Self { nearest: Some(nearest), ..self }
    }
}

impl SetShown {
    fn new(set: &SetRef) -> Self {
        let SetRef { name, version, verified } = set;
        Self { name: name.clone(), version: *version, verified: *verified }
    }
}

impl FindingShown {
    fn new(finding: &Finding) -> Self {
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
            token,
            test,
        } = finding;
        // Whether it is verified is said once, in `sets`.
        let SetRef { name, version, verified: _ } = set;
        Self {
            set: name.clone(),
            version: *version,
            evidence: evidence.name(),
            distance_bits: *distance_bits,
            threshold_bits: *threshold_bits,
            quality: *quality,
            part: part.clone(),
            frame: *frame,
            time_ms: *time_ms,
            variant: variant.map(Variant::name),
            token: hex(token.as_bytes()),
            test: *test,
        }
    }
}

impl CoverageShown {
    fn new(coverage: &Coverage) -> Self {
        let Coverage { parts_seen, parts_skipped, not_applicable } = coverage;
        Self {
            parts_seen: *parts_seen,
            parts_skipped: parts_skipped.iter().map(SkippedShown::new).collect(),
            not_applicable: *not_applicable,
        }
    }
}

impl SkippedShown {
    fn new(skipped: &PartSkipped) -> Self {
        let PartSkipped { part, reason } = skipped;
        Self { part: part.clone(), reason: super::skip_name(*reason) }
    }
}

impl TimingShown {
    fn new(timing: &Timing) -> Self {
        let Timing { read_us, decode_us, hash_us, lookup_us, total_us } = *timing;
        Self {
            read: milliseconds(read_us),
            decode: milliseconds(decode_us),
            hash: milliseconds(hash_us),
            lookup: milliseconds(lookup_us),
            total: milliseconds(total_us),
        }
    }
}

fn milliseconds(microseconds: u64) -> f64 {
    microseconds as f64 / 1_000.0
}
