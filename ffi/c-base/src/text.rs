//! Text that crosses the border, with its length.

use core::ffi::c_char;
use core::ptr;

/// Text that someone else owns: UTF-8, not ended by a NUL. The function that gives one says how long
/// it lives; a function that takes one does not keep it. A function at the end of this header makes one of
/// a C string.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendText {
    /// The bytes; may be NULL if `length` is 0.
    pub data: *const c_char,
    /// How many bytes.
    pub length: usize,
}

impl PresendText {
    /// None.
    pub const EMPTY: Self = Self { data: ptr::null(), length: 0 };

    /// This text, for as long as it lives.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        Self { data: text.as_ptr().cast(), length: text.len() }
    }
}

impl From<&'static str> for PresendText {
    fn from(text: &'static str) -> Self {
        Self::of(text)
    }
}
