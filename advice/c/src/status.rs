//! How a call went, and the last failure in words.

use core::ffi::c_char;

use presend_c_base::status::{Status, last_message};
use presend_c_base::text::PresendText;

/// How a call went. None of them is advice: see PresendAdviceVerdict.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresendAdviceStatus {
    /// It did what it says.
    Ok = 0,
    /// A pointer is NULL that must not be.
    NullPointer = 1,
    /// A value that this function does not take: an unknown number, text that is not UTF-8.
    BadArgument = 2,
    /// The pin is none; the message names the line.
    PinRefused = 3,
    /// The model is not what its pin says, or more than is run; the message begins with the name of why.
    ModelRefused = 4,
    /// A guardian set the switch, and no proof was shown. Nothing was changed.
    GuardianNeeded = 5,
    /// A bug of the library. Nothing was looked at.
    Internal = 6,
}

impl Status for PresendAdviceStatus {
    const OK: Self = Self::Ok;
    const NULL_POINTER: Self = Self::NullPointer;
    const BAD_ARGUMENT: Self = Self::BadArgument;
    const INTERNAL: Self = Self::Internal;
    const ALL: &'static [Self] = &[
        Self::Ok,
        Self::NullPointer,
        Self::BadArgument,
        Self::PinRefused,
        Self::ModelRefused,
        Self::GuardianNeeded,
        Self::Internal,
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
            Self::PinRefused => "pin_refused",
            Self::ModelRefused => "model_refused",
            Self::GuardianNeeded => "guardian_needed",
            Self::Internal => "internal",
        }
    }
}

/// The name of a status for a log, such as `model_refused`, as text that is never freed; `unknown` for a
/// number that is none. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_advice_status_name(status: u32) -> PresendText {
    PresendAdviceStatus::name_of(status)
}

/// Why a call failed.
pub(crate) type Failure = presend_c_base::status::Failure<PresendAdviceStatus>;

/// The last failure on this thread in words, for a log: nothing of a picture, and no number of a model's. Copies
/// at most `capacity` bytes with a final NUL into `buffer`, which may be NULL if `capacity` is 0, and
/// returns the whole length without the NUL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_advice_last_message(
    buffer: *mut c_char,
    capacity: usize,
) -> usize {
    // SAFETY: the same is asked of this function's caller.
    unsafe { last_message(buffer, capacity) }
}
