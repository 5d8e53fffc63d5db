//! What one scan is given besides the attachment: the time, a way to cancel, a way to watch.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Cancels a scan from another thread. Clones share one flag.
#[derive(Clone, Debug, Default)]
pub struct CancelToken {
    cancelled: Arc<AtomicBool>,
}

impl CancelToken {
    /// A token that is not cancelled.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the scan to stop. It ends as undecided, `cancelled`.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// True once [`CancelToken::cancel`] was called on any clone.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }
}

/// A clock that never goes back. The core has none of its own: the host may lend it one, for the
/// timing of stages and the deadline of the policy.
pub trait Monotonic: Send + Sync {
    /// Microseconds since some fixed moment.
    fn now_us(&self) -> u64;
}

/// What one scan is given. The core reads no clock: the host says what time it is.
#[derive(Clone, Debug)]
pub struct ScanContext {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub now_unix_seconds: u64,
    /// Cancels this scan.
    pub cancel: CancelToken,
}

impl ScanContext {
    /// A context at this time, in seconds since 1970, that nobody cancels.
    #[must_use]
    pub fn at(now_unix_seconds: u64) -> Self {
        Self { now_unix_seconds, cancel: CancelToken::new() }
    }

    /// The same context with this cancel token.
    #[must_use]
    pub fn with_cancel(mut self, cancel: CancelToken) -> Self {
        self.cancel = cancel;
        self
    }
}
