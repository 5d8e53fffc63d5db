use std::sync::atomic::{AtomicU64, Ordering};

/// It is not earlier than this, in seconds since 1970. It only ever rises.
#[derive(Debug, Default)]
pub(crate) struct TimeFloor(AtomicU64);

impl TimeFloor {
    pub(crate) const fn new(unix_seconds: u64) -> Self {
        Self(AtomicU64::new(unix_seconds))
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn raise(&self, unix_seconds: u64) {
        self.0.fetch_max(unix_seconds, Ordering::Relaxed);
    }
}
