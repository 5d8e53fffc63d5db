//! The harmless test pictures that every verified set holds.

use presend::set::canary::PICTURES;
use presend_c_base::argument::Out;

use crate::status::{Failure, PresendStatus, guard};
use crate::text::PresendBuffer;

/// How many harmless test pictures are built in. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_test_pictures() -> usize {
    PICTURES.len()
}

/// The BMP file of a built-in test picture. Every verified set finds it, and marks the finding as a
/// test, so that anyone can see a check work. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_test_picture(
    index: usize,
    file: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(file, PresendBuffer::EMPTY) }?;
        let picture = PICTURES.get(index).ok_or_else(|| Failure::argument("no such picture"))?;
        out.set(PresendBuffer::of(picture.file()));
        Ok(())
    })
}
