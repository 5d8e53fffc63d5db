use crate::context::Monotonic;
use crate::decode::{FrameInfo, LumaRow, LumaSink};

/// Measures how long the inner sink takes, so that decoding and hashing can be told apart although
/// they run row by row in turn.
pub(super) struct TimedSink<'a, S> {
    inner: &'a mut S,
    clock: &'a dyn Monotonic,
    spent_us: u64,
}

impl<'a, S: LumaSink> TimedSink<'a, S> {
    pub(super) const fn new(inner: &'a mut S, clock: &'a dyn Monotonic) -> Self {
        Self { inner, clock, spent_us: 0 }
    }

    pub(super) const fn spent_us(&self) -> u64 {
        self.spent_us
    }

    fn timed(&mut self, call: impl FnOnce(&mut S)) {
        let start = self.clock.now_us();
        call(self.inner);
        let took = self.clock.now_us().saturating_sub(start);
        self.spent_us = self.spent_us.saturating_add(took);
    }
}

impl<S: LumaSink> LumaSink for TimedSink<'_, S> {
    fn start(&mut self, frame: FrameInfo) {
        self.timed(|sink| sink.start(frame));
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.timed(|sink| sink.row(row));
    }

    fn end(&mut self, transparent: bool) {
        self.timed(|sink| sink.end(transparent));
    }
}
