//! From facts to a choice: what the app should do about a report, and never more than allowed.
//!
//! An app plugs in a [`Policy`]. Its answer is clamped to what the evidence and the sets allow, and
//! a hook that fails, panics or comes too late is replaced by the fallback that the app declared.

mod action;
mod allowed;
mod built_in;
mod decide;
mod decision;
mod describe;
mod own_thread;
mod sealing;
#[cfg(test)]
mod tests;

use core::fmt;

use crate::report::ScanReport;

pub use action::{Action, Actions};
pub use allowed::{Allowed, SetActions, ThresholdState, most_for_evidence};
pub use built_in::{Audience, BuiltInPolicy};
pub use decide::{Decided, DecidedBy, FailMode, HookFailure, HookTerms, decide_safely, fallback};
pub use decision::{Decision, Friction, MessageKey, Notice, Question};
pub use describe::{PolicyDigest, describe_policy, policy_digest};
#[doc(hidden)]
pub use own_thread::{NoAnswer, Outstanding, until_cancelled};
pub(crate) use own_thread::{OwnThread, on_own_thread};
pub use sealing::{SealedTo, Sealing};

/// What an app does with a report. It is called with no lock held and may call the scanner again.
pub trait Policy: Send + Sync {
    /// Chooses. An answer above `allowed` is clamped, so a policy need not know the rules.
    ///
    /// # Errors
    /// [`PolicyError`] if it cannot choose; the declared [`FailMode`] then decides.
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError>;

    /// Everything this policy does, in lines a stranger can read. Equal policies give equal text;
    /// its digest is in every journal record of a decision.
    fn describe(&self) -> String;

    /// False if this policy never answers with a report candidate. Then nothing is counted towards one,
    /// and one that it answers with all the same is lowered. It is asked once, when a scanner is built.
    fn may_report(&self) -> bool {
        true
    }
}

/// A policy did not choose. It says nothing more: an error never carries names or content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// It could not.
    Failed,
    /// Whoever asked it stopped waiting.
    Late,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Failed => "the policy could not decide",
            Self::Late => "the policy did not decide in time",
        })
    }
}

impl core::error::Error for PolicyError {}
