//! The facts of a scan.

use presend::hash::edits::Edit as CoreEdit;
use presend::report as core;

use crate::lent::{LentDistance, LentFault};
use crate::mirror::mirrors;
use crate::own_check::OwnResult;
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
    /// Lent hashes of the sets that were not compared.
    pub not_compared: Vec<NotCompared>,
    /// The sets that were compared with.
    pub sets: Vec<SetRef>,
    /// Media type by signature.
    pub kind: Option<String>,
    /// What the app's own checks say.
    pub own_checks: Vec<OwnResult>,
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
    /// When it is shown, from the start.
    pub time_ms: Option<u64>,
    /// Which form of the picture.
    pub variant: Option<Variant>,
    /// By which lent hash, if it rests on one.
    pub lent: Option<LentMatch>,
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
    /// A perceptual hash within its threshold, after an edit was undone.
    Edited,
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
    /// What is left if an edit is undone.
    Edited {
        /// Which.
        edit: Edit,
    },
}

/// What may have been done to a picture, and was undone before it was compared.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Edit {
    /// Light and dark changed places.
    Inverted,
    /// A flat border was put around it.
    Trimmed,
    /// It is one rectangle of what is seen.
    Rectangle,
    /// It was turned on a flat ground.
    Straightened,
    /// A part was cut away.
    Uncropped,
    /// It was turned a little and cut to a rectangle.
    Tilted,
}

/// A part that was not fully looked at.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PartSkipped {
    /// Which.
    pub part: String,
    /// Why; `None` if its quality is too low.
    pub undecided: Option<Undecided>,
}

/// What a finding rests on whose hash the app lends.
#[derive(Clone, Debug, uniffi::Record)]
pub struct LentMatch {
    /// Its name.
    pub hash: String,
    /// How values are compared.
    pub measure: LentDistance,
    /// How far they are apart.
    pub distance: u32,
    /// The largest distance that is a match.
    pub threshold: u32,
}

/// Rows of a lent hash that a part was not compared with.
#[derive(Clone, Debug, uniffi::Record)]
pub struct NotCompared {
    /// Name of the hash.
    pub hash: String,
    /// Which part.
    pub part: String,
    /// Why.
    pub reason: LentFault,
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
        let core::ScanReport {
            outcome,
            findings,
            cleared,
            coverage,
            sets,
            kind,
            own_checks,
            timing,
        } = report;
        let core::Coverage { parts_seen, parts_skipped, not_applicable, not_compared } = coverage;
        Self {
            outcome: (*outcome).into(),
            findings: findings.iter().map(Finding::from).collect(),
            cleared: *cleared,
            parts_seen: *parts_seen,
            parts_skipped: parts_skipped.iter().map(PartSkipped::from).collect(),
            not_applicable: *not_applicable,
            not_compared: not_compared.iter().map(NotCompared::from).collect(),
            sets: sets.iter().map(SetRef::from).collect(),
            kind: kind.map(|kind| kind.mime().to_owned()),
            own_checks: own_checks.iter().map(OwnResult::from).collect(),
            timing: timing.map(Timing::from),
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
        let core::SetRef { name, version, verified } = set;
        Self { name: name.clone(), version: *version, verified: *verified }
    }
}

impl From<&core::Finding> for Finding {
    fn from(finding: &core::Finding) -> Self {
        let core::Finding {
            set,
            evidence,
            distance_bits,
            threshold_bits,
            quality,
            part,
            frame,
            time_ms,
            variant,
            lent,
            token,
            test,
        } = finding;
        Self {
            set: set.into(),
            evidence: (*evidence).into(),
            distance_bits: *distance_bits,
            threshold_bits: *threshold_bits,
            quality: *quality,
            part: part.clone(),
            frame: *frame,
            time_ms: *time_ms,
            variant: variant.map(Variant::from),
            lent: lent.as_ref().map(LentMatch::from),
            token: token.as_bytes().to_vec(),
            test: *test,
        }
    }
}

mirrors!(core::Evidence, Evidence: Borderline Edited Perceptual ExactWeak Corroborated Exact);

mirrors!(CoreEdit, Edit: Inverted Trimmed Rectangle Straightened Uncropped Tilted);

impl From<core::Variant> for Variant {
    fn from(variant: core::Variant) -> Self {
        match variant {
            core::Variant::Turned(turn) => Self::Turned { orientation: turn.into() },
            core::Variant::OverBlack => Self::OverBlack,
            core::Variant::Edited(edit) => Self::Edited { edit: edit.into() },
        }
    }
}

impl From<&core::PartSkipped> for PartSkipped {
    fn from(skipped: &core::PartSkipped) -> Self {
        let core::PartSkipped { part, reason } = skipped;
        let undecided = match *reason {
            core::SkipReason::Undecided(reason) => Some(reason.into()),
            core::SkipReason::LowQuality => None,
        };
        Self { part: part.clone(), undecided }
    }
}

impl From<&core::LentMatch> for LentMatch {
    fn from(lent: &core::LentMatch) -> Self {
        let core::LentMatch { hash, measure, distance, threshold } = lent;
        let (measure, hash) = ((*measure).into(), hash.clone());
        Self { hash, measure, distance: *distance, threshold: *threshold }
    }
}

impl From<&core::NotCompared> for NotCompared {
    fn from(not_compared: &core::NotCompared) -> Self {
        let core::NotCompared { hash, part, reason } = not_compared;
        Self { hash: hash.clone(), part: part.clone(), reason: (*reason).into() }
    }
}

impl From<core::Timing> for Timing {
    fn from(timing: core::Timing) -> Self {
        let core::Timing { read_us, decode_us, hash_us, lookup_us, total_us } = timing;
        Self { read_us, decode_us, hash_us, lookup_us, total_us }
    }
}
