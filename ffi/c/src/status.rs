//! How a call went, and the last failure in words.

use presend_c_base::status::{Status, last_message};
pub(crate) use presend_c_base::status::{guard, guard_or};

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

impl Status for PresendStatus {
    const OK: Self = Self::Ok;
    const NULL_POINTER: Self = Self::NullPointer;
    const BAD_ARGUMENT: Self = Self::BadArgument;
    const INTERNAL: Self = Self::Internal;
    const ALL: &'static [Self] = &[
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

    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    fn number(self) -> u32 {
        self as u32
    }

    fn name(self) -> &'static str {
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
    PresendStatus::name_of(status)
}

/// Why a call failed.
pub(crate) type Failure = presend_c_base::status::Failure<PresendStatus>;

/// The last failure on this thread in words, for a log: never content, names, paths or hashes. Copies
/// at most `capacity` bytes with a final NUL into `buffer`, which may be NULL if `capacity` is 0, and
/// returns the whole length without the NUL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_last_message(
    buffer: *mut core::ffi::c_char,
    capacity: usize,
) -> usize {
    // SAFETY: the same is asked of this function's caller.
    unsafe { last_message(buffer, capacity) }
}
