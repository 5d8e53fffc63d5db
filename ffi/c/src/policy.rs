//! The app's policy, as a callback.

use core::ffi::c_void;

use presend::policy::{Action, Allowed, Decision, FailMode, Friction, Policy, PolicyError};
use presend::report::ScanReport;
use presend_c_base::callback::{self, PresendRelease, User};
use presend_c_base::numbered;

use crate::names::PresendAction;
use crate::report::PresendReport;
use crate::status::Failure;
use crate::text::PresendText;

/// Chooses what the app does. `report` and all it gives live until this returns. `allowed` has the
/// bit `1 << action` of each PresendAction that is allowed; a stronger answer is lowered. `answer`
/// begins without an action. Returns 0 if it answered; anything else, or an unknown action, counts as
/// a failed policy, and the declared fail mode decides. It may free or use any handle, the scanner that
/// asks it included; a scan that it makes with that scanner asks it again.
pub type PresendDecide = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        report: *const PresendReport,
        allowed: u32,
        answer: *mut PresendAnswer,
    ) -> i32,
>;

/// What a policy answers.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendAnswer {
    /// A PresendAction.
    pub action: u32,
    /// For PRESEND_ACTION_ASK: how long "send anyway" stays disabled, in seconds.
    pub pause_seconds: u8,
    /// For PRESEND_ACTION_ASK: how often the user confirms; 0 counts as 1.
    pub confirmations: u8,
}

/// A policy of the app's own. It is called on whatever thread scans, also on several at once, and may
/// scan.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendPolicy {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// Chooses.
    pub decide: PresendDecide,
    /// All that the policy does, in lines that a stranger can read; copied. Its digest is in every
    /// journal record.
    pub description: PresendText,
    /// Frees `user`; may be NULL. Called exactly once, also if adding the policy failed.
    pub release: PresendRelease,
}

/// A callback as a policy of the core.
pub(crate) struct HookPolicy {
    user: User,
    decide: PresendDecide,
    description: String,
}

impl HookPolicy {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    ///
    /// # Safety
    /// The description must be valid as [`presend_c_base::argument::bytes`] asks.
    pub(crate) unsafe fn new(policy: &PresendPolicy) -> Result<Self, Failure> {
        let PresendPolicy { user, decide, description, release } = *policy;
        let user = User { pointer: user, release };
        if decide.is_none() {
            return Err(Failure::null("decide"));
        }
        // SAFETY: the same is asked of this function's caller.
        let description = unsafe { presend_c_base::argument::text(description) }?.to_owned();
        Ok(Self { user, decide, description })
    }
}

impl Policy for HookPolicy {
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError> {
        let decide = self.decide.ok_or(PolicyError::Failed)?;
        let mut answer = PresendAnswer { action: 0, pause_seconds: 0, confirmations: 0 };
        let allowed =
            allowed.actions().iter().map(PresendAction::bit).fold(0, |all, bit| all | bit);
        // SAFETY: the app's own function with the app's own pointer; report and answer live until it
        // returns.
        let failed = callback::call(|| unsafe {
            decide(self.user.pointer, PresendReport::of(report), allowed, &raw mut answer)
        });
        match PresendAction::core(answer.action) {
            Some(action) if failed == 0 => Ok(decision(action, answer, report)),
            _ => Err(PolicyError::Failed),
        }
    }

    fn describe(&self) -> String {
        self.description.clone()
    }
}

fn decision(action: Action, answer: PresendAnswer, report: &ScanReport) -> Decision {
    match action {
        Action::Ask => {
            let PresendAnswer { action: _, pause_seconds, confirmations } = answer;
            Decision::ask(report, Friction { pause_seconds, confirmations })
        }
        Action::Allow | Action::Warn | Action::Block | Action::ReportCandidate => {
            Decision::about(action, report)
        }
    }
}

/// What is decided if a policy fails.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendFailMode {
    /// Ask the user. The default.
    Ask = 1,
    /// Send it.
    Allow = 2,
    /// Do not send it.
    Block = 3,
}

numbered!(FailMode, PresendFailMode: Ask Allow Block);
