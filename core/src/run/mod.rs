//! What one scan runs under: its bounds, how it is stopped, followed and timed, and what it has spent.

pub(crate) mod guard;
mod meter;
mod parts;

pub(crate) use meter::Meter;

use core::fmt;

use crate::context::{CancelToken, Monotonic, ScanProgress, ScanStep};
use crate::limits::Limits;
use crate::panics::guarded;
use crate::undecided::Undecided;

/// What every stage of one scan is given. A copy is as good: it lends and holds nothing.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The bounds.
    pub limits: &'a Limits,
    /// Cancels the work.
    pub cancel: &'a CancelToken,
    /// Measures the stages, if there is one.
    pub clock: Option<&'a dyn Monotonic>,
    /// Follows the work, if there is one.
    pub progress: Option<&'a dyn ScanProgress>,
}

impl<'a> Run<'a> {
    /// Without clock or progress.
    #[must_use]
    pub const fn new(limits: &'a Limits, cancel: &'a CancelToken) -> Self {
        Self { limits, cancel, clock: None, progress: None }
    }

    /// Still asked whether to stop, and not told: for bytes that are read once more.
    pub(crate) const fn quiet(self) -> Self {
        Self { progress: None, ..self }
    }

    /// Reports the step that begins. A panic in the host's callback must not cost the scan.
    pub(crate) fn step(self, step: ScanStep) {
        if let Some(progress) = self.progress {
            let _ = guarded(|| progress.step(step));
        }
    }

    /// Microseconds of the clock; zero without one.
    pub(crate) fn now_us(self) -> u64 {
        self.clock.map_or(0, Monotonic::now_us)
    }

    /// Stops a cancelled scan.
    ///
    /// # Errors
    /// [`Undecided::Cancelled`].
    pub fn cancelled(self) -> Result<(), Undecided> {
        if self.cancel.is_cancelled() { Err(Undecided::Cancelled) } else { Ok(()) }
    }
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut run = f.debug_struct("Run");
        run.field("limits", &self.limits).field("cancel", &self.cancel).finish_non_exhaustive()
    }
}
