//! What gives advice: a model, or the app's own advisor.

use std::sync::Arc;

use presend_advice::{AdviceCheck, Model, ModelPin};
use presend_c_base::argument::{self, Out};
use presend_c_base::status::{guard, guard_or};
use presend_c_base::text::PresendText;

use crate::advisor::{Lent, PresendAdviceAdvisor};
use crate::status::{Failure, PresendAdviceStatus};

/// Gives advice. It keeps nothing of a picture and nothing of what was said, and may be shared by threads.
#[derive(Clone, Debug)]
pub struct PresendAdviceCheck {
    pub(crate) check: Arc<AdviceCheck>,
}

/// Gives advice by a model in ONNX: `length` bytes, which are not kept, and the lines of its pin. Its digest is
/// compared before it is read, and its work is bounded before anything runs. What does not fit is
/// PRESEND_ADVICE_STATUS_PIN_REFUSED or PRESEND_ADVICE_STATUS_MODEL_REFUSED. Takes a moment. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_check_of_model(
    model: *const u8,
    length: usize,
    pin: PresendText,
    check: *mut *mut PresendAdviceCheck,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(check) }?;
        // SAFETY: the caller lends bytes and text of the lengths that it names.
        let (bytes, pin) = unsafe { (argument::bytes(model, length)?, argument::text(pin)?) };
        let pin = ModelPin::from_text(pin)
            .map_err(|fault| Failure::new(PresendAdviceStatus::PinRefused, fault))?;
        let model = Model::load(bytes, &pin)
            .map_err(|refused| Failure::new(PresendAdviceStatus::ModelRefused, refused))?;
        out.give(PresendAdviceCheck { check: Arc::new(AdviceCheck::new(Arc::new(model))) });
        Ok(())
    })
}

/// Gives advice by an advisor of the app's own, such as its system's. `advisor` is copied. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_check_of_advisor(
    advisor: *const PresendAdviceAdvisor,
    check: *mut *mut PresendAdviceCheck,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a structure. Its `user` is released whatever fails next.
        let lent = unsafe { argument::copied(advisor, "advisor") }.map(|it| Lent::new(&it));
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(check) }?;
        out.give(PresendAdviceCheck { check: Arc::new(AdviceCheck::new(Arc::new(lent??))) });
        Ok(())
    })
}

/// Frees what gives advice. A look that runs with it goes on. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_check_free(check: Option<Box<PresendAdviceCheck>>) {
    guard_or((), || drop(check));
}
