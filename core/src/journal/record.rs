//! A journal record and what it may hold.

use core::fmt;

use crate::appeal::AppealCode;
use crate::own::{MAX_OWN_CHECKS, OwnCheckName, OwnSaid};
use crate::policy::{Action, Decided, DecidedBy, PolicyDigest};
use crate::report::{Evidence, Outcome, ScanReport, SetRef};

/// One record. It exists only sealed: its hash covers all of it and the record before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRecord {
    pub(super) index: u64,
    pub(super) day: u32,
    pub(super) event: JournalEvent,
    pub(super) policy: Option<PolicyDigest>,
    pub(super) previous: JournalHash,
    pub(super) hash: JournalHash,
}

impl JournalRecord {
    /// The record that follows `head`.
    pub(crate) fn after(
        head: JournalHead,
        day: u32,
        event: JournalEvent,
        policy: Option<PolicyDigest>,
    ) -> Self {
        let hash = JournalHash::NONE;
        let mut record = Self { index: head.count, day, event, policy, previous: head.hash, hash };
        record.hash = record.seal();
        record
    }

    /// Its place in the chain, from 0.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// Days since 1970-01-01 by the host's clock. The time of day is never kept.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }

    /// What happened.
    #[must_use]
    pub const fn event(&self) -> &JournalEvent {
        &self.event
    }

    /// Names the policy in force; `None` for marks that no policy decides.
    #[must_use]
    pub const fn policy(&self) -> Option<PolicyDigest> {
        self.policy
    }

    /// Hash of the record before; [`JournalHash::NONE`] in the first.
    #[must_use]
    pub const fn previous(&self) -> JournalHash {
        self.previous
    }

    /// Hash of this record.
    #[must_use]
    pub const fn hash(&self) -> JournalHash {
        self.hash
    }

    /// The head of a chain that ends here.
    #[must_use]
    pub const fn head(&self) -> JournalHead {
        JournalHead { count: self.index.saturating_add(1), hash: self.hash }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalEvent {
    /// A warning, question, block or report candidate.
    Decision(DecisionEntry),
    /// The scans of a day, or of the part of it with one policy.
    DayCounts(DayCounts),
    /// This set came into use.
    SetChange(JournalSet),
    /// This set was refused.
    SetRefused(JournalSet),
    /// What the device remembered of this set was gone or damaged: it started over.
    StateLost(JournalSet),
    /// The user was told that a report about this set's entries could be made.
    NoticeShown(JournalSet),
    /// A report was sealed.
    ReportSealed(ReportEntry),
    /// The user declined a report about this set's entries.
    ReportDeclined(JournalSet),
    /// The user deleted the journal; this many records went.
    Deleted {
        /// Records that went.
        records: u64,
    },
    /// The keeper found its journal as an interrupted write leaves it, and mended it.
    Repaired {
        /// Bytes of an unfinished record that were cut off.
        cut_bytes: u64,
    },
}

impl JournalEvent {
    /// The stable name used in text and JSON. A decision has the name of its action.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Decision(entry) => entry.action.name(),
            Self::DayCounts(_) => "day_counts",
            Self::SetChange(_) => "set_change",
            Self::SetRefused(_) => "set_refused",
            Self::StateLost(_) => "state_lost",
            Self::NoticeShown(_) => "notice_shown",
            Self::ReportSealed(_) => "report_sealed",
            Self::ReportDeclined(_) => "report_declined",
            Self::Deleted { .. } => "deleted",
            Self::Repaired { .. } => "repaired",
        }
    }
}

/// A sealed report as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportEntry {
    /// Entries of which set it is about.
    pub set: JournalSet,
    /// What names it when the user contests it.
    pub appeal: AppealCode,
}

/// A decision as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionEntry {
    /// What was decided.
    pub action: Action,
    /// What the scan came to, with the reason if it is undecided.
    pub outcome: Outcome,
    /// Who decided.
    pub by: DecidedBy,
    /// The strongest finding's evidence and set, if there was a finding.
    pub strongest: Option<(Evidence, JournalSet)>,
    /// The app's own checks that had a remark.
    pub own_remarks: Vec<OwnCheckName>,
}

impl DecisionEntry {
    /// The entry for a decision; `None` for one that is only counted.
    pub(super) fn of(report: &ScanReport, decided: &Decided) -> Option<Self> {
        let action = decided.decision.action();
        let strongest = report.findings.iter().max_by_key(|finding| finding.evidence);
        (action != Action::Allow).then(|| Self {
            action,
            outcome: report.outcome,
            by: decided.by,
            strongest: strongest.map(|found| (found.evidence, JournalSet::of(&found.set))),
            own_remarks: report
                .own_checks
                .iter()
                .filter(|own| own.said == OwnSaid::Remark)
                .map(|own| own.check.clone())
                .take(MAX_OWN_CHECKS)
                .collect(),
        })
    }
}

/// A set as the journal names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalSet {
    pub(super) name: String,
    pub(super) version: u64,
    pub(super) verified: bool,
}

impl JournalSet {
    /// A name that no signed set can have, a file's say, is kept as `unnamed`.
    #[must_use]
    pub fn of(set: &SetRef) -> Self {
        let name = if is_set_name(&set.name) { set.name.as_str() } else { "unnamed" };
        Self { name: name.to_owned(), version: set.version, verified: set.verified }
    }

    /// Name of the set: `[a-z0-9][a-z0-9./-]{0,63}`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Version of the set; 0 for a plain list.
    #[must_use]
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// False for a plain list that nobody signed.
    #[must_use]
    pub const fn verified(&self) -> bool {
        self.verified
    }
}

/// True for names as manifests have them.
pub(super) fn is_set_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"./-".contains(&b);
    name.len() <= 64
        && name.bytes().all(inner)
        && name.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
}

/// How many scans came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Scans that found nothing.
    pub clean: u64,
    /// Scans that found known material.
    pub matched: u64,
    /// Scans with only borderline evidence.
    pub near: u64,
    /// Scans that could not be finished.
    pub undecided: u64,
    /// Scans of any outcome where the fallback decided.
    pub fallback: u64,
}

impl DayCounts {
    /// These counts and one more scan.
    pub(super) const fn and(mut self, outcome: Outcome, by: DecidedBy) -> Self {
        let count = match outcome {
            Outcome::Clean => &mut self.clean,
            Outcome::Match => &mut self.matched,
            Outcome::Near => &mut self.near,
            Outcome::Undecided(_) => &mut self.undecided,
        };
        *count = count.saturating_add(1);
        if matches!(by, DecidedBy::Fallback(_)) {
            self.fallback = self.fallback.saturating_add(1);
        }
        self
    }

    /// These counts and those.
    #[must_use]
    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            clean: self.clean.saturating_add(other.clean),
            matched: self.matched.saturating_add(other.matched),
            near: self.near.saturating_add(other.near),
            undecided: self.undecided.saturating_add(other.undecided),
            fallback: self.fallback.saturating_add(other.fallback),
        }
    }
}

/// Counts that are not in the chain yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenDay {
    /// Days since 1970-01-01.
    pub day: u32,
    /// The policy of these scans.
    pub policy: PolicyDigest,
    /// The scans so far.
    pub counts: DayCounts,
}

/// Hash of a record. It says nothing about any attachment.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct JournalHash(pub(super) [u8; 32]);

impl JournalHash {
    /// What the first record has for its predecessor.
    pub const NONE: Self = Self([0; 32]);

    /// From the 32 bytes that [`JournalHash::as_bytes`] gave.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 64 lower-case hexadecimal digits.
impl fmt::Display for JournalHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for JournalHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JournalHash(..)")
    }
}

/// Where a chain ends. Kept apart from it, it shows that records were cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JournalHead {
    /// How many records there are.
    pub count: u64,
    /// Hash of the last one.
    pub hash: JournalHash,
}

impl Default for JournalHead {
    fn default() -> Self {
        Self { count: 0, hash: JournalHash::NONE }
    }
}
