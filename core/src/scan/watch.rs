//! Tells the host how far a scan is, and asks it whether to stop.

use crate::context::{CancelToken, ScanContext, ScanProgress, ScanStep};
use crate::decode::{FrameInfo, LumaRow, LumaSink};
use crate::policy::guarded;
use crate::undecided::Undecided;

/// How the host follows one scan.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    pub(super) cancel: &'a CancelToken,
    pub(super) progress: Option<&'a dyn ScanProgress>,
}

impl<'a> Watch<'a> {
    pub(super) fn of(context: &'a ScanContext) -> Self {
        Self { cancel: &context.cancel, progress: context.progress.as_deref() }
    }

    /// Still asked whether to stop, and not told: for bytes that are read once more.
    pub(super) const fn quiet(self) -> Self {
        Self { cancel: self.cancel, progress: None }
    }

    /// Reports the step that begins. A panic in the host's callback must not cost the scan.
    pub(super) fn step(self, step: ScanStep) {
        if let Some(progress) = self.progress {
            let _ = guarded(|| progress.step(step));
        }
    }

    pub(super) fn stop_if_cancelled(self) -> Result<(), Undecided> {
        if self.cancel.is_cancelled() { Err(Undecided::Cancelled) } else { Ok(()) }
    }
}

/// Says which frame begins.
pub(super) struct WatchedSink<'a, S> {
    inner: &'a mut S,
    watch: Watch<'a>,
}

impl<'a, S: LumaSink> WatchedSink<'a, S> {
    pub(super) const fn new(inner: &'a mut S, watch: Watch<'a>) -> Self {
        Self { inner, watch }
    }
}

impl<S: LumaSink> LumaSink for WatchedSink<'_, S> {
    fn start(&mut self, frame: FrameInfo) {
        self.watch.step(ScanStep::Picture { frame: frame.frame, time_ms: frame.time_ms });
        self.inner.start(frame);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.inner.row(row);
    }

    fn end(&mut self, transparent: bool) {
        self.inner.end(transparent);
    }
}
