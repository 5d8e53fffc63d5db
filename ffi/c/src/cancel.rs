//! Cancels scans.

use presend::context::{CancelToken, ScanContext};
use presend_c_base::argument::{self, Out};

use crate::status::{PresendStatus, guard, guard_or};

/// Cancels the scans that were given it.
#[derive(Clone, Debug)]
pub struct PresendCancel {
    token: CancelToken,
}

/// A token that is not cancelled. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_cancel_new(cancel: *mut *mut PresendCancel) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(cancel) }?;
        out.give(PresendCancel { token: CancelToken::new() });
        Ok(())
    })
}

/// Asks every scan that has this token to stop, now and later: it ends as undecided, `cancelled`. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_cancel(cancel: *const PresendCancel) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        unsafe { argument::shared(cancel, "cancel") }?.token.cancel();
        Ok(())
    })
}

/// Frees a token. Scans that run with it go on. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_cancel_free(cancel: Option<Box<PresendCancel>>) {
    guard_or((), || drop(cancel));
}

/// The context of a scan; without a token nobody cancels it.
///
/// # Safety
/// As for [`argument::shared`].
pub(crate) unsafe fn context(now_unix_seconds: u64, cancel: *const PresendCancel) -> ScanContext {
    let context = ScanContext::at(now_unix_seconds);
    // SAFETY: the same is asked of this function's caller.
    match unsafe { argument::shared(cancel, "cancel") } {
        Ok(cancel) => context.with_cancel(cancel.token),
        Err(_) => context,
    }
}
