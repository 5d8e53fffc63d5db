//! The app's policy: one that comes with the core, or a hook of its own.

use std::sync::Arc;

use presend::policy as core;
use presend::report::ScanReport as CoreReport;

use crate::decision::{Action, Friction};
use crate::failure::HostFailure;
use crate::mirror::mirrors;
use crate::report::ScanReport;

/// An app's own policy.
#[uniffi::export(rust, foreign)]
pub trait PolicyHook: Send + Sync {
    /// Chooses. `allowed` holds the allowed actions, weakest first.
    ///
    /// # Errors
    /// If it cannot choose.
    fn decide(&self, report: ScanReport, allowed: Vec<Action>)
    -> Result<PolicyAnswer, HostFailure>;

    /// Everything it does, in lines that a stranger can read.
    ///
    /// # Errors
    /// If it cannot say.
    fn describe(&self) -> Result<String, HostFailure>;
}

/// What a hook answers.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum PolicyAnswer {
    /// Send it.
    Allow,
    /// Send it, and tell the user.
    Warn,
    /// The user chooses.
    Ask {
        /// With this friction.
        friction: Friction,
    },
    /// Do not send it.
    Block,
    /// Do not send it, and offer a report.
    ReportCandidate,
}

/// Which policy a scanner has.
#[derive(uniffi::Enum)]
pub enum PolicyChoice {
    /// Never says anything.
    ObserveOnly,
    /// Warns, and lets the message pass.
    WarnOnly,
    /// Asks, with friction by age.
    AskBeforeSend {
        /// Whom.
        audience: Audience,
    },
    /// Blocks a match.
    BlockMatch,
    /// Offers a report where the sets allow it.
    ReportCandidate,
    /// The app's own.
    Hook {
        /// The hook.
        hook: Arc<dyn PolicyHook>,
    },
}

/// Who is asked.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Audience {
    /// An adult.
    Adult,
    /// A teenager.
    Teen,
    /// A child.
    Child,
}

/// What is decided if a policy fails.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum FailMode {
    /// Ask.
    Ask,
    /// Allow.
    Allow,
    /// Block.
    Block,
}

mirrors!(core::FailMode, FailMode: Ask Allow Block);
mirrors!(core::Audience, Audience: Adult Teen Child);

impl From<PolicyChoice> for Arc<dyn core::Policy> {
    fn from(choice: PolicyChoice) -> Self {
        let built_in = match choice {
            PolicyChoice::Hook { hook } => return Self::from(HostPolicy::boxed(hook)),
            PolicyChoice::ObserveOnly => core::BuiltInPolicy::ObserveOnly,
            PolicyChoice::WarnOnly => core::BuiltInPolicy::WarnOnly,
            PolicyChoice::AskBeforeSend { audience } => {
                core::BuiltInPolicy::AskBeforeSend(audience.into())
            }
            PolicyChoice::BlockMatch => core::BuiltInPolicy::BlockMatch,
            PolicyChoice::ReportCandidate => core::BuiltInPolicy::ReportCandidate,
        };
        Arc::new(built_in)
    }
}

struct HostPolicy {
    hook: Arc<dyn PolicyHook>,
    /// Asked for once: a policy whose words change between two records would have no digest.
    description: String,
}

impl HostPolicy {
    fn boxed(hook: Arc<dyn PolicyHook>) -> Box<dyn core::Policy> {
        let silent = |_| "the app's policy could not describe itself".to_owned();
        let description = hook.describe().unwrap_or_else(silent);
        Box::new(Self { hook, description })
    }
}

impl core::Policy for HostPolicy {
    fn decide(
        &self,
        report: &CoreReport,
        allowed: core::Allowed,
    ) -> Result<core::Decision, core::PolicyError> {
        let allowed = allowed.actions().iter().map(Action::from).collect();
        let answer = self.hook.decide(report.into(), allowed);
        let action = match answer.map_err(|_| core::PolicyError::Failed)? {
            PolicyAnswer::Ask { friction } => {
                return Ok(core::Decision::ask(report, friction.into()));
            }
            PolicyAnswer::Allow => core::Action::Allow,
            PolicyAnswer::Warn => core::Action::Warn,
            PolicyAnswer::Block => core::Action::Block,
            PolicyAnswer::ReportCandidate => core::Action::ReportCandidate,
        };
        Ok(core::Decision::about(action, report))
    }

    fn describe(&self) -> String {
        self.description.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::{Arc, PolicyChoice, core};

    /// A policy that is new in the core does not compile here.
    fn choice(policy: core::BuiltInPolicy) -> PolicyChoice {
        match policy {
            core::BuiltInPolicy::ObserveOnly => PolicyChoice::ObserveOnly,
            core::BuiltInPolicy::WarnOnly => PolicyChoice::WarnOnly,
            core::BuiltInPolicy::AskBeforeSend(audience) => {
                PolicyChoice::AskBeforeSend { audience: audience.into() }
            }
            core::BuiltInPolicy::BlockMatch => PolicyChoice::BlockMatch,
            core::BuiltInPolicy::ReportCandidate => PolicyChoice::ReportCandidate,
        }
    }

    #[test]
    fn every_built_in_policy_can_be_chosen() {
        for policy in core::BuiltInPolicy::ALL {
            let chosen = Arc::<dyn core::Policy>::from(choice(policy));
            assert_eq!(chosen.describe(), core::Policy::describe(&policy));
        }
    }
}
