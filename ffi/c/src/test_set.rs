//! A verified set to try a store with.

use presend::set::test_kit::VERIFIED;
use presend_c_base::argument::Out;

use crate::status::{PresendStatus, guard};
use crate::text::PresendText;

/// A verified set of harmless drawn pictures, signed with published test keys: never pin them in an app
/// that ships. All of it is part of the library and lives as long as that.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendTestSet {
    /// Its name.
    pub name: PresendText,
    /// The pins of an app that uses it.
    pub pins: PresendText,
    /// The set file of version 1, valid for ten years from 2026-01-01; a store refuses it if any byte is
    /// changed.
    pub first: *const u8,
    /// How many bytes.
    pub first_length: usize,
    /// The delta from version 1 to version 2.
    pub delta: *const u8,
    /// How many bytes.
    pub delta_length: usize,
}

/// The verified set that is built in, to try presend_store_install and presend_store_apply with. Like
/// every set it knows the test pictures (presend_test_picture). Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_test_set(set: *mut PresendTestSet) -> PresendStatus {
    guard(|| {
        let found = PresendTestSet {
            name: PresendText::of(VERIFIED.name),
            pins: PresendText::of(VERIFIED.pins),
            first: VERIFIED.first.as_ptr(),
            first_length: VERIFIED.first.len(),
            delta: VERIFIED.delta.as_ptr(),
            delta_length: VERIFIED.delta.len(),
        };
        // SAFETY: the caller lends a place for the result.
        unsafe { Ok(Out::new(set, found).map(drop)?) }
    })
}
