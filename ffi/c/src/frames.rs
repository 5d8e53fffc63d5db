//! Checks a video whose frames the app decodes.

use presend::scan::FrameSession;

use crate::argument::{Out, needed};
use crate::cancel::{PresendCancel, context};
use crate::checked::PresendChecked;
use crate::names::PresendReason;
use crate::pixels::PresendPixels;
use crate::scan::PresendScanner;
use crate::status::{Failure, PresendStatus, guard, guard_or};

/// The frames of one video: push them in order, one a second or more, then finish.
#[derive(Debug)]
pub struct PresendFrames {
    session: Option<FrameSession>,
}

/// Begins a video. `cancel` may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_new(
    scanner: Option<&PresendScanner>,
    now_unix_seconds: u64,
    cancel: Option<&PresendCancel>,
    frames: *mut *mut PresendFrames,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(frames) }?;
        let scanner = &needed(scanner, "scanner")?.scanner;
        let session = scanner.frames(&context(now_unix_seconds, cancel));
        out.give(PresendFrames { session: Some(session) });
        Ok(())
    })
}

/// Hashes one frame, shown at this time from the start of the video. `reason`, which may be NULL, says
/// why it was not hashed; the video goes on then, and without a finding ends as undecided. One thread
/// at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_push(
    frames: Option<&mut PresendFrames>,
    pixels: Option<&PresendPixels>,
    time_ms: u64,
    reason: *mut PresendReason,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the reason, or none.
        let mut out = unsafe { Out::new(reason, PresendReason::None) }.ok();
        let session = needed(frames, "frames")?.session.as_mut().ok_or_else(finished)?;
        // SAFETY: the caller lends so many bytes until the call returns.
        let view = unsafe { needed(pixels, "pixels")?.view() }?;
        if let (Err(reason), Some(out)) = (session.push(view, time_ms), &mut out) {
            out.set(PresendReason::of(reason));
        }
        Ok(())
    })
}

/// Looks all frames up and decides, as a scan does. The handle is spent: it can only be freed. One
/// thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_finish(
    frames: Option<&mut PresendFrames>,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(checked) }?;
        let session = needed(frames, "frames")?.session.take().ok_or_else(finished)?;
        out.give(PresendChecked { checked: session.finish() });
        Ok(())
    })
}

/// Frees a video, finished or not. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_frames_free(frames: Option<Box<PresendFrames>>) {
    guard_or((), || drop(frames));
}

fn finished() -> Failure {
    Failure::argument("the video is finished")
}
