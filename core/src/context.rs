//! What one scan is given besides the attachment: the time, a way to cancel, a way to watch.

use core::fmt;
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

/// What a scan begins to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanStep {
    /// Reads or digests the attachment from here on. It runs once from 0 to the end: bytes that are
    /// read again, for the picture say, are not told again.
    Reading {
        /// Bytes that are done.
        done_bytes: u64,
        /// Bytes in all.
        total_bytes: u64,
    },
    /// Decodes and hashes this frame, counted from 0.
    Picture {
        /// Which frame.
        frame: u32,
        /// When it is shown, in milliseconds from the start; `None` for a still.
        time_ms: Option<u64>,
    },
    /// Compares with the sets.
    LookingUp,
    /// Asks the policy.
    Deciding,
}

/// Is told what a scan does, on the thread that scans; it should return at once.
pub trait ScanProgress: Send + Sync {
    /// This begins.
    fn step(&self, step: ScanStep);
}

/// What one scan is given. The core reads no clock: the host says what time it is.
#[derive(Clone)]
pub struct ScanContext {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub now_unix_seconds: u64,
    /// Cancels this scan.
    pub cancel: CancelToken,
    /// Follows this scan.
    pub progress: Option<Arc<dyn ScanProgress>>,
}

impl ScanContext {
    /// A context at this time, in seconds since 1970, that nobody cancels or follows.
    #[must_use]
    pub fn at(now_unix_seconds: u64) -> Self {
        Self { now_unix_seconds, cancel: CancelToken::new(), progress: None }
    }

    /// The same context with this cancel token.
    #[must_use]
    pub fn with_cancel(mut self, cancel: CancelToken) -> Self {
        self.cancel = cancel;
        self
    }

    /// The same context, followed by `progress`.
    #[must_use]
    pub fn with_progress(mut self, progress: Arc<dyn ScanProgress>) -> Self {
        self.progress = Some(progress);
        self
    }
}

impl fmt::Debug for ScanContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut context = f.debug_struct("ScanContext");
        context.field("now_unix_seconds", &self.now_unix_seconds).field("cancel", &self.cancel);
        context.finish_non_exhaustive()
    }
}
