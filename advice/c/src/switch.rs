//! Whether advice is given, who switched it on, and for whom.

use core::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use presend_advice::{GuardianNeeded, GuardianProof, SetBy, Switch};
use presend_c_base::argument::{self, Out};
use presend_c_base::callback;
use presend_c_base::status::{guard, guard_or};
use presend_c_base::text::PresendText;

use crate::names::{PresendAdviceAudience, PresendAdviceSetBy};
use crate::status::{Failure, PresendAdviceStatus};

/// The switch. It begins as off, and tells nobody. The app keeps its text.
#[derive(Clone, Debug)]
pub struct PresendAdviceSwitch {
    switch: Arc<Mutex<Switch>>,
}

impl PresendAdviceSwitch {
    fn new(switch: Switch) -> Self {
        Self { switch: Arc::new(Mutex::new(switch)) }
    }

    /// Never held while a callback runs.
    fn locked(&self) -> MutexGuard<'_, Switch> {
        self.switch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As it is now.
    pub(crate) fn now(&self) -> Switch {
        *self.locked()
    }

    fn change(
        &self,
        proof: *const PresendAdviceProof,
        change: impl FnOnce(&mut Switch, Option<&dyn GuardianProof>) -> Result<(), GuardianNeeded>,
    ) -> Result<(), Failure> {
        // The app is asked once, and only if it is a guardian's switch. If it becomes one meanwhile, that is
        // no proof.
        let asks = self.now().set_by() == Some(SetBy::Guardian);
        // SAFETY: the caller passes NULL or a structure.
        let shown = asks && unsafe { argument::copied(proof, "proof") }.is_ok_and(|it| it.holds());
        change(&mut self.locked(), Some(&Shown(shown)))
            .map_err(|needed| Failure::new(PresendAdviceStatus::GuardianNeeded, needed))
    }
}

/// Says whether a guardian is at the phone: returns 1 if a passcode on this device, say, was entered just
/// now, and anything else if not. Called on the thread that changes the switch, if a guardian set it.
pub type PresendAdviceHolds = Option<unsafe extern "C-unwind" fn(user: *mut c_void) -> i32>;

/// The app's proof that a guardian is there. It is not kept.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendAdviceProof {
    /// Passed to the callback; never looked at.
    pub user: *mut c_void,
    /// Says whether it holds; NULL is no proof.
    pub holds: PresendAdviceHolds,
}

impl PresendAdviceProof {
    fn holds(&self) -> bool {
        // SAFETY: the app's own function with the app's own pointer.
        self.holds.is_some_and(|holds| callback::call(|| unsafe { holds(self.user) }) == 1)
    }
}

/// What the app said.
struct Shown(bool);

impl GuardianProof for Shown {
    fn holds(&self) -> bool {
        self.0
    }
}

/// A switch that is off. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_new(
    setting: *mut *mut PresendAdviceSwitch,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        unsafe { Out::handle(setting) }?.give(PresendAdviceSwitch::new(Switch::OFF));
        Ok(())
    })
}

/// The switch that was kept as this text. Any other text is PRESEND_ADVICE_STATUS_BAD_ARGUMENT: then nobody
/// knows what was set, and the app asks. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_from_text(
    text: PresendText,
    setting: *mut *mut PresendAdviceSwitch,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(setting) }?;
        // SAFETY: the caller lends text of the length that it names.
        let kept = Switch::from_text(unsafe { argument::text(text) }?);
        let kept = kept.ok_or_else(|| Failure::argument("the text of no switch"))?;
        out.give(PresendAdviceSwitch::new(kept));
        Ok(())
    })
}

/// The switch as a line, such as `advice on by guardian for child`: to keep, to show, and for the description
/// of the app's policy. It is never freed. NULL gives no text. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_text(
    setting: *const PresendAdviceSwitch,
) -> PresendText {
    guard_or(PresendText::EMPTY, || {
        // SAFETY: the caller passes NULL or a handle.
        let switch = unsafe { argument::shared(setting, "setting") };
        switch.map_or(PresendText::EMPTY, |switch| switch.now().text().into())
    })
}

/// Who switched it on. NULL gives PRESEND_ADVICE_SET_BY_NOBODY. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_set_by(
    setting: *const PresendAdviceSwitch,
) -> PresendAdviceSetBy {
    guard_or(PresendAdviceSetBy::Nobody, || {
        // SAFETY: the caller passes NULL or a handle.
        let set_by = unsafe { argument::shared(setting, "setting") }.map(|it| it.now().set_by());
        set_by.ok().flatten().map_or(PresendAdviceSetBy::Nobody, Into::into)
    })
}

/// Whom it is for. NULL, and a switch that is off, give PRESEND_ADVICE_AUDIENCE_ADULT. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_audience(
    setting: *const PresendAdviceSwitch,
) -> PresendAdviceAudience {
    guard_or(PresendAdviceAudience::Adult, || {
        // SAFETY: the caller passes NULL or a handle.
        let switch = unsafe { argument::shared(setting, "setting") };
        switch.map_or(PresendAdviceAudience::Adult, |switch| switch.now().audience().into())
    })
}

/// Switches it on, or changes for whom it is. `by` is a PresendAdviceSetBy, `audience` a
/// PresendAdviceAudience. `proof` may be NULL; it is asked if a guardian set the switch, and if it does not
/// hold then, nothing is changed: PRESEND_ADVICE_STATUS_GUARDIAN_NEEDED. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_on(
    setting: *const PresendAdviceSwitch,
    by: u32,
    audience: u32,
    proof: *const PresendAdviceProof,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let switch = unsafe { argument::shared(setting, "setting") }?;
        let by = PresendAdviceSetBy::core(by);
        let by = by.ok_or_else(|| Failure::argument("nobody, or an unknown one, set it"))?;
        let audience = PresendAdviceAudience::core(audience);
        let audience = audience.ok_or_else(|| Failure::argument("an unknown audience"))?;
        switch.change(proof, |switch, proof| switch.turn_on(by, audience, proof))
    })
}

/// Switches it off. `proof` as for presend_advice_switch_on. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_switch_off(
    setting: *const PresendAdviceSwitch,
    proof: *const PresendAdviceProof,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let switch = unsafe { argument::shared(setting, "setting") }?;
        switch.change(proof, Switch::turn_off)
    })
}

/// Frees a switch. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_switch_free(switch: Option<Box<PresendAdviceSwitch>>) {
    guard_or((), || drop(switch));
}
