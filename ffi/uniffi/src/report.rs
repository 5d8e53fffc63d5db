//! The facts of a scan.

use presend::hash::edits::{Edit as CoreEdit, PictureWindow as CoreWindow};
use presend::report as core;

use crate::lent::{LentDistance, LentFault};
use crate::mirror::mirrors;
use crate::own_check::OwnResult;
use crate::pixels::Orientation;
use crate::undecided::Undecided;

/// The facts of one scan. It holds no bytes, no hash and no entry of a list.
#[derive(Clone, Debug, uniffi::Record)]
pub struct ScanReport {
    /// What it came to.
    pub outcome: Outcome,
    /// Everything found, strongest first.
    pub findings: Vec<Finding>,
    /// Findings that an exclusion list took away.
    pub cleared: u32,
    /// What was looked at.
    pub coverage: Coverage,
    /// The sets that were compared with.
    pub sets: Vec<SetRef>,
    /// Media type by signature, such as `image/jpeg`; none if pixels were handed over.
    pub kind: Option<String>,
    /// What the app's own checks say, in the order in which they were added. It is no finding.
    pub own_checks: Vec<OwnResult>,
    /// How long the stages took.
    pub timing: Option<Timing>,
}

/// What was looked at.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Coverage {
    /// Pictures and frames that were hashed.
    pub parts_seen: u32,
    /// Parts that were not.
    pub parts_skipped: Vec<PartSkipped>,
    /// True if there is nothing in it to compare by picture.
    pub not_applicable: bool,
    /// Hashes of the sets that were not compared, for want of the `LentHash` say: the outcome says
    /// nothing about these.
    pub not_compared: Vec<NotCompared>,
}

/// What a scan came to.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Outcome {
    /// Nothing was found.
    Clean,
    /// Something in it is on a list, or looks like something that is.
    Match,
    /// Nothing but borderline evidence: it may resemble something on a list.
    Near,
    /// It could not be finished: never take it for clean.
    Undecided {
        /// What was in the way.
        reason: Undecided,
    },
}

/// A set as a report names it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SetRef {
    /// Its name, as its authorities gave it.
    pub name: String,
    /// Its version; 0 for a plain list.
    pub version: u64,
    /// False for a plain list, which nobody signed.
    pub verified: bool,
}

/// One fact: a part of the attachment is on a list, or near something that is.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Finding {
    /// The set that has it.
    pub set: SetRef,
    /// How strong it is.
    pub evidence: Evidence,
    /// Bits that differ; none for an exact digest and for a lent hash.
    pub distance_bits: Option<u32>,
    /// The most bits that may differ for this evidence; none for an exact digest and for a lent hash.
    pub threshold_bits: Option<u32>,
    /// Quality of PDQ, 0 to 100: how much structure it had to go by; none for an exact digest and for
    /// a lent hash.
    pub quality: Option<u8>,
    /// Which part; empty for the attachment itself.
    pub part: String,
    /// Which frame, counted from 0 in the order of the file, or as they were pushed; none for an exact
    /// digest.
    pub frame: Option<u32>,
    /// When that frame is shown, in milliseconds from the start; none for a still and for an exact digest.
    pub time_ms: Option<u64>,
    /// Which form of the picture was found; none for an exact digest and for a lent hash.
    pub variant: Option<Variant>,
    /// Where in the picture or frame, if an edit was undone; none if it is all of it.
    pub window: Option<PictureWindow>,
    /// By which lent hash, if it rests on one.
    pub lent: Option<LentMatch>,
    /// A random name of this finding that means nothing outside its report.
    pub token: Vec<u8>,
    /// True for a harmless test entry.
    pub test: bool,
}

/// How strong a finding is, weakest first, and so how far a decision may go. The book says why:
/// "Matching", "Grades of evidence".
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Evidence {
    /// A perceptual hash just beyond its threshold: worth a question. It may lead to a question.
    Borderline,
    /// A perceptual hash within its threshold after an edit was undone: of a part, say. It may lead to a
    /// question.
    Edited,
    /// A perceptual hash within its threshold: it looks the same, and can be forged. It may lead to a
    /// block.
    Perceptual,
    /// MD5 or SHA-1, or both: equal bytes, and can be forged. It may lead to a block.
    ExactWeak,
    /// A perceptual hash, MD5 and SHA-1 of the same entry. It may lead to a report candidate.
    Corroborated,
    /// BLAKE3 or SHA-256: the very bytes of the list. It may lead to a report candidate.
    Exact,
}

/// Which form of the picture was found.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Variant {
    /// The picture as seen, turned or mirrored so.
    Turned {
        /// What was done to the picture of the attachment; upright is the picture itself.
        orientation: Orientation,
    },
    /// A transparent picture over black.
    OverBlack,
    /// What is left if an edit is undone: a rectangle in it, say.
    Edited {
        /// What was undone.
        edit: Edit,
    },
}

/// Where in a picture something was found, as the picture is seen: in thousandths of its width and height.
/// It may reach outside.
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct PictureWindow {
    /// Its left end, before it is turned.
    pub left_permille: i32,
    /// Its upper end, before it is turned.
    pub top_permille: i32,
    /// Its width.
    pub width_permille: u32,
    /// Its height.
    pub height_permille: u32,
    /// How far it is turned clockwise about its middle, in tenths of a degree.
    pub turned_decidegrees: i32,
}

/// What may have been done to a picture, and was undone before it was compared.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Edit {
    /// Light and dark changed places.
    Inverted,
    /// A flat border was put around it.
    Trimmed,
    /// It is one rectangle of what is seen: of a screenshot, a page with a caption, a chat.
    Rectangle,
    /// It was turned on a flat ground.
    Straightened,
    /// A part of it was cut away.
    Uncropped,
    /// It was turned a little and cut to a rectangle.
    Tilted,
}

/// A part that was not fully looked at.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PartSkipped {
    /// Its path inside the attachment; empty for the attachment itself.
    pub part: String,
    /// Why.
    pub reason: SkipReason,
    /// How the frames of a video are coded, such as `av1`, if they are of an unsupported format and the
    /// decoder says it.
    pub codec: Option<String>,
}

/// Why a part was not compared.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum SkipReason {
    /// It could not be finished.
    Undecided {
        /// What was in the way.
        reason: Undecided,
    },
    /// It has too little structure for a perceptual hash: it is flat or blurred.
    LowQuality,
}

/// What a finding rests on whose hash the app lends: how near is near is the app's word, in its own
/// unit.
#[derive(Clone, Debug, uniffi::Record)]
pub struct LentMatch {
    /// Name of the hash.
    pub hash: String,
    /// How the values are compared.
    pub measure: LentDistance,
    /// How far they are apart.
    pub distance: u32,
    /// The largest distance that the app declared to be a match.
    pub threshold: u32,
}

/// Rows of a lent hash that a part was not compared with.
#[derive(Clone, Debug, uniffi::Record)]
pub struct NotCompared {
    /// Name of the hash.
    pub hash: String,
    /// Which part; empty for the attachment itself, and for a reason that holds for all parts.
    pub part: String,
    /// Why.
    pub reason: LentFault,
}

/// How long the stages of a scan took.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Timing {
    /// Reading and exact digests.
    pub read_us: u64,
    /// Decoding pictures.
    pub decode_us: u64,
    /// Perceptual hashes.
    pub hash_us: u64,
    /// Look-up.
    pub lookup_us: u64,
    /// The whole scan, the policy excluded.
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
        Self {
            outcome: (*outcome).into(),
            findings: findings.iter().map(Finding::from).collect(),
            cleared: *cleared,
            coverage: coverage.into(),
            sets: sets.iter().map(SetRef::from).collect(),
            kind: kind.map(|kind| kind.mime().to_owned()),
            own_checks: own_checks.iter().map(OwnResult::from).collect(),
            timing: timing.map(Timing::from),
        }
    }
}

impl From<&core::Coverage> for Coverage {
    fn from(coverage: &core::Coverage) -> Self {
        let core::Coverage { parts_seen, parts_skipped, not_applicable, not_compared } = coverage;
        Self {
            parts_seen: *parts_seen,
            parts_skipped: parts_skipped.iter().map(PartSkipped::from).collect(),
            not_applicable: *not_applicable,
            not_compared: not_compared.iter().map(NotCompared::from).collect(),
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
            window,
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
            window: window.map(PictureWindow::from),
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

impl From<CoreWindow> for PictureWindow {
    fn from(window: CoreWindow) -> Self {
        let CoreWindow {
            left_permille,
            top_permille,
            width_permille,
            height_permille,
            turned_decidegrees,
        } = window;
        Self { left_permille, top_permille, width_permille, height_permille, turned_decidegrees }
    }
}

impl From<&core::PartSkipped> for PartSkipped {
    fn from(skipped: &core::PartSkipped) -> Self {
        let core::PartSkipped { part, reason, codec } = skipped;
        let reason = match *reason {
            core::SkipReason::Undecided(reason) => SkipReason::Undecided { reason: reason.into() },
            core::SkipReason::LowQuality => SkipReason::LowQuality,
        };
        let codec = codec.map(|codec| codec.name().to_owned());
        Self { part: part.clone(), reason, codec }
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
