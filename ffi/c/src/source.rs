//! An attachment that is read by callbacks.

use core::ffi::c_void;

use presend::attachment::{ByteSource, SourceFailed};
use presend_c_base::callback;

use crate::status::Failure;

/// Writes the length in bytes. Returns 0 if it could.
pub type PresendLength =
    Option<unsafe extern "C-unwind" fn(user: *mut c_void, length: *mut u64) -> i32>;

/// Reads from `offset` into `buffer`, and writes to `count` how many bytes: fewer than `capacity` only
/// at the end. Returns 0 if it could.
pub type PresendReadAt = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        offset: u64,
        buffer: *mut u8,
        capacity: usize,
        count: *mut usize,
    ) -> i32,
>;

/// Reads an attachment by offset: a file, a file descriptor. Called only during the scan, only on its
/// thread. If it fails, or claims to have read more than it was asked for, the scan is undecided as
/// `unreadable`. Its callbacks may free or use any handle, the scanner that reads included.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendSource {
    /// Passed to the callbacks; never looked at.
    pub user: *mut c_void,
    /// Tells the length.
    pub length: PresendLength,
    /// Reads.
    pub read_at: PresendReadAt,
}

/// Callbacks as a source of the core, for one scan.
pub(crate) struct Callbacks {
    user: *mut c_void,
    length: unsafe extern "C-unwind" fn(*mut c_void, *mut u64) -> i32,
    read_at: unsafe extern "C-unwind" fn(*mut c_void, u64, *mut u8, usize, *mut usize) -> i32,
}

// SAFETY: the core asks for it so that a source may be kept; a scan has no threads of its own, and
// calls these on the thread that scans.
unsafe impl Send for Callbacks {}
// SAFETY: as above.
unsafe impl Sync for Callbacks {}

impl Callbacks {
    pub(crate) fn new(source: &PresendSource) -> Result<Self, Failure> {
        let PresendSource { user, length, read_at } = *source;
        let length = length.ok_or_else(|| Failure::null("length"))?;
        let read_at = read_at.ok_or_else(|| Failure::null("read_at"))?;
        Ok(Self { user, length, read_at })
    }
}

impl ByteSource for Callbacks {
    fn length(&self) -> Result<u64, SourceFailed> {
        let mut length = 0;
        // SAFETY: the app's own function with the app's own pointer; `length` lives until it returns.
        let failed = callback::call(|| unsafe { (self.length)(self.user, &raw mut length) });
        if failed == 0 { Ok(length) } else { Err(SourceFailed) }
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let (data, capacity) = (buffer.as_mut_ptr(), buffer.len());
        let mut count = 0;
        // SAFETY: the app's own function with the app's own pointer; the buffer has `capacity` bytes.
        let read = || unsafe { (self.read_at)(self.user, offset, data, capacity, &raw mut count) };
        let failed = callback::call(read);
        if failed == 0 && count <= capacity { Ok(count) } else { Err(SourceFailed) }
    }
}
