//! Checks attachments.

use std::fs::File;
use std::sync::Arc;

use presend::attachment::{Attachment, ByteSource, SourceFailed};
use presend::context::ScanContext;
use presend::report::NotCompared;
use presend::scan::AttachmentScanner;
use presend_c_base::argument::{self, Out, needed};
use presend_c_base::pixels::PresendPixels;

use crate::cancel::{PresendCancel, context};
use crate::checked::PresendChecked;
use crate::report::PresendNotCompared;
use crate::set::PresendSet;
use crate::source::{Callbacks, PresendSource};
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::{PresendBuffer, PresendText};

/// Checks attachments against known-hash sets. It never changes, and may be shared by threads.
#[derive(Clone, Debug)]
pub struct PresendScanner {
    pub(crate) scanner: Arc<AttachmentScanner>,
    /// What it says of itself, kept since its text is lent.
    not_compared: Arc<[NotCompared]>,
}

impl PresendScanner {
    pub(crate) fn new(scanner: AttachmentScanner) -> Self {
        let not_compared = scanner.not_compared().into();
        Self { scanner: Arc::new(scanner), not_compared }
    }
}

/// A scanner with one set and every default: it warns and keeps no journal. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scanner_new(
    set: *const PresendSet,
    scanner: *mut *mut PresendScanner,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(scanner) }?;
        // SAFETY: the caller passes NULL or a handle.
        let PresendSet { set } = unsafe { argument::shared(set, "set") }?;
        out.give(PresendScanner::new(AttachmentScanner::builder().add_set(set).build()));
        Ok(())
    })
}

/// Checks bytes in memory: best the very buffer that is encrypted next. They are not copied. What
/// could not be checked is an outcome with a reason, not a status. `now_unix_seconds` is the time,
/// `cancel` may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_bytes(
    scanner: *const PresendScanner,
    data: *const u8,
    length: usize,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for one.
        let scan = unsafe { Scan::new(scanner, now_unix_seconds, cancel, checked) }?;
        // SAFETY: the caller lends so many bytes until the call returns.
        scan.of(Attachment::bytes(unsafe { argument::bytes(data, length) }?))
    })
}

/// Checks the links of a message's text, in UTF-8, against sets of links, and nothing else of it.
/// Otherwise as presend_scan_bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_text(
    scanner: *const PresendScanner,
    text: PresendText,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for one.
        let scan = unsafe { Scan::new(scanner, now_unix_seconds, cancel, checked) }?;
        // SAFETY: the caller lends text of the length that it names until the call returns.
        scan.of(Attachment::text(unsafe { argument::text(text) }?))
    })
}

/// Checks what the callbacks read, in pieces if it is large. Otherwise as presend_scan_bytes. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_source(
    scanner: *const PresendScanner,
    source: *const PresendSource,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for one.
        let scan = unsafe { Scan::new(scanner, now_unix_seconds, cancel, checked) }?;
        // SAFETY: the caller passes NULL or a structure.
        let source = unsafe { argument::copied(source, "source") }?;
        scan.of(Attachment::source(&Callbacks::new(&source)?))
    })
}

/// Checks a file, in pieces if it is large. One that cannot be opened is undecided, `unreadable`.
/// Otherwise as presend_scan_bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_file(
    scanner: *const PresendScanner,
    path: PresendText,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for one.
        let scan = unsafe { Scan::new(scanner, now_unix_seconds, cancel, checked) }?;
        // SAFETY: the caller lends text of the length that it names.
        match File::open(unsafe { argument::path(path) }?) {
            Ok(file) => scan.of(Attachment::source(&file)),
            Err(_) => scan.of(Attachment::source(&NotOpened)),
        }
    })
}

/// Checks pixels. There are no bytes, so no exact digest is compared. Otherwise as
/// presend_scan_bytes. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scan_pixels(
    scanner: *const PresendScanner,
    pixels: *const PresendPixels,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or handles, and lends a place for one.
        let scan = unsafe { Scan::new(scanner, now_unix_seconds, cancel, checked) }?;
        // SAFETY: the caller lends so many bytes until the call returns.
        scan.of(Attachment::pixels(unsafe { argument::copied(pixels, "pixels")?.view() }?))
    })
}

/// All that decides besides the facts, in lines that a stranger can read. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scanner_describe_policy(
    scanner: *const PresendScanner,
    text: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(text, PresendBuffer::EMPTY) }?;
        // SAFETY: the caller passes NULL or a handle.
        let PresendScanner { scanner, .. } = unsafe { argument::shared(scanner, "scanner") }?;
        let text = scanner.describe_policy();
        out.set(PresendBuffer::of(text.into_bytes()));
        Ok(())
    })
}

/// Hashes that the sets have rows of and no attachment is compared by: the app lends no code for them, or code for
/// values of another length. It is known before the first scan. `index` counts from 0; what is behind the last one
/// is PRESEND_STATUS_BAD_ARGUMENT. The text in the result lives as long as the scanner. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_scanner_not_compared(
    scanner: Option<&PresendScanner>,
    index: usize,
    not_compared: *mut PresendNotCompared,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(not_compared, PresendNotCompared::EMPTY) }?;
        let found = needed(scanner, "scanner")?.not_compared.get(index);
        let found = found.ok_or_else(|| Failure::argument("no such index"))?;
        out.set(PresendNotCompared::of(found));
        Ok(())
    })
}

/// Frees a scanner. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_scanner_free(scanner: Option<Box<PresendScanner>>) {
    guard_or((), || drop(scanner));
}

/// What a file that cannot be opened is scanned as.
struct NotOpened;

impl ByteSource for NotOpened {
    fn length(&self) -> Result<u64, SourceFailed> {
        Err(SourceFailed)
    }

    fn read_at(&self, _: u64, _: &mut [u8]) -> Result<usize, SourceFailed> {
        Err(SourceFailed)
    }
}

/// What the ways to scan have in common.
struct Scan {
    scanner: Arc<AttachmentScanner>,
    context: ScanContext,
    out: Out<*mut PresendChecked>,
}

impl Scan {
    /// # Safety
    /// As for [`Out::handle`] and [`argument::shared`].
    unsafe fn new(
        scanner: *const PresendScanner,
        now_unix_seconds: u64,
        cancel: *const PresendCancel,
        checked: *mut *mut PresendChecked,
    ) -> Result<Self, Failure> {
        // SAFETY: the same is asked of this function's caller.
        unsafe {
            let out = Out::handle(checked)?;
            let PresendScanner { scanner, .. } = argument::shared(scanner, "scanner")?;
            Ok(Self { scanner, context: context(now_unix_seconds, cancel), out })
        }
    }

    fn of(mut self, attachment: Attachment<'_>) -> Result<(), Failure> {
        let checked = self.scanner.scan(attachment, &self.context);
        self.out.give(PresendChecked { checked });
        Ok(())
    }
}
