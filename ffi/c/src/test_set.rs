//! Verified sets to try a store with.

use presend::set::test_kit::{LINKS, VERIFIED, VERIFIED_LINKS, VerifiedTestSet};
use presend_c_base::argument::Out;

use crate::status::{Failure, PresendStatus, guard};
use crate::text::PresendText;

/// A verified set of harmless drawn pictures or of made-up links, signed with published test keys: never pin
/// them in an app that ships. All of it is part of the library and lives as long as that.
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
    // SAFETY: the caller lends a place for the result.
    guard(|| unsafe { Ok(Out::new(set, PresendTestSet::of(&VERIFIED)).map(drop)?) })
}

/// The verified set of links that is built in, signed by others than those of presend_test_set: for
/// presend_scan_text. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_test_links(set: *mut PresendTestSet) -> PresendStatus {
    // SAFETY: the caller lends a place for the result.
    guard(|| unsafe { Ok(Out::new(set, PresendTestSet::of(&VERIFIED_LINKS)).map(drop)?) })
}

/// A link of presend_test_links, which nobody can have: 0 is listed from version 1 on, 1 since version 2.
/// It is part of the library and lives as long as that. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_test_link(index: usize, link: *mut PresendText) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(link, PresendText::EMPTY) }?;
        let link = LINKS.get(index).ok_or_else(|| Failure::argument("no such link"))?;
        out.set(PresendText::of(link));
        Ok(())
    })
}

impl PresendTestSet {
    const fn of(set: &VerifiedTestSet) -> Self {
        Self {
            name: PresendText::of(set.name),
            pins: PresendText::of(set.pins),
            first: set.first.as_ptr(),
            first_length: set.first.len(),
            delta: set.delta.as_ptr(),
            delta_length: set.delta.len(),
        }
    }
}
