//! Looks at pictures.

use std::sync::Arc;

use presend::context::CancelToken;
use presend_advice::{AdviceCheck, Moment, Picture, Switch};
use presend_c_base::argument::{self, Out};
use presend_c_base::pixels::PresendPixels;
use presend_c_base::status::guard;

use crate::cancel::PresendAdviceCancel;
use crate::check::PresendAdviceCheck;
use crate::names::PresendAdviceMoment;
use crate::status::{Failure, PresendAdviceStatus};
use crate::switch::PresendAdviceSwitch;
use crate::verdict::PresendAdviceVerdict;

/// Looks at pixels that the system or the app decoded, unless the switch is off. They are not copied. What could
/// not be looked at is a verdict with a reason, not a status. `moment` is a PresendAdviceMoment, `cancel` may
/// be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_of_pixels(
    check: *const PresendAdviceCheck,
    moment: u32,
    pixels: *const PresendPixels,
    setting: *const PresendAdviceSwitch,
    cancel: *const PresendAdviceCancel,
    verdict: *mut PresendAdviceVerdict,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for the verdict.
        let look = unsafe { Look::new(check, moment, setting, cancel, verdict) }?;
        // SAFETY: the caller lends so many bytes until the call returns.
        look.at(Picture::Pixels(unsafe { argument::copied(pixels, "pixels")?.view() }?));
        Ok(())
    })
}

/// Looks at a whole file of JPEG, PNG, GIF, WebP or BMP, which is opened under the limits of a scan. Otherwise
/// as presend_advice_of_pixels. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_of_file(
    check: *const PresendAdviceCheck,
    moment: u32,
    data: *const u8,
    length: usize,
    setting: *const PresendAdviceSwitch,
    cancel: *const PresendAdviceCancel,
    verdict: *mut PresendAdviceVerdict,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for the verdict.
        let look = unsafe { Look::new(check, moment, setting, cancel, verdict) }?;
        // SAFETY: the caller lends so many bytes until the call returns.
        look.at(Picture::File(unsafe { argument::bytes(data, length) }?));
        Ok(())
    })
}

/// What the ways to look have in common.
struct Look {
    check: Arc<AdviceCheck>,
    moment: Moment,
    switch: Switch,
    cancel: CancelToken,
    out: Out<PresendAdviceVerdict>,
}

impl Look {
    /// # Safety
    /// As for [`Out::new`] and [`argument::shared`].
    unsafe fn new(
        check: *const PresendAdviceCheck,
        moment: u32,
        setting: *const PresendAdviceSwitch,
        cancel: *const PresendAdviceCancel,
        verdict: *mut PresendAdviceVerdict,
    ) -> Result<Self, Failure> {
        let moment = PresendAdviceMoment::core(moment);
        // SAFETY: the same is asked of this function's caller.
        unsafe {
            let out = Out::new(verdict, PresendAdviceVerdict::EMPTY)?;
            let PresendAdviceCheck { check } = argument::shared(check, "check")?;
            let switch = argument::shared(setting, "setting")?.now();
            let cancel = argument::shared(cancel, "cancel").map(|cancel| cancel.token);
            let moment = moment.ok_or_else(|| Failure::argument("an unknown moment"))?;
            Ok(Self { check, moment, switch, cancel: cancel.unwrap_or_default(), out })
        }
    }

    fn at(mut self, picture: Picture<'_>) {
        let verdict = self.check.advise(self.moment, picture, &self.switch, &self.cancel);
        self.out.set(PresendAdviceVerdict::of(&verdict));
    }
}
