//! Whether advice is given, who switched it on, and for whom.

use std::sync::Arc;

use presend::policy;
use presend_advice as core;

use crate::failure::AdviceFailure;
use crate::host_failure::HostFailure;
use crate::mirror::mirrors;

/// Who switched advice on.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum SetBy {
    /// The user.
    User,
    /// A guardian.
    Guardian,
}

/// For whom.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Audience {
    /// An adult.
    Adult,
    /// A teenager.
    Teen,
    /// A child.
    Child,
}

/// The switch, as it is now.
#[derive(Clone, Copy, Debug, uniffi::Record)]
pub struct Switch {
    /// Who switched it on; nobody if it is off.
    pub set_by: Option<SetBy>,
    /// For whom; an adult if it is off.
    pub audience: Audience,
}

/// Shows that a guardian is at the phone.
#[uniffi::export(rust, foreign)]
pub trait GuardianProof: Send + Sync {
    /// True if the guardian showed it just now. Called on the thread that changes the switch.
    ///
    /// # Errors
    /// If it failed: then it does not hold.
    fn holds(&self) -> Result<bool, HostFailure>;
}

mirrors!(core::SetBy, SetBy: User Guardian);
mirrors!(policy::Audience, Audience: Adult Teen Child);

/// Switched on, or set for others.
///
/// # Errors
/// If a guardian set it, and the proof does not hold or is missing.
#[uniffi::export]
pub fn switch_on(
    setting: Switch,
    by: SetBy,
    audience: Audience,
    proof: Option<Arc<dyn GuardianProof>>,
) -> Result<Switch, AdviceFailure> {
    let mut switch = core::Switch::from(setting);
    let proof = proof.map(Hosted);
    switch.turn_on(by.into(), audience.into(), proof.as_ref().map(Hosted::shown))?;
    Ok(switch.into())
}

/// Switched off.
///
/// # Errors
/// As for [`switch_on`].
#[uniffi::export]
pub fn switch_off(
    setting: Switch,
    proof: Option<Arc<dyn GuardianProof>>,
) -> Result<Switch, AdviceFailure> {
    let mut switch = core::Switch::from(setting);
    let proof = proof.map(Hosted);
    switch.turn_off(proof.as_ref().map(Hosted::shown))?;
    Ok(switch.into())
}

/// The switch as a line.
#[uniffi::export]
#[must_use]
pub fn switch_text(setting: Switch) -> String {
    core::Switch::from(setting).text().to_owned()
}

/// The switch of such a line; `None` for any other.
#[uniffi::export]
#[must_use]
pub fn switch_of_text(text: &str) -> Option<Switch> {
    core::Switch::from_text(text).map(Into::into)
}

impl From<core::Switch> for Switch {
    fn from(switch: core::Switch) -> Self {
        Self { set_by: switch.set_by().map(Into::into), audience: switch.audience().into() }
    }
}

impl From<Switch> for core::Switch {
    fn from(Switch { set_by, audience }: Switch) -> Self {
        let mut switch = Self::OFF;
        if let Some(by) = set_by {
            // What is off, anybody may switch on.
            let _ = switch.turn_on(by.into(), audience.into(), None);
        }
        switch
    }
}

struct Hosted(Arc<dyn GuardianProof>);

impl Hosted {
    fn shown(&self) -> &dyn core::GuardianProof {
        self
    }
}

impl core::GuardianProof for Hosted {
    fn holds(&self) -> bool {
        self.0.holds().unwrap_or(false)
    }
}
