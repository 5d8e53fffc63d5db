//! Text and bytes that cross the border, with their length.

use core::ptr;

pub use presend_c_base::text::PresendText;

use crate::status::guard_or;

/// Bytes that the caller owns: free them with presend_buffer_free. A NUL that does not count stands
/// behind them, so text in it is a C string.
#[repr(C)]
#[derive(Debug)]
pub struct PresendBuffer {
    /// The bytes; NULL if there are none to free.
    pub data: *mut u8,
    /// How many bytes, without the NUL.
    pub length: usize,
}

impl PresendBuffer {
    pub(crate) const EMPTY: Self = Self { data: ptr::null_mut(), length: 0 };

    pub(crate) fn of(mut bytes: Vec<u8>) -> Self {
        let length = bytes.len();
        bytes.push(0);
        let owned = Box::into_raw(bytes.into_boxed_slice());
        Self { data: owned.cast(), length }
    }

    /// Frees what is in it, and leaves it empty.
    ///
    /// # Safety
    /// It must be empty, or as [`PresendBuffer::of`] made it.
    unsafe fn clear(&mut self) {
        let Self { data, length } = core::mem::replace(self, Self::EMPTY);
        if !data.is_null() {
            let owned = ptr::slice_from_raw_parts_mut(data, length.saturating_add(1));
            // SAFETY: `of` made it of a boxed slice of this length with its NUL, and it is taken out
            // of `self`, so it is freed once.
            drop(unsafe { Box::from_raw(owned) });
        }
    }
}

/// Frees what a buffer holds and leaves it empty, so that freeing it again does nothing. NULL is
/// accepted. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_buffer_free(buffer: Option<&mut PresendBuffer>) {
    guard_or((), || {
        if let Some(buffer) = buffer {
            // SAFETY: the caller passes a buffer that is zero or that this library filled.
            unsafe { buffer.clear() }
        }
    });
}
