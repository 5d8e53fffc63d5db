//! How a call went, and the last failure in words.

use core::ffi::c_char;
use core::fmt::Display;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::PresendText;

/// The statuses of a library, with those that every library has.
pub trait Status: Copy + 'static {
    /// It did what it says.
    const OK: Self;
    /// A pointer is NULL that must not be.
    const NULL_POINTER: Self;
    /// A value that the function does not take.
    const BAD_ARGUMENT: Self;
    /// A bug of the library.
    const INTERNAL: Self;
    /// All that the library has.
    const ALL: &'static [Self];

    /// Its number in the header.
    fn number(self) -> u32;

    /// Its stable name.
    fn name(self) -> &'static str;

    /// The stable name of the status with this number; `unknown` for a number that is none.
    fn name_of(number: u32) -> PresendText {
        let known = Self::ALL.iter().find(|known| known.number() == number);
        PresendText::of(known.map_or("unknown", |known| known.name()))
    }
}

/// What is wrong with what a call was given.
#[derive(Debug)]
pub enum Misuse {
    /// This is NULL.
    Null(String),
    /// What is wrong, in words.
    Argument(&'static str),
}

/// Why a call failed.
#[derive(Debug)]
pub struct Failure<S> {
    status: S,
    message: String,
}

impl<S: Status> Failure<S> {
    /// A status of the library's own, and words for a log.
    pub fn new(status: S, message: impl Display) -> Self {
        Self { status, message: message.to_string() }
    }

    /// `what` is NULL.
    #[must_use]
    pub fn null(what: &str) -> Self {
        Self::new(S::NULL_POINTER, format_args!("{what} is NULL"))
    }

    /// A value that the function does not take.
    pub fn argument(message: impl Display) -> Self {
        Self::new(S::BAD_ARGUMENT, message)
    }
}

impl<S: Status> From<Misuse> for Failure<S> {
    fn from(misuse: Misuse) -> Self {
        match misuse {
            Misuse::Null(what) => Self::null(&what),
            Misuse::Argument(message) => Self::argument(message),
        }
    }
}

thread_local! {
    static LAST_MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the body of an exported function. Nothing unwinds out of it.
pub fn guard<S: Status>(call: impl FnOnce() -> Result<(), Failure<S>>) -> S {
    let failure = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(())) => return S::OK,
        Ok(Err(failure)) => failure,
        Err(carried) => {
            // Dropping what a panic carries may panic again.
            core::mem::forget(carried);
            Failure::new(S::INTERNAL, "a bug of the library; nothing was checked")
        }
    };
    // Gone only while the thread ends; then nobody can ask for it any more.
    let _ = LAST_MESSAGE.try_with(|last| last.replace(failure.message));
    failure.status
}

/// Runs the body of an exported function that has no status, such as one that frees.
pub fn guard_or<T>(otherwise: T, call: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|carried| {
        core::mem::forget(carried);
        otherwise
    })
}

/// Copies the last failure of this thread, at most `capacity` bytes with a final NUL, and returns its whole
/// length without the NUL.
///
/// # Safety
/// `buffer` must be NULL or valid to write `capacity` bytes to.
pub unsafe fn last_message(buffer: *mut c_char, capacity: usize) -> usize {
    guard_or(0, || {
        let message = LAST_MESSAGE.try_with(|last| last.borrow().clone()).unwrap_or_default();
        if let Some(most) = capacity.checked_sub(1)
            && !buffer.is_null()
        {
            let copied = message.len().min(most);
            // SAFETY: the caller lends `capacity` bytes, and `copied` and the NUL fit in them.
            unsafe {
                buffer.cast::<u8>().copy_from_nonoverlapping(message.as_ptr(), copied);
                buffer.add(copied).write(0);
            }
        }
        message.len()
    })
}
