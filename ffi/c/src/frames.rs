//! Checks a video whose frames the app decodes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use presend::scan::FrameSession;
use presend_c_base::argument::{self, Out};
use presend_c_base::pixels::PresendPixels;

use crate::cancel::{PresendCancel, context};
use crate::checked::PresendChecked;
use crate::names::PresendReason;
use crate::scan::PresendScanner;
use crate::status::{Failure, PresendStatus, guard, guard_or};

/// The frames of one video: push them in order, one a second or more, then finish.
#[derive(Clone, Debug)]
pub struct PresendFrames {
    session: Arc<Mutex<Option<FrameSession>>>,
}

impl PresendFrames {
    /// Never held while a callback runs.
    fn session(&self) -> MutexGuard<'_, Option<FrameSession>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins a video. `cancel` may be NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_new(
    scanner: *const PresendScanner,
    now_unix_seconds: u64,
    cancel: *const PresendCancel,
    frames: *mut *mut PresendFrames,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(frames) }?;
        // SAFETY: the caller passes NULL or handles.
        let (PresendScanner { scanner, .. }, context) =
            unsafe { (argument::shared(scanner, "scanner")?, context(now_unix_seconds, cancel)) };
        let session = Arc::new(Mutex::new(Some(scanner.frames(&context))));
        out.give(PresendFrames { session });
        Ok(())
    })
}

/// Hashes one frame, shown at this time from the start of the video. `reason`, which may be NULL, says
/// why it was not hashed; the video goes on then, and without a finding ends as undecided. One thread
/// at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_push(
    frames: *mut PresendFrames,
    pixels: *const PresendPixels,
    time_ms: u64,
    reason: *mut PresendReason,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the reason, or none.
        let mut out = unsafe { Out::new(reason, PresendReason::None) }.ok();
        // SAFETY: the caller passes NULL or a handle.
        let frames = unsafe { argument::shared(frames.cast_const(), "frames") }?;
        // SAFETY: the caller lends so many bytes until the call returns.
        let view = unsafe { argument::copied(pixels, "pixels")?.view() }?;
        let pushed = frames.session().as_mut().ok_or_else(finished)?.push(view, time_ms);
        if let (Err(reason), Some(out)) = (pushed, &mut out) {
            out.set(PresendReason::of(reason));
        }
        Ok(())
    })
}

/// Looks all frames up and decides, as a scan does. The handle is spent: it can only be freed. One
/// thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_frames_finish(
    frames: *mut PresendFrames,
    checked: *mut *mut PresendChecked,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(checked) }?;
        // SAFETY: the caller passes NULL or a handle.
        let frames = unsafe { argument::shared(frames.cast_const(), "frames") }?;
        let session = frames.session().take().ok_or_else(finished)?;
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
