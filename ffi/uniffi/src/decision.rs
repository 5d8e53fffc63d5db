//! What was decided, by whom, and what the user is told.

use presend::policy as core;

use crate::mirror::mirrors;
use crate::undecided::Undecided;

/// The plain kind of a decision, weakest first.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Action {
    /// Send it; say nothing.
    Allow,
    /// Send it, and tell the user.
    Warn,
    /// The user chooses.
    Ask,
    /// Do not send it.
    Block,
    /// Do not send it, and offer a report.
    ReportCandidate,
}

/// What the app should do.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Decision {
    /// Send it; say nothing.
    Allow,
    /// Send it, and tell the user.
    Warn {
        /// What.
        notice: Notice,
    },
    /// The user chooses.
    Ask {
        /// What is said.
        notice: Notice,
        /// What is asked before "send anyway".
        friction: Friction,
    },
    /// Do not send it.
    Block {
        /// What is said.
        notice: Notice,
    },
    /// Do not send it, and offer a report.
    ReportCandidate {
        /// What is said.
        notice: Notice,
    },
}

/// What was decided, and by whom.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Decided {
    /// What the app should do.
    pub decision: Decision,
    /// Who decided.
    pub by: DecidedBy,
    /// The answer before it was clamped.
    pub answered: Action,
}

/// Who decided.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum DecidedBy {
    /// The policy.
    Policy,
    /// The fallback: the policy failed.
    FallbackFailed,
    /// The fallback: the policy panicked.
    FallbackPanicked,
    /// The fallback: the policy was late.
    FallbackLate,
}

/// What the user is told.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Notice {
    /// Which message.
    pub key: MessageKey,
    /// Why it could not be checked.
    pub undecided: Option<Undecided>,
}

/// Which message.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum MessageKey {
    /// Nothing known was found.
    NothingFound,
    /// It is known material.
    KnownMaterial,
    /// A link of the message is on a list.
    KnownLink,
    /// It closely resembles known material.
    ResemblesKnownMaterial,
    /// It may resemble known material.
    MayResembleKnownMaterial,
    /// It may show known material in another form.
    MayBeEditOfKnownMaterial,
    /// It is a harmless test picture.
    TestMaterial,
    /// Nothing was found, and an own check of the app's has a remark.
    OwnRemark,
    /// It could not be checked.
    CouldNotBeChecked,
}

/// What is asked of the user before "send anyway".
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct Friction {
    /// How long it stays disabled, in seconds.
    pub pause_seconds: u8,
    /// How often the user confirms.
    pub confirmations: u8,
}

mirrors!(core::Action, Action: Allow Warn Ask Block ReportCandidate);

impl From<core::Decision> for Decision {
    fn from(decision: core::Decision) -> Self {
        match decision {
            core::Decision::Allow => Self::Allow,
            core::Decision::Warn(notice) => Self::Warn { notice: notice.into() },
            core::Decision::Ask(question) => {
                Self::Ask { notice: question.notice().into(), friction: question.friction().into() }
            }
            core::Decision::Block(notice) => Self::Block { notice: notice.into() },
            core::Decision::ReportCandidate(notice) => {
                Self::ReportCandidate { notice: notice.into() }
            }
        }
    }
}

impl From<core::Decided> for Decided {
    fn from(decided: core::Decided) -> Self {
        let core::Decided { decision, by, answered } = decided;
        Self { decision: decision.into(), by: by.into(), answered: answered.into() }
    }
}

impl From<core::DecidedBy> for DecidedBy {
    fn from(by: core::DecidedBy) -> Self {
        match by {
            core::DecidedBy::Policy => Self::Policy,
            core::DecidedBy::Fallback(core::HookFailure::Failed) => Self::FallbackFailed,
            core::DecidedBy::Fallback(core::HookFailure::Panicked) => Self::FallbackPanicked,
            core::DecidedBy::Fallback(core::HookFailure::Late) => Self::FallbackLate,
        }
    }
}

impl From<core::Notice> for Notice {
    fn from(notice: core::Notice) -> Self {
        Self { key: notice.key().into(), undecided: notice.undecided().map(Undecided::from) }
    }
}

mirrors!(
    core::MessageKey, MessageKey:
    NothingFound KnownMaterial KnownLink ResemblesKnownMaterial MayResembleKnownMaterial
    MayBeEditOfKnownMaterial TestMaterial OwnRemark
    CouldNotBeChecked
);

impl From<core::Friction> for Friction {
    fn from(friction: core::Friction) -> Self {
        let core::Friction { pause_seconds, confirmations } = friction;
        Self { pause_seconds, confirmations }
    }
}

impl From<Friction> for core::Friction {
    fn from(friction: Friction) -> Self {
        let Friction { pause_seconds, confirmations } = friction;
        Self { pause_seconds, confirmations }
    }
}
