//! The facts of a scan. Everything given lives as long as the handle that the report comes from, or
//! until the policy returns.

use presend::report::{
    Coverage, Finding, NotCompared, PartSkipped, ScanReport, SkipReason, Timing, Variant,
};
use presend_c_base::argument::{Out, needed};

use crate::names::{PresendEvidence, PresendOutcome, PresendReason, limit_name, reason_name};
use crate::own_check::PresendOwnResult;
use crate::set::PresendSetRef;
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::PresendText;
use crate::window::PresendWindow;

/// The facts of one scan. It belongs to the handle it comes from, and is not freed by itself.
#[repr(transparent)]
#[derive(Debug)]
pub struct PresendReport {
    report: ScanReport,
}

impl PresendReport {
    /// The same report as C sees it.
    pub(crate) const fn of(report: &ScanReport) -> *const Self {
        // A transparent struct has the layout of its one field.
        core::ptr::from_ref(report).cast()
    }
}

/// The facts that every report has.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendFacts {
    /// What it came to.
    pub outcome: PresendOutcome,
    /// Why it could not be finished, if it could not.
    pub reason: PresendReason,
    /// The stable name of the outcome.
    pub outcome_name: PresendText,
    /// The stable name of the reason; empty if there is none.
    pub reason_name: PresendText,
    /// The limit that would have been passed; empty if none.
    pub limit_name: PresendText,
    /// The media type; empty for pixels, or if nothing could be read.
    pub kind: PresendText,
    /// How many findings: see presend_report_finding.
    pub findings: usize,
    /// How many own checks the scanner has: see presend_report_own_check.
    pub own_checks: usize,
    /// How many parts were not looked at in full: see presend_report_skipped.
    pub parts_skipped: usize,
    /// How many hashes of the sets were not compared: see presend_report_not_compared.
    pub not_compared: usize,
    /// How many sets were compared with: see presend_report_set.
    pub sets: usize,
    /// Pictures and frames that were hashed.
    pub parts_seen: u32,
    /// Perceptual findings that a set's own exclusion list took away.
    pub cleared: u32,
    /// True if there is nothing in it to compare by picture: plain text, say.
    pub not_applicable: bool,
}

impl PresendFacts {
    const EMPTY: Self = Self {
        outcome: PresendOutcome::Undecided,
        reason: PresendReason::Other,
        outcome_name: PresendText::EMPTY,
        reason_name: PresendText::EMPTY,
        limit_name: PresendText::EMPTY,
        kind: PresendText::EMPTY,
        findings: 0,
        own_checks: 0,
        parts_skipped: 0,
        not_compared: 0,
        sets: 0,
        parts_seen: 0,
        cleared: 0,
        not_applicable: false,
    };

    fn of(report: &ScanReport) -> Self {
        let ScanReport { outcome, findings, cleared, coverage, sets, kind, own_checks, timing: _ } =
            report;
        let Coverage { parts_seen, parts_skipped, not_applicable, not_compared } = coverage;
        let reason = outcome.undecided();
        Self {
            outcome: PresendOutcome::of(*outcome),
            reason: PresendReason::of_outcome(*outcome),
            outcome_name: PresendText::of(outcome.name()),
            reason_name: reason_name(reason),
            limit_name: limit_name(reason),
            kind: kind.map_or(PresendText::EMPTY, |kind| PresendText::of(kind.mime())),
            findings: findings.len(),
            own_checks: own_checks.len(),
            parts_skipped: parts_skipped.len(),
            not_compared: not_compared.len(),
            sets: sets.len(),
            parts_seen: *parts_seen,
            cleared: *cleared,
            not_applicable: *not_applicable,
        }
    }
}

/// Something in the attachment equals or resembles an entry of a set. There is no hash in it, and no
/// number of an entry.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendFinding {
    /// Which set.
    pub set: PresendSetRef,
    /// How strong it is.
    pub evidence: PresendEvidence,
    /// The stable name of the evidence.
    pub evidence_name: PresendText,
    /// Hamming distance in bits; -1 for exact digests and for a lent hash.
    pub distance_bits: i64,
    /// The largest distance that still gives this evidence, in bits; -1 for exact digests and for a lent hash.
    pub threshold_bits: i64,
    /// PDQ quality of the compared picture; -1 for exact digests and for a lent hash.
    pub quality: i64,
    /// Which frame, from 0; -1 for exact digests.
    pub frame: i64,
    /// When that frame is shown, in milliseconds from the start; -1 for stills and exact digests.
    pub time_ms: i64,
    /// Which part of the attachment; empty for the attachment itself.
    pub part: PresendText,
    /// Which form of the picture; empty for exact digests and for a lent hash.
    pub variant: PresendText,
    /// Where in the picture or frame, if an edit was undone.
    pub window: PresendWindow,
    /// By which lent hash, if it rests on one; empty otherwise.
    pub lent_hash: PresendText,
    /// How its values are compared: `hamming`, `l1` or `l2`; empty otherwise.
    pub lent_measure: PresendText,
    /// How far they are apart, in the unit of the measure; -1 otherwise.
    pub lent_distance: i64,
    /// The largest distance that the app declared to be a match; -1 otherwise.
    pub lent_threshold: i64,
    /// Names this finding within its report: random, stored nowhere.
    pub token: [u8; 16],
    /// True for harmless test entries.
    pub test: bool,
}

impl PresendFinding {
    const EMPTY: Self = Self {
        set: PresendSetRef::EMPTY,
        evidence: PresendEvidence::None,
        evidence_name: PresendText::EMPTY,
        distance_bits: -1,
        threshold_bits: -1,
        quality: -1,
        frame: -1,
        time_ms: -1,
        part: PresendText::EMPTY,
        variant: PresendText::EMPTY,
        window: PresendWindow::ALL,
        lent_hash: PresendText::EMPTY,
        lent_measure: PresendText::EMPTY,
        lent_distance: -1,
        lent_threshold: -1,
        token: [0; 16],
        test: false,
    };

    fn of(finding: &Finding) -> Self {
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
            token,
            test,
        } = finding;
        let lent = lent.as_ref();
        Self {
            set: PresendSetRef::of(set),
            evidence: PresendEvidence::of(*evidence),
            evidence_name: PresendText::of(evidence.name()),
            distance_bits: distance_bits.map_or(-1, i64::from),
            threshold_bits: threshold_bits.map_or(-1, i64::from),
            quality: quality.map_or(-1, i64::from),
            frame: frame.map_or(-1, i64::from),
            time_ms: time_ms.map_or(-1, |ms| i64::try_from(ms).unwrap_or(i64::MAX)),
            part: PresendText::of(part),
            variant: variant.map_or("", Variant::name).into(),
            window: window.map_or(PresendWindow::ALL, PresendWindow::of),
            lent_hash: PresendText::of(lent.map_or("", |lent| &lent.hash)),
            lent_measure: lent.map_or("", |lent| lent.measure.name()).into(),
            lent_distance: lent.map_or(-1, |lent| lent.distance.into()),
            lent_threshold: lent.map_or(-1, |lent| lent.threshold.into()),
            token: *token.as_bytes(),
            test: *test,
        }
    }
}

/// A part that was not looked at in full.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendSkipped {
    /// Which part; empty for the attachment itself.
    pub part: PresendText,
    /// Why the check could not be finished; PRESEND_REASON_NONE if the picture is too flat to compare.
    pub reason: PresendReason,
    /// The stable name of the reason, or `low_quality`.
    pub reason_name: PresendText,
    /// How the frames of a video are coded, such as `av1`, if they are of an unsupported format and the
    /// decoder says it; else empty.
    pub codec: PresendText,
}

impl PresendSkipped {
    const EMPTY: Self = Self {
        part: PresendText::EMPTY,
        reason: PresendReason::Other,
        reason_name: PresendText::EMPTY,
        codec: PresendText::EMPTY,
    };

    fn of(skipped: &PartSkipped) -> Self {
        let PartSkipped { part, reason, codec } = skipped;
        let number = match *reason {
            SkipReason::Undecided(reason) => PresendReason::of(reason),
            SkipReason::LowQuality => PresendReason::None,
        };
        Self {
            part: PresendText::of(part),
            reason: number,
            reason_name: reason.name().into(),
            codec: codec.map_or(PresendText::EMPTY, |codec| codec.name().into()),
        }
    }
}

/// Rows of a lent hash that a part was not compared with. The outcome says nothing about these.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendNotCompared {
    /// Name of the hash.
    pub hash: PresendText,
    /// Which part; empty for the attachment itself, and for a reason that holds for all parts.
    pub part: PresendText,
    /// The stable name of the reason, such as `no_code_lent`.
    pub reason_name: PresendText,
}

impl PresendNotCompared {
    pub(crate) const EMPTY: Self = Self {
        hash: PresendText::EMPTY,
        part: PresendText::EMPTY,
        reason_name: PresendText::EMPTY,
    };

    pub(crate) fn of(not_compared: &NotCompared) -> Self {
        let NotCompared { hash, part, reason } = not_compared;
        let reason_name = reason.name().into();
        Self { hash: PresendText::of(hash), part: PresendText::of(part), reason_name }
    }
}

/// How long the stages took, in microseconds.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct PresendTiming {
    /// Reading and exact digests.
    pub read_us: u64,
    /// Decoding.
    pub decode_us: u64,
    /// Perceptual hash.
    pub hash_us: u64,
    /// Look-up in all sets.
    pub lookup_us: u64,
    /// The whole scan, without the policy.
    pub total_us: u64,
}

/// What the scan came to. NULL gives PRESEND_OUTCOME_UNDECIDED. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_report_outcome(report: Option<&PresendReport>) -> PresendOutcome {
    guard_or(PresendOutcome::Undecided, || {
        report.map_or(PresendOutcome::Undecided, |report| PresendOutcome::of(report.report.outcome))
    })
}

/// The facts. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_facts(
    report: Option<&PresendReport>,
    facts: *mut PresendFacts,
) -> PresendStatus {
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, facts, PresendFacts::EMPTY, |report| Some(PresendFacts::of(report))) }
}

/// A finding, strongest first. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_finding(
    report: Option<&PresendReport>,
    index: usize,
    finding: *mut PresendFinding,
) -> PresendStatus {
    let at = |report: &ScanReport| report.findings.get(index).map(PresendFinding::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, finding, PresendFinding::EMPTY, at) }
}

/// A part that was not looked at in full. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_skipped(
    report: Option<&PresendReport>,
    index: usize,
    skipped: *mut PresendSkipped,
) -> PresendStatus {
    let at = |report: &ScanReport| report.coverage.parts_skipped.get(index).map(PresendSkipped::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, skipped, PresendSkipped::EMPTY, at) }
}

/// A hash of the sets that was not compared. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_not_compared(
    report: Option<&PresendReport>,
    index: usize,
    not_compared: *mut PresendNotCompared,
) -> PresendStatus {
    let at =
        |report: &ScanReport| report.coverage.not_compared.get(index).map(PresendNotCompared::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, not_compared, PresendNotCompared::EMPTY, at) }
}

/// An own check of the app's and what came of asking it, in the order in which they were added. It is no
/// finding. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_own_check(
    report: Option<&PresendReport>,
    index: usize,
    result: *mut PresendOwnResult,
) -> PresendStatus {
    let at = |report: &ScanReport| report.own_checks.get(index).map(PresendOwnResult::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, result, PresendOwnResult::EMPTY, at) }
}

/// A set that was compared with. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_set(
    report: Option<&PresendReport>,
    index: usize,
    set: *mut PresendSetRef,
) -> PresendStatus {
    let at = |report: &ScanReport| report.sets.get(index).map(PresendSetRef::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, set, PresendSetRef::EMPTY, at) }
}

/// How long it took; PRESEND_STATUS_BAD_ARGUMENT if the scanner has no clock. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_timing(
    report: Option<&PresendReport>,
    timing: *mut PresendTiming,
) -> PresendStatus {
    let timed = |report: &ScanReport| {
        let Timing { read_us, decode_us, hash_us, lookup_us, total_us } = report.timing?;
        Some(PresendTiming { read_us, decode_us, hash_us, lookup_us, total_us })
    };
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(report, timing, PresendTiming::default(), timed) }
}

/// # Safety
/// As for [`Out::new`].
unsafe fn fill<T>(
    report: Option<&PresendReport>,
    place: *mut T,
    empty: T,
    get: impl FnOnce(&ScanReport) -> Option<T>,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the same is asked of this function's caller.
        let mut out = unsafe { Out::new(place, empty) }?;
        let got = get(&needed(report, "report")?.report);
        out.set(got.ok_or_else(|| Failure::argument("the report has no such item"))?);
        Ok(())
    })
}
