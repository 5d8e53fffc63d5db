//! Code that may panic: the app's hooks, and decoders.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `call`; `None` if it panicked. Dropping what a panic carries may panic again.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(value) => Some(value),
        Err(carried) => {
            if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(carried))) {
                core::mem::forget(again);
            }
            None
        }
    }
}
