//! Known-hash sets from plain lists that nobody signed: for tests and desks.

use std::fs::File;
use std::io::BufReader;

use presend::report::SetRef;
use presend::set::{KnownSet, ListError, ListErrorKind};
use presend_c_base::argument::{self, Out, needed};

use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::PresendText;

/// A known-hash set.
#[derive(Clone, Debug)]
pub struct PresendSet {
    pub(crate) set: KnownSet,
}

/// A set as reports name it.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendSetRef {
    /// Name of the set.
    pub name: PresendText,
    /// Version of the set; 0 for a plain list.
    pub version: u64,
    /// False for a plain list that nobody signed.
    pub verified: bool,
}

impl PresendSetRef {
    pub(crate) const EMPTY: Self = Self { name: PresendText::EMPTY, version: 0, verified: false };

    pub(crate) fn of(set: &SetRef) -> Self {
        let SetRef { name, version, verified } = set;
        Self { name: PresendText::of(name), version: *version, verified: *verified }
    }
}

/// A set from the text of a plain list that nobody signed: every finding says so, and it never leads
/// to a report. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_set_from_list_unverified(
    name: PresendText,
    list: PresendText,
    set: *mut *mut PresendSet,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle, and text of the lengths that it names.
        let (mut out, name, list) = unsafe {
            let list = || argument::bytes(list.data.cast(), list.length);
            (Out::handle(set)?, argument::text(name)?, list()?)
        };
        let set = KnownSet::from_list_reader_unverified(name, list).map_err(refused)?;
        out.give(PresendSet { set });
        Ok(())
    })
}

/// The same from a file, which is not held in memory as text. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_set_from_list_file_unverified(
    name: PresendText,
    path: PresendText,
    set: *mut *mut PresendSet,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle, and text of the lengths that it names.
        let (mut out, name, path) =
            unsafe { (Out::handle(set)?, argument::text(name)?, argument::path(path)?) };
        let unreadable = |_| Failure::new(PresendStatus::Unavailable, "the list cannot be opened");
        let list = BufReader::new(File::open(path).map_err(unreadable)?);
        let set = KnownSet::from_list_reader_unverified(name, list).map_err(refused)?;
        out.give(PresendSet { set });
        Ok(())
    })
}

/// A set of the built-in test pictures (presend_test_picture), to try an integration with: nobody signed
/// it, and every finding from it says that it is a harmless test. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_set_demo(set: *mut *mut PresendSet) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(set) }?;
        out.give(PresendSet { set: KnownSet::demo().map_err(refused)? });
        Ok(())
    })
}

fn refused(error: ListError) -> Failure {
    let status = match error.kind {
        ListErrorKind::Unreadable => PresendStatus::Unavailable,
        ListErrorKind::UnknownValue
        | ListErrorKind::UnbalancedDigits
        | ListErrorKind::BadInstruction
        | ListErrorKind::EmptyFileDigest
        | ListErrorKind::AllZeroHash
        | ListErrorKind::OtherLentHash
        | ListErrorKind::TooManyEntries
        | ListErrorKind::NoRandomness => PresendStatus::BadList,
    };
    Failure::new(status, error)
}

/// The name of a set, which lives as long as its handle. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_set_reference(
    set: Option<&PresendSet>,
    reference: *mut PresendSetRef,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(reference, PresendSetRef::EMPTY) }?;
        out.set(PresendSetRef::of(needed(set, "set")?.set.reference()));
        Ok(())
    })
}

/// Frees a set. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_set_free(set: Option<Box<PresendSet>>) {
    guard_or((), || drop(set));
}
