//! Checks attachments.

use presend::attachment::Attachment;
use presend::scan::AttachmentScanner;

use crate::argument::{self, Out, needed};
use crate::cancel::{PresendCancel, context};
use crate::checked::PresendChecked;
use crate::pixels::PresendPixels;
use crate::set::PresendSet;
use crate::source::{Callbacks, PresendSource};
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::PresendBuffer;

/// Checks attachments against known-hash sets. It never changes, and may be shared by threads.
#[derive(Debug)]
pub struct PresendScanner {
    pub(crate) scanner: AttachmentScanner,
}

/// A scanner with one set and every default: it warns and keeps no journal. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scanner_new(
    set: Option<&PresendSet>,
    scanner: *mut *mut PresendScanner,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(scanner) }?;
        let set = needed(set, "set")?.set.clone();
        out.give(PresendScanner { scanner: AttachmentScanner::builder().add_set(set).build() });
        Ok(())
    })
}

/// Checks bytes in memory: best the very buffer that is encrypted next. They are not copied. What
/// could not be checked is an outcome with a reason, not a status. `now_unix_seconds` is the time,
/// `cancel` may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_bytes(
    scanner: Option<&PresendScanner>,
    data: *const u8,
    length: usize,
    now_unix_seconds: u64,
    cancel: Option<&PresendCancel>,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    scan(scanner, now_unix_seconds, cancel, checked, |scan| {
        // SAFETY: the caller lends so many bytes until the call returns.
        scan(Attachment::bytes(unsafe { argument::bytes(data, length) }?))
    })
}

/// Checks what the callbacks read, in pieces if it is large. Otherwise as presend_scan_bytes. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_source(
    scanner: Option<&PresendScanner>,
    source: Option<&PresendSource>,
    now_unix_seconds: u64,
    cancel: Option<&PresendCancel>,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    scan(scanner, now_unix_seconds, cancel, checked, |scan| {
        scan(Attachment::source(&Callbacks::new(needed(source, "source")?)?))
    })
}

/// Checks pixels. There are no bytes, so no exact digest is compared. Otherwise as
/// presend_scan_bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_pixels(
    scanner: Option<&PresendScanner>,
    pixels: Option<&PresendPixels>,
    now_unix_seconds: u64,
    cancel: Option<&PresendCancel>,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    scan(scanner, now_unix_seconds, cancel, checked, |scan| {
        // SAFETY: the caller lends so many bytes until the call returns.
        scan(Attachment::pixels(unsafe { needed(pixels, "pixels")?.view() }?))
    })
}

/// All that decides besides the facts, in lines that a stranger can read. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scanner_describe_policy(
    scanner: Option<&PresendScanner>,
    text: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(text, PresendBuffer::EMPTY) }?;
        let text = needed(scanner, "scanner")?.scanner.describe_policy();
        out.set(PresendBuffer::of(text.into_bytes()));
        Ok(())
    })
}

/// Frees a scanner. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_scanner_free(scanner: Option<Box<PresendScanner>>) {
    guard_or((), || drop(scanner));
}

type Scan<'s> = &'s mut dyn FnMut(Attachment<'_>) -> Result<(), Failure>;

/// What the three ways to scan have in common.
fn scan(
    scanner: Option<&PresendScanner>,
    now_unix_seconds: u64,
    cancel: Option<&PresendCancel>,
    checked: *mut *mut PresendChecked,
    attach: impl FnOnce(Scan<'_>) -> Result<(), Failure>,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the callers above ask for a place for the handle.
        let mut out = unsafe { Out::handle(checked) }?;
        let scanner = &needed(scanner, "scanner")?.scanner;
        attach(&mut |attachment| {
            let checked = scanner.scan(attachment, &context(now_unix_seconds, cancel));
            out.give(PresendChecked { checked });
            Ok(())
        })
    })
}
