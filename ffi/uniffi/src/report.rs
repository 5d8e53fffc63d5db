//! The facts of a scan.

use presend::report as core;

use crate::pixels::Orientation;
use crate::undecided::Undecided;

/// The facts of one scan. Names are the stable ones of JSON.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ScanReport {
    /// What it came to.
    pub outcome: Outcome,
    /// Everything found, strongest first.
    pub findings: Vec<Finding>,
    /// Findings that an exclusion list took away.
    pub cleared: u32,
    /// Pictures and frames that were hashed.
    pub parts_seen: u32,
    /// Parts that were not.
    pub parts_skipped: Vec<PartSkipped>,
    /// True if there is nothing in it to compare by picture.
    pub not_applicable: bool,
    /// The sets that were compared with.
    pub sets: Vec<SetRef>,
    /// Media type by signature.
    pub kind: Option<String>,
    /// How long the stages took.
    pub timing: Option<Timing>,
}

/// What a scan came to.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Outcome {
    /// Nothing was found.
    Clean,
    /// Known material.
    Match,
    /// Borderline evidence.
    Near,
    /// Not finished.
    Undecided {
        /// Why.
        reason: Undecided,
    },
}

/// A set as a report names it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SetRef {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u64,
    /// False for a plain list.
    pub verified: bool,
}

/// One fact.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Finding {
    /// Which set.
    pub set: SetRef,
    /// How strong it is.
    pub evidence: Evidence,
    /// Hamming distance.
    pub distance_bits: Option<u32>,
    /// The largest distance of this evidence.
    pub threshold_bits: Option<u32>,
    /// PDQ quality.
    pub quality: Option<u8>,
    /// Which part.
    pub part: String,
    /// Which frame.
    pub frame: Option<u32>,
    /// Which form of the picture.
    pub variant: Option<Variant>,
    /// Random bytes that name it.
    pub token: Vec<u8>,
    /// A harmless test entry.
    pub test: bool,
}

/// How strong a finding is, weakest first.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Evidence {
    /// Near enough to be worth a question.
    Borderline,
    /// A perceptual hash within its threshold.
    Perceptual,
    /// MD5 or SHA-1, or both.
    ExactWeak,
    /// A perceptual hash, MD5 and SHA-1 of the same entry.
    Corroborated,
    /// BLAKE3 or SHA-256.
    Exact,
}

/// Which form of the picture was found.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Variant {
    /// The picture as seen, turned so.
    Turned {
        /// How.
        orientation: Orientation,
    },
    /// A transparent picture over black.
    OverBlack,
}

/// A part that was not fully looked at.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PartSkipped {
    /// Which.
    pub part: String,
    /// Why; `None` if its quality is too low.
    pub undecided: Option<Undecided>,
}

/// Microseconds of each stage.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Timing {
    /// Reading and exact digests.
    pub read_us: u64,
    /// Decoding.
    pub decode_us: u64,
    /// Perceptual hash.
    pub hash_us: u64,
    /// Look-up.
    pub lookup_us: u64,
    /// The whole scan.
    pub total_us: u64,
}

impl From<&core::ScanReport> for ScanReport {
    fn from(report: &core::ScanReport) -> Self {
        let coverage = &report.coverage;
        Self {
            outcome: report.outcome.into(),
            findings: report.findings.iter().map(Finding::from).collect(),
            cleared: report.cleared,
            parts_seen: coverage.parts_seen,
            parts_skipped: coverage.parts_skipped.iter().map(PartSkipped::from).collect(),
            not_applicable: coverage.not_applicable,
            sets: report.sets.iter().map(SetRef::from).collect(),
            kind: report.kind.map(|kind| kind.mime().to_owned()),
            timing: report.timing.map(Timing::from),
        }
    }
}

impl From<core::Outcome> for Outcome {
    fn from(outcome: core::Outcome) -> Self {
        match outcome {
            core::Outcome::Clean => Self::Clean,
            core::Outcome::Match => Self::Match,
            core::Outcome::Near => Self::Near,
            core::Outcome::Undecided(reason) => Self::Undecided { reason: reason.into() },
        }
    }
}

impl From<&core::SetRef> for SetRef {
    fn from(set: &core::SetRef) -> Self {
        Self { name: set.name.clone(), version: set.version, verified: set.verified }
    }
}

impl From<&core::Finding> for Finding {
    fn from(finding: &core::Finding) -> Self {
        Self {
            set: (&finding.set).into(),
            evidence: finding.evidence.into(),
            distance_bits: finding.distance_bits,
            threshold_bits: finding.threshold_bits,
            quality: finding.quality,
            part: finding.part.clone(),
            frame: finding.frame,
            variant: finding.variant.map(Variant::from),
            token: finding.token.as_bytes().to_vec(),
            test: finding.test,
        }
    }
}

impl From<core::Evidence> for Evidence {
    fn from(evidence: core::Evidence) -> Self {
        match evidence {
            core::Evidence::Borderline => Self::Borderline,
            core::Evidence::Perceptual => Self::Perceptual,
            core::Evidence::ExactWeak => Self::ExactWeak,
            core::Evidence::Corroborated => Self::Corroborated,
            core::Evidence::Exact => Self::Exact,
        }
    }
}

impl From<core::Variant> for Variant {
    fn from(variant: core::Variant) -> Self {
        match variant {
            core::Variant::Turned(turn) => Self::Turned { orientation: turn.into() },
            // `OverBlack`, and any form that is newer than this surface.
            _ => Self::OverBlack,
        }
    }
}

impl From<&core::PartSkipped> for PartSkipped {
    fn from(skipped: &core::PartSkipped) -> Self {
        let undecided = match skipped.reason {
            core::SkipReason::Undecided(reason) => Some(reason.into()),
            _ => None,
        };
        Self { part: skipped.part.clone(), undecided }
    }
}

impl From<core::Timing> for Timing {
    fn from(timing: core::Timing) -> Self {
        let core::Timing { read_us, decode_us, hash_us, lookup_us, total_us } = timing;
        Self { read_us, decode_us, hash_us, lookup_us, total_us }
    }
}
