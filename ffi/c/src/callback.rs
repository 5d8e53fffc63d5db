//! Calls the app's own functions.

use std::io::Write as _;

/// Calls a function of the app's. It may unwind into here ("C-unwind"), and no further: nobody can go on
/// after an exception of another language, or after a thread that is being ended, so the process ends with
/// a line that says why.
pub(crate) fn call<T>(function: impl FnOnce() -> T) -> T {
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
