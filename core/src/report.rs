//! The facts of a scan: what was found, by which evidence, and what was looked at.

use core::fmt;

use crate::closed_list::closed_list;
use crate::decode::VideoCodec;
use crate::hash::edits::{Edit, PictureWindow};
use crate::lent::{LentDistance, LentFault};
use crate::orientation::Orientation;
use crate::own::{OwnResult, OwnSaid};
use crate::undecided::Undecided;

/// What a scan came to. `Match` wins over `Near`, `Near` over `Undecided`, `Undecided` over `Clean`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every check that the loaded sets call for was done on every part, and nothing was found. Rows of a
    /// hash that the app lends no code for are no such check: [`Coverage::not_compared`] names them.
    Clean,
    /// Known material: exact, exact_weak, corroborated or perceptual evidence.
    Match,
    /// Only borderline evidence, or evidence of an edit.
    Near,
    /// The check could not be finished, for this reason.
    Undecided(Undecided),
}

impl Outcome {
    /// The stable name used in JSON: `clean`, `match`, `near` or `undecided`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Match => "match",
            Self::Near => "near",
            Self::Undecided(_) => "undecided",
        }
    }

    /// Why the check could not be finished, if it could not.
    #[must_use]
    pub const fn undecided(self) -> Option<Undecided> {
        match self {
            Self::Undecided(reason) => Some(reason),
            Self::Clean | Self::Match | Self::Near => None,
        }
    }

    /// What findings, and a reason why the check could not be finished, come to together.
    #[must_use]
    pub fn of(findings: &[Finding], undecided: Option<Undecided>) -> Self {
        match (findings.iter().map(|finding| finding.evidence).max(), undecided) {
            (Some(Evidence::Borderline | Evidence::Edited), _) => Self::Near,
            (Some(_), _) => Self::Match,
            (None, Some(reason)) => Self::Undecided(reason),
            (None, None) => Self::Clean,
        }
    }
}

closed_list! {
    /// How strong a finding is. Later variants are stronger.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Evidence {
        /// A perceptual hash between the match and the borderline distance.
        Borderline = "borderline" => "zwakke gelijkenis",
        /// One perceptual hash within the match distance of an edit, after the edit was undone: of a
        /// part of the picture, of the picture without its border, turned back. It says less about the
        /// whole than [`Evidence::Perceptual`].
        Edited = "edited" => "gelijkenis na het terugdraaien van een bewerking",
        /// One perceptual hash within the match distance: PDQ, or a hash that the app lends, and then
        /// [`Finding::lent`] says so.
        Perceptual = "perceptual" => "gelijkenis",
        /// An MD5 or SHA-1 digest, or both: such digests can be forged. A perceptual match beside one
        /// of them makes it no more.
        ExactWeak = "exact_weak" => "dezelfde MD5 of SHA-1",
        /// A perceptual match, an MD5 and a SHA-1 digest, same part, same entry.
        Corroborated = "corroborated" => "gelijkenis en dezelfde MD5 en SHA-1",
        /// A BLAKE3 or SHA-256 digest.
        Exact = "exact" => "precies hetzelfde",
    }
}

/// Which form of the picture a perceptual hash was taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Variant {
    /// The picture as seen, turned so.
    Turned(Orientation),
    /// The picture as seen, transparent pixels over black.
    OverBlack,
    /// What is left if an edit is undone, or that mirrored.
    Edited(Edit),
}

impl Variant {
    /// The stable name used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turned(orientation) => orientation.name(),
            Self::OverBlack => "over_black",
            Self::Edited(edit) => edit.name(),
        }
    }
}

/// Names one finding inside its report: 16 random bytes, stored nowhere, so that a policy can speak
/// of a finding without ever seeing a hash or an entry number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FindingToken(pub(crate) [u8; 16]);

impl FindingToken {
    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for FindingToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FindingToken(..)")
    }
}

/// A known-hash set as a report names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SetRef {
    /// Name of the set.
    pub name: String,
    /// Version of the set; 0 for a plain list.
    pub version: u64,
    /// False for a plain list that nobody signed.
    pub verified: bool,
}

/// One fact: something in the attachment equals or resembles an entry of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which set.
    pub set: SetRef,
    /// How strong it is.
    pub evidence: Evidence,
    /// Hamming distance in bits; `None` for exact digests.
    pub distance_bits: Option<u32>,
    /// The largest distance that still gives this evidence, in bits; `None` for exact digests.
    pub threshold_bits: Option<u32>,
    /// PDQ quality of the compared picture; `None` for exact digests.
    pub quality: Option<u8>,
    /// Which part of the attachment: empty for the attachment itself, and else a number for each step
    /// into it, as in `entry/7` or `entry/7/thumbnail/1`.
    pub part: String,
    /// Which frame, from 0; `None` for exact digests.
    pub frame: Option<u32>,
    /// When that frame is shown, in milliseconds from the start; `None` for stills and exact digests.
    pub time_ms: Option<u64>,
    /// Which form of the picture; `None` for exact digests and for a lent hash.
    pub variant: Option<Variant>,
    /// Where in the picture or frame, if an edit was undone; `None` if it is all of it.
    pub window: Option<PictureWindow>,
    /// By which lent hash, if it rests on one. Then there are no bits and no quality: those are PDQ's.
    pub lent: Option<LentMatch>,
    /// Names this finding within its report.
    pub token: FindingToken,
    /// True for harmless test entries.
    pub test: bool,
}

/// What a finding rests on whose hash the app lends: how near is near is the app's word, in its own unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LentMatch {
    /// Name of the hash.
    pub hash: String,
    /// How the values are compared.
    pub measure: LentDistance,
    /// How far they are apart, in the unit of `measure`.
    pub distance: u32,
    /// The largest distance that the app declared to be a match.
    pub threshold: u32,
}

/// Rows of a lent hash that a part was not compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotCompared {
    /// Name of the hash.
    pub hash: String,
    /// Which part: empty for the attachment itself, and for a reason that holds for all parts.
    pub part: String,
    /// Why.
    pub reason: LentFault,
}

/// A part that was not fully looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSkipped {
    /// Which part: empty for the attachment itself, `entry/7`
    /// for a part of it, and with `frame/N` behind it for a frame.
    pub part: String,
    /// Why.
    pub reason: SkipReason,
    /// How the frames of a video are coded, if they are of an unsupported format and the decoder says it.
    pub codec: Option<VideoCodec>,
}

/// Why a part has no perceptual comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// Something kept the check from being finished.
    Undecided(Undecided),
    /// Too flat or blurred for PDQ to say anything: quality under the set's bound.
    LowQuality,
}

impl SkipReason {
    /// The stable name used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undecided(reason) => reason.name(),
            Self::LowQuality => "low_quality",
        }
    }
}

/// What was looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Pictures and frames that were hashed; of a message, its links.
    pub parts_seen: u32,
    /// Parts that were not, with the reason.
    pub parts_skipped: Vec<PartSkipped>,
    /// True if there is nothing in it to compare by picture: plain text, say.
    pub not_applicable: bool,
    /// Hashes of the loaded sets that were not compared, and why. An outcome says nothing about these.
    pub not_compared: Vec<NotCompared>,
}

/// How long the stages took, in microseconds, if the scanner was given a monotonic clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timing {
    /// Reading and exact digests.
    pub read_us: u64,
    /// Decoding, with the perceptual hash that runs along with it taken out.
    pub decode_us: u64,
    /// Perceptual hash.
    pub hash_us: u64,
    /// Look-up in all sets.
    pub lookup_us: u64,
    /// The whole scan, the policy hook excluded.
    pub total_us: u64,
}

/// The facts of one scan. What the app does with them is a [`crate::policy::Decision`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanReport {
    /// What it came to.
    pub outcome: Outcome,
    /// Everything found, strongest first.
    pub findings: Vec<Finding>,
    /// Perceptual findings that a set's own exclusion list took away.
    pub cleared: u32,
    /// What was looked at.
    pub coverage: Coverage,
    /// The sets that were compared with.
    pub sets: Vec<SetRef>,
    /// What kind of attachment it is; `None` if pixels were handed over.
    pub kind: Option<crate::sniff::MediaKind>,
    /// What the app's own checks say, in the order in which they were added. It is no finding, and is in
    /// no outcome.
    pub own_checks: Vec<OwnResult>,
    /// How long the stages took; `None` without a monotonic clock.
    pub timing: Option<Timing>,
}

impl ScanReport {
    /// True if an own check of the app's has a remark.
    #[must_use]
    pub fn has_own_remark(&self) -> bool {
        self.own_checks.iter().any(|own| own.said == OwnSaid::Remark)
    }
}

/// Made-up reports for the tests of the stages that take one.
#[cfg(test)]
pub(crate) mod testing {
    use super::{
        Coverage, Evidence, Finding, FindingToken, Outcome, OwnResult, ScanReport, SetRef, Variant,
    };
    use crate::hash::edits::Edit;
    use crate::orientation::Orientation;
    use crate::own::{OwnCheckName, OwnSaid};
    use crate::undecided::Undecided;

    pub(crate) fn verified() -> SetRef {
        SetRef { name: "made-up/images".to_owned(), version: 3, verified: true }
    }

    pub(crate) fn list() -> SetRef {
        SetRef { name: "made-up-list".to_owned(), version: 0, verified: false }
    }

    pub(crate) fn finding(evidence: Evidence, set: SetRef) -> Finding {
        let perceptual = evidence <= Evidence::Perceptual;
        Finding {
            set,
            evidence,
            distance_bits: perceptual.then_some(7),
            threshold_bits: perceptual.then_some(31),
            quality: perceptual.then_some(93),
            part: String::new(),
            frame: perceptual.then_some(0),
            time_ms: None,
            variant: perceptual.then_some(match evidence {
                Evidence::Edited => Variant::Edited(Edit::Rectangle),
                _ => Variant::Turned(Orientation::Upright),
            }),
            window: None,
            lent: None,
            token: FindingToken([7; 16]),
            test: false,
        }
    }

    /// A report in which own checks say this, each under a name of its own.
    pub(crate) fn with_own(report: ScanReport, said: &[OwnSaid]) -> ScanReport {
        let names =
            ["spelling", "grammar", "tone", "size"].into_iter().filter_map(OwnCheckName::new);
        let own_checks = names.zip(said).map(|(check, said)| OwnResult { check, said: *said });
        ScanReport { own_checks: own_checks.collect(), ..report }
    }

    pub(crate) fn report(findings: Vec<Finding>, undecided: Option<Undecided>) -> ScanReport {
        ScanReport {
            outcome: Outcome::of(&findings, undecided),
            sets: findings.iter().map(|finding| finding.set.clone()).collect(),
            findings,
            cleared: 0,
            coverage: Coverage { parts_seen: 1, ..Coverage::default() },
            kind: None,
            own_checks: Vec::new(),
            timing: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{finding, list};
    use super::{Evidence, Finding, Outcome};
    use crate::undecided::Undecided;

    #[test]
    fn match_wins_over_near_over_undecided_over_clean_in_every_combination() {
        let reason = Undecided::Truncated;
        for chosen in 0_u8..64 {
            let findings: Vec<Finding> = Evidence::ALL
                .into_iter()
                .enumerate()
                .filter(|(bit, _)| chosen & (1 << bit) != 0)
                .map(|(_, evidence)| finding(evidence, list()))
                .collect();
            for undecided in [None, Some(reason)] {
                let expected = match (chosen, undecided) {
                    (0, None) => Outcome::Clean,
                    (0, Some(reason)) => Outcome::Undecided(reason),
                    (1..=3, _) => Outcome::Near,
                    _ => Outcome::Match,
                };
                assert_eq!(Outcome::of(&findings, undecided), expected);
                let reversed: Vec<Finding> = findings.iter().rev().cloned().collect();
                assert_eq!(Outcome::of(&reversed, undecided), expected);
            }
        }
    }
}
