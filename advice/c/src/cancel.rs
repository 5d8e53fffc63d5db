//! Cancels looks.

use presend::context::CancelToken;
use presend_c_base::argument::{self, Out};
use presend_c_base::status::{guard, guard_or};

use crate::status::PresendAdviceStatus;

/// Cancels the looks that were given it.
#[derive(Clone, Debug)]
pub struct PresendAdviceCancel {
    pub(crate) token: CancelToken,
}

/// A token that is not cancelled. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_cancel_new(
    cancel: *mut *mut PresendAdviceCancel,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(cancel) }?;
        out.give(PresendAdviceCancel { token: CancelToken::new() });
        Ok(())
    })
}

/// Asks every look that has this token to stop, now and later: it ends as `not_looked`, `cancelled`. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_cancel(
    cancel: *const PresendAdviceCancel,
) -> PresendAdviceStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        unsafe { argument::shared(cancel, "cancel") }?.token.cancel();
        Ok(())
    })
}

/// Frees a token. Looks that run with it go on. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_cancel_free(cancel: Option<Box<PresendAdviceCancel>>) {
    guard_or((), || drop(cancel));
}
