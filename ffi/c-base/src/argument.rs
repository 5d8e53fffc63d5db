//! Takes pointers in and hands pointers out.

use core::slice;
use std::path::PathBuf;

use crate::status::Misuse;
use crate::text::PresendText;

/// What must be there.
///
/// # Errors
/// [`Misuse::Null`] if it is not.
pub fn needed<T>(value: Option<T>, what: &str) -> Result<T, Misuse> {
    value.ok_or_else(|| Misuse::Null(what.to_owned()))
}

/// What a handle shares. The call works on this and does not look at the handle again: a callback may
/// free it. That is also why such a handle comes in as a pointer; a reference must stay valid for as
/// long as the function runs that it was passed to.
///
/// # Errors
/// [`Misuse::Null`] if it is NULL.
///
/// # Safety
/// `handle` must be NULL or a handle that is not freed.
pub unsafe fn shared<T: Clone>(handle: *const T, what: &str) -> Result<T, Misuse> {
    // SAFETY: NULL, or valid for this moment, as this function's caller says.
    needed(unsafe { handle.as_ref() }.cloned(), what)
}

/// The structure at `place`, as it is now: a callback may change it.
///
/// # Errors
/// [`Misuse::Null`] if it is NULL.
///
/// # Safety
/// `place` must be NULL or valid to read a `T` from.
pub unsafe fn copied<T: Copy>(place: *const T, what: &str) -> Result<T, Misuse> {
    // SAFETY: the same is asked of this function's caller.
    needed(unsafe { place.as_ref() }.copied(), what)
}

/// The bytes at `data`. NULL is fine if there are none.
///
/// # Errors
/// [`Misuse`] of a length without a pointer, or one that memory cannot have.
///
/// # Safety
/// `data` must be valid for `length` bytes that nobody writes to during `'a`.
pub unsafe fn bytes<'a>(data: *const u8, length: usize) -> Result<&'a [u8], Misuse> {
    if length == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Misuse::Null("data".to_owned()));
    }
    if isize::try_from(length).is_err() {
        return Err(Misuse::Argument("the length is larger than memory can be"));
    }
    // SAFETY: not NULL, of a possible length, and valid for it as this function's caller says.
    Ok(unsafe { slice::from_raw_parts(data, length) })
}

/// The bytes at `data`, to be written to. NULL is fine if there are none.
///
/// # Errors
/// As for [`bytes`].
///
/// # Safety
/// `data` must be valid to write `length` bytes to that nobody else uses during `'a`.
pub unsafe fn bytes_mut<'a>(data: *mut u8, length: usize) -> Result<&'a mut [u8], Misuse> {
    if length == 0 {
        return Ok(&mut []);
    }
    if data.is_null() {
        return Err(Misuse::Null("buffer".to_owned()));
    }
    if isize::try_from(length).is_err() {
        return Err(Misuse::Argument("the length is larger than memory can be"));
    }
    // SAFETY: not NULL, of a possible length, valid for it as this function's caller says, and set here.
    Ok(unsafe {
        data.write_bytes(0, length);
        slice::from_raw_parts_mut(data, length)
    })
}

/// Text that came in.
///
/// # Errors
/// As for [`bytes`], and of text that is not UTF-8.
///
/// # Safety
/// As for [`bytes`].
pub unsafe fn text<'a>(text: PresendText) -> Result<&'a str, Misuse> {
    // SAFETY: the same is asked of this function's caller.
    let bytes = unsafe { bytes(text.data.cast(), text.length) }?;
    core::str::from_utf8(bytes).map_err(|_| Misuse::Argument("the text is not UTF-8"))
}

/// A path that came in: any bytes on Unix, UTF-8 elsewhere.
///
/// # Errors
/// As for [`bytes`].
///
/// # Safety
/// As for [`bytes`].
pub unsafe fn path(path: PresendText) -> Result<PathBuf, Misuse> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        // SAFETY: the same is asked of this function's caller.
        let bytes = unsafe { bytes(path.data.cast(), path.length) }?;
        Ok(std::ffi::OsStr::from_bytes(bytes).into())
    }
    #[cfg(not(unix))]
    // SAFETY: the same is asked of this function's caller.
    unsafe { text(path) }.map(PathBuf::from)
}

/// Writes as many values as there is room for.
///
/// # Errors
/// [`Misuse::Null`] if there is no place.
///
/// # Safety
/// `places` must be NULL or valid to write `capacity` values to.
pub unsafe fn fill<T>(
    places: *mut T,
    capacity: usize,
    values: impl Iterator<Item = T>,
) -> Result<(), Misuse> {
    if capacity > 0 && places.is_null() {
        return Err(Misuse::Null("the place for the results".to_owned()));
    }
    for (index, value) in values.take(capacity).enumerate() {
        // SAFETY: not NULL, and less than `capacity` places on, as this function's caller says.
        unsafe { places.add(index).write(value) };
    }
    Ok(())
}

/// A place of the caller's for what a function gives. Until then it holds `empty`.
#[derive(Debug)]
pub struct Out<T> {
    place: *mut T,
}

impl<T> Out<T> {
    /// Puts `empty` at a place of the caller's.
    ///
    /// # Errors
    /// [`Misuse::Null`] if there is no place.
    ///
    /// # Safety
    /// `place` must be NULL or valid to write a `T` to as long as this lives.
    pub unsafe fn new(place: *mut T, empty: T) -> Result<Self, Misuse> {
        if place.is_null() {
            return Err(Misuse::Null("the place for the result".to_owned()));
        }
        let mut out = Self { place };
        out.set(empty);
        Ok(out)
    }

    /// Puts a value there.
    pub fn set(&mut self, value: T) {
        // SAFETY: `new` asks for a place that can be written to. What is there is not dropped: it may
        // never have been set.
        unsafe { self.place.write(value) }
    }
}

impl<T> Out<*mut T> {
    /// A place for a handle, which begins as NULL.
    ///
    /// # Errors
    /// As for [`Out::new`].
    ///
    /// # Safety
    /// As for [`Out::new`].
    pub unsafe fn handle(place: *mut *mut T) -> Result<Self, Misuse> {
        // SAFETY: the same is asked of this function's caller.
        unsafe { Self::new(place, core::ptr::null_mut()) }
    }

    /// Gives a handle to the caller, who frees it.
    pub fn give(&mut self, value: T) {
        self.set(Box::into_raw(Box::new(value)));
    }
}
