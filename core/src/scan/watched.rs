use crate::context::ScanStep;
use crate::decode::{FrameInfo, LumaRow, LumaSink};
use crate::run::Run;

/// Says which frame begins.
pub(super) struct WatchedSink<'a, S> {
    inner: &'a mut S,
    run: Run<'a>,
}

impl<'a, S: LumaSink> WatchedSink<'a, S> {
    pub(super) const fn new(inner: &'a mut S, run: Run<'a>) -> Self {
        Self { inner, run }
    }
}

impl<S: LumaSink> LumaSink for WatchedSink<'_, S> {
    fn start(&mut self, frame: FrameInfo) {
        self.run.step(ScanStep::Picture { frame: frame.frame, time_ms: frame.time_ms });
        self.inner.start(frame);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.inner.row(row);
    }

    fn end(&mut self, transparent: bool) {
        self.inner.end(transparent);
    }
}
