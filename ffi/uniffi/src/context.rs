//! What one scan is given besides the attachment.

use std::sync::Arc;

use presend::context as core;

use crate::failure::HostFailure;

pub use crate::cancel::CancelToken;

/// What a scan begins to do.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum ScanStep {
    /// Reads or digests the attachment from here on.
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
        /// When it is shown, from the start.
        time_ms: Option<u64>,
    },
    /// Compares with the sets.
    LookingUp,
    /// Asks the policy.
    Deciding,
}

/// Follows a scan, on the thread that scans.
#[uniffi::export(rust, foreign)]
pub trait ScanProgress: Send + Sync {
    /// This begins.
    ///
    /// # Errors
    /// None that matters: a scan goes on.
    fn step(&self, step: ScanStep) -> Result<(), HostFailure>;
}

/// What one scan is given.
#[derive(uniffi::Record)]
pub struct ScanContext {
    /// The time, in seconds since 1970.
    pub now_unix_seconds: u64,
    /// Cancels it.
    #[uniffi(default = None)]
    pub cancel: Option<Arc<CancelToken>>,
    /// Follows it.
    #[uniffi(default = None)]
    pub progress: Option<Arc<dyn ScanProgress>>,
}

impl From<ScanContext> for core::ScanContext {
    fn from(context: ScanContext) -> Self {
        let ScanContext { now_unix_seconds, cancel, progress } = context;
        let token = cancel.map(|cancel| cancel.token.clone()).unwrap_or_default();
        let core = Self::at(now_unix_seconds).with_cancel(token);
        match progress {
            Some(progress) => core.with_progress(Arc::new(HostProgress(progress))),
            None => core,
        }
    }
}

struct HostProgress(Arc<dyn ScanProgress>);

impl core::ScanProgress for HostProgress {
    fn step(&self, step: core::ScanStep) {
        let step = match step {
            core::ScanStep::Reading { done_bytes, total_bytes } => {
                ScanStep::Reading { done_bytes, total_bytes }
            }
            core::ScanStep::Picture { frame, time_ms } => ScanStep::Picture { frame, time_ms },
            core::ScanStep::LookingUp => ScanStep::LookingUp,
            core::ScanStep::Deciding => ScanStep::Deciding,
        };
        let _ = self.0.step(step);
    }
}
