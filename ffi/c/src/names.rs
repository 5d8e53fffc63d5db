//! Numbers and names of what is told apart.

use presend::journal::Recorded;
use presend::policy::Action;
use presend::report::{Evidence, Outcome};
use presend::undecided::Undecided;
use presend_c_base::numbered;

use crate::text::PresendText;

/// What a scan came to.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendOutcome {
    /// The check could not be finished.
    Undecided = 0,
    /// Everything was checked, and nothing found.
    Clean = 1,
    /// Only borderline evidence.
    Near = 2,
    /// Known material.
    Match = 3,
}

impl PresendOutcome {
    pub(crate) const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Undecided(_) => Self::Undecided,
            Outcome::Clean => Self::Clean,
            Outcome::Near => Self::Near,
            Outcome::Match => Self::Match,
        }
    }
}

/// Why a check could not be finished.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendReason {
    /// It was finished.
    None = 0,
    /// The kind is unknown, or not decoded by this build.
    UnsupportedFormat = 1,
    /// A video for which no decoder is lent, or that is compared by its digest alone.
    UnopenedContainer = 2,
    /// The picture ends before its header says it should.
    Truncated = 3,
    /// The bytes break the rules of their own format.
    Corrupt = 4,
    /// The content is locked with a password or key.
    Encrypted = 5,
    /// A limit would have been passed.
    OverLimit = 6,
    /// It was cancelled.
    Cancelled = 7,
    /// No usable set was there to compare with.
    NoUsableSet = 8,
    /// There are no bytes, or no frame.
    Empty = 9,
    /// The source failed.
    Unreadable = 10,
    /// The source changed between two reads.
    ChangedWhileReading = 11,
    /// A decoder failed in a way it should not.
    DecoderFailed = 12,
    /// A hash that the app lends gave no value, or is of another length than the set's.
    LentHashFailed = 13,
    /// A reason newer than this header.
    Other = 255,
}

impl PresendReason {
    pub(crate) const fn of(reason: Undecided) -> Self {
        match reason {
            Undecided::UnsupportedFormat => Self::UnsupportedFormat,
            Undecided::UnopenedContainer => Self::UnopenedContainer,
            Undecided::Truncated => Self::Truncated,
            Undecided::Corrupt => Self::Corrupt,
            Undecided::Encrypted => Self::Encrypted,
            Undecided::OverLimit(_) => Self::OverLimit,
            Undecided::Cancelled => Self::Cancelled,
            Undecided::NoUsableSet => Self::NoUsableSet,
            Undecided::Empty => Self::Empty,
            Undecided::Unreadable => Self::Unreadable,
            Undecided::ChangedWhileReading => Self::ChangedWhileReading,
            Undecided::DecoderFailed => Self::DecoderFailed,
            Undecided::LentHashFailed => Self::LentHashFailed,
        }
    }

    pub(crate) fn of_outcome(outcome: Outcome) -> Self {
        outcome.undecided().map_or(Self::None, Self::of)
    }
}

/// The stable name of a reason.
pub(crate) fn reason_name(reason: Option<Undecided>) -> PresendText {
    reason.map_or(PresendText::EMPTY, |reason| PresendText::of(reason.name()))
}

/// The limit that a reason names.
pub(crate) fn limit_name(reason: Option<Undecided>) -> PresendText {
    reason
        .and_then(Undecided::limit)
        .map_or(PresendText::EMPTY, |limit| PresendText::of(limit.name()))
}

/// How strong a finding is. A larger number is stronger.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendEvidence {
    /// Nothing.
    None = 0,
    /// A perceptual hash between the match and the borderline distance.
    Borderline = 1,
    /// One perceptual hash within the match distance, after an edit of the picture was undone.
    Edited = 2,
    /// One perceptual hash within the match distance.
    Perceptual = 3,
    /// An MD5 or SHA-1 digest, or both: such digests can be forged.
    ExactWeak = 4,
    /// A perceptual match, an MD5 and a SHA-1 digest of the same entry.
    Corroborated = 5,
    /// A BLAKE3 or SHA-256 digest.
    Exact = 6,
}

impl PresendEvidence {
    pub(crate) const fn of(evidence: Evidence) -> Self {
        match evidence {
            Evidence::Borderline => Self::Borderline,
            Evidence::Edited => Self::Edited,
            Evidence::Perceptual => Self::Perceptual,
            Evidence::ExactWeak => Self::ExactWeak,
            Evidence::Corroborated => Self::Corroborated,
            Evidence::Exact => Self::Exact,
        }
    }
}

/// What the app should do. A larger number is stronger.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendAction {
    /// No decision: there was none to ask for. Never take it for Allow.
    None = 0,
    /// Send it; say nothing.
    Allow = 1,
    /// Send it, and tell the user.
    Warn = 2,
    /// The user chooses.
    Ask = 3,
    /// Do not send it, and tell the user.
    Block = 4,
    /// Do not send it, tell the user, and offer a sealed report.
    ReportCandidate = 5,
}

numbered!(Action, PresendAction: Allow Warn Ask Block ReportCandidate);

impl PresendAction {
    pub(crate) const fn bit(action: Action) -> u32 {
        match action {
            Action::Allow => 1 << 1,
            Action::Warn => 1 << 2,
            Action::Ask => 1 << 3,
            Action::Block => 1 << 4,
            Action::ReportCandidate => 1 << 5,
        }
    }
}

/// Whether the journal has a scan.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendRecorded {
    /// It could be neither counted nor recorded.
    Failed = 0,
    /// There is a record of the decision.
    Yes = 1,
    /// The scan was counted; its decision needs no record.
    NotNeeded = 2,
    /// The app keeps no journal.
    NoJournal = 3,
}

impl PresendRecorded {
    pub(crate) const fn of(recorded: Recorded) -> Self {
        match recorded {
            Recorded::Failed(_) => Self::Failed,
            Recorded::Yes => Self::Yes,
            Recorded::NotNeeded => Self::NotNeeded,
            Recorded::NoJournal => Self::NoJournal,
        }
    }
}
