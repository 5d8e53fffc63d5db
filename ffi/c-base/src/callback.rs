//! Calls the app's own functions.

use core::ffi::c_void;
use std::io::Write as _;

/// Called once with `user` when the last that has the callbacks is gone: a handle that is freed, a call
/// that ends after its handle was freed, a builder that is given other callbacks. It may free or use any
/// handle but one whose free function called it.
pub type PresendRelease = Option<unsafe extern "C-unwind" fn(user: *mut c_void)>;

/// What the app lends with a callback. Dropping it releases it.
#[derive(Debug)]
pub struct User {
    /// The app's own; never looked at.
    pub pointer: *mut c_void,
    /// The app's own; may be none.
    pub release: PresendRelease,
}

// SAFETY: the header asks for a pointer that any thread may use, and nobody here looks behind it.
unsafe impl Send for User {}
// SAFETY: as above; callbacks may run on several threads at once, and the header says so.
unsafe impl Sync for User {}

impl Drop for User {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the app's own function with the app's own pointer, once.
            call(|| unsafe { release(self.pointer) });
        }
    }
}

/// Calls a function of the app's. It may unwind into here ("C-unwind"), and no further: nobody can go on
/// after an exception of another language, or after a thread that is being ended, so the process ends with
/// a line that says why.
pub fn call<T>(function: impl FnOnce() -> T) -> T {
    let unwound = Unwound;
    let value = function();
    core::mem::forget(unwound);
    value
}

/// Dropped only if a callback did not return.
struct Unwound;

impl Drop for Unwound {
    fn drop(&mut self) {
        let words = b"presend: a callback did not return but unwound (an exception, or the end of its thread)\n";
        let _ = std::io::stderr().write_all(words);
        std::process::abort();
    }
}
