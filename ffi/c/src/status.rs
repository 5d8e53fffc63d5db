//! How a call went, and the last failure in words.

use core::fmt::Display;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::text::PresendText;

/// How a call went.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresendStatus {
    /// It did what it says.
    Ok = 0,
    /// A pointer is NULL that must not be.
    NullPointer = 1,
    /// A value that this function does not take: an unknown number, an index too large, text that is
    /// not UTF-8, a handle that is spent.
    BadArgument = 2,
    /// A list was refused; the message names the line.
    BadList = 3,
    /// A set file, a delta or a change of version was refused; the message begins with the name of why.
    SetRefused = 4,
    /// A file, a journal or a store cannot be read or written now.
    Unavailable = 5,
    /// A journal is not as it was left; the message says what is wrong.
    Altered = 6,
    /// A bug of the library. Nothing was checked.
    Internal = 7,
    /// A vault's callback asked its own store for a change. It would wait for itself; nothing was done.
    Reentered = 8,
    /// No report can be made or sealed; the message begins with the name of why.
    NoReport = 9,
}

impl PresendStatus {
    const ALL: [Self; 10] = [
        Self::Ok,
        Self::NullPointer,
        Self::BadArgument,
        Self::BadList,
        Self::SetRefused,
        Self::Unavailable,
        Self::Altered,
        Self::Internal,
        Self::Reentered,
        Self::NoReport,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NullPointer => "null_pointer",
            Self::BadArgument => "bad_argument",
            Self::BadList => "bad_list",
            Self::SetRefused => "set_refused",
            Self::Unavailable => "unavailable",
            Self::Altered => "altered",
            Self::Internal => "internal",
            Self::Reentered => "reentered",
            Self::NoReport => "no_report",
        }
    }
}

/// The name of a status for a log, such as `bad_list`, as text that is never freed; `unknown` for a
/// number that is none. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_status_name(status: u32) -> PresendText {
    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    let known = PresendStatus::ALL.into_iter().find(|known| *known as u32 == status);
    PresendText::of(known.map_or("unknown", PresendStatus::name))
}

/// Why a call failed.
pub(crate) struct Failure {
    status: PresendStatus,
    message: String,
}

impl Failure {
    pub(crate) fn new(status: PresendStatus, message: impl Display) -> Self {
        Self { status, message: message.to_string() }
    }

    pub(crate) fn null(what: &str) -> Self {
        Self::new(PresendStatus::NullPointer, format_args!("{what} is NULL"))
    }

    pub(crate) fn argument(message: impl Display) -> Self {
        Self::new(PresendStatus::BadArgument, message)
    }
}

thread_local! {
    static LAST_MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs the body of an exported function. Nothing unwinds out of it.
pub(crate) fn guard(call: impl FnOnce() -> Result<(), Failure>) -> PresendStatus {
    let failure = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(())) => return PresendStatus::Ok,
        Ok(Err(failure)) => failure,
        Err(carried) => {
            // Dropping what a panic carries may panic again.
            core::mem::forget(carried);
            Failure::new(PresendStatus::Internal, "a bug of the library; nothing was checked")
        }
    };
    // Gone only while the thread ends; then nobody can ask for it any more.
    let _ = LAST_MESSAGE.try_with(|last| last.replace(failure.message));
    failure.status
}

/// Runs the body of an exported function that has no status, such as one that frees.
pub(crate) fn guard_or<T>(otherwise: T, call: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|carried| {
        core::mem::forget(carried);
        otherwise
    })
}

/// The last failure on this thread in words, for a log: never content, names, paths or hashes. Copies
/// at most `capacity` bytes with a final NUL into `buffer`, which may be NULL if `capacity` is 0, and
/// returns the whole length without the NUL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_last_message(
    buffer: *mut core::ffi::c_char,
    capacity: usize,
) -> usize {
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
