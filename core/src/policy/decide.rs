//! Calls a policy so that whatever it does there is a decision, and it is an allowed one.

use crate::context::Monotonic;
use crate::panics::guarded;
use crate::policy::{Action, Allowed, Decision, Friction, Policy, PolicyError};
use crate::report::ScanReport;

/// A decision and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What the app should do.
    pub decision: Decision,
    /// Who decided.
    pub by: DecidedBy,
    /// What the policy or the fallback answered before it was clamped.
    pub answered: Action,
}

impl Decided {
    /// True if the answer was stronger than allowed, and so was weakened.
    #[must_use]
    pub fn clamped(&self) -> bool {
        self.answered != self.decision.action()
    }
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecidedBy {
    /// The policy.
    Policy,
    /// The fallback, since the policy failed.
    Fallback(HookFailure),
}

/// How a policy failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HookFailure {
    /// It returned an error.
    Failed,
    /// It panicked.
    Panicked,
    /// It answered after the deadline.
    Late,
}

impl DecidedBy {
    /// All that can be.
    pub const ALL: [Self; 4] = [
        Self::Policy,
        Self::Fallback(HookFailure::Failed),
        Self::Fallback(HookFailure::Panicked),
        Self::Fallback(HookFailure::Late),
    ];

    /// The stable name used in JSON and in the journal.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Fallback(HookFailure::Failed) => "fallback_failed",
            Self::Fallback(HookFailure::Panicked) => "fallback_panicked",
            Self::Fallback(HookFailure::Late) => "fallback_late",
        }
    }
}

/// What is decided if the policy fails. It is clamped like any answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FailMode {
    /// Ask the user. The default.
    #[default]
    Ask,
    /// Send it.
    Allow,
    /// Do not send it.
    Block,
}

impl FailMode {
    /// What is decided.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Ask => Action::Ask,
            Self::Allow => Action::Allow,
            Self::Block => Action::Block,
        }
    }
}

/// What an app declares about its policy when it builds a scanner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HookTerms {
    /// What is decided if the policy fails.
    pub fail_mode: FailMode,
    /// How long the policy may take, in milliseconds; `None` for as long as it likes. On
    /// the thread that scans it is measured only if the scanner has a [`Monotonic`] clock.
    pub deadline_ms: Option<u32>,
}

impl Default for HookTerms {
    fn default() -> Self {
        Self { fail_mode: FailMode::Ask, deadline_ms: Some(250) }
    }
}

/// Asks `policy`, and always comes back with a decision that `allowed` permits.
///
/// No lock is held meanwhile. A panic of the policy is caught; one that aborts cannot be. For a policy
/// that may never return see [`AttachmentScannerBuilder::policy_on_its_own_thread`].
///
/// [`AttachmentScannerBuilder::policy_on_its_own_thread`]:
///     crate::scan::AttachmentScannerBuilder::policy_on_its_own_thread
#[must_use]
pub fn decide_safely(
    policy: &dyn Policy,
    report: &ScanReport,
    allowed: Allowed,
    terms: HookTerms,
    clock: Option<&dyn Monotonic>,
) -> Decided {
    let asked = guarded(|| {
        let started_us = clock.map(Monotonic::now_us);
        let answer = policy.decide(report, allowed);
        (answer, started_us, clock.map(Monotonic::now_us))
    });
    match asked {
        None => fallback(report, allowed, terms.fail_mode, HookFailure::Panicked),
        Some((_, Some(from), Some(to))) if is_late(terms, from, to) => {
            fallback(report, allowed, terms.fail_mode, HookFailure::Late)
        }
        Some((Err(PolicyError::Late), ..)) => {
            fallback(report, allowed, terms.fail_mode, HookFailure::Late)
        }
        Some((Err(PolicyError::Failed), ..)) => {
            fallback(report, allowed, terms.fail_mode, HookFailure::Failed)
        }
        Some((Ok(answer), ..)) => settle(answer, DecidedBy::Policy, report, allowed),
    }
}

/// The declared fallback, for a wrapper that stopped waiting for its policy.
#[must_use]
pub fn fallback(
    report: &ScanReport,
    allowed: Allowed,
    mode: FailMode,
    failure: HookFailure,
) -> Decided {
    let answer = Decision::about(mode.action(), report);
    settle(answer, DecidedBy::Fallback(failure), report, allowed)
}

/// Clamps an answer. The notice is made afresh: a policy may have kept one from another report.
fn settle(answer: Decision, by: DecidedBy, report: &ScanReport, allowed: Allowed) -> Decided {
    let friction = match answer {
        Decision::Ask(question) => question.friction(),
        _ => Friction::LEAST,
    };
    let decision = match allowed.clamp(answer.action()) {
        Action::Ask => Decision::ask(report, friction),
        action => Decision::about(action, report),
    };
    Decided { decision, by, answered: answer.action() }
}

fn is_late(terms: HookTerms, from_us: u64, to_us: u64) -> bool {
    let taken_us = to_us.saturating_sub(from_us);
    terms.deadline_ms.is_some_and(|ms| taken_us > u64::from(ms).saturating_mul(1_000))
}
