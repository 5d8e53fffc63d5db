use super::parts::PartsLeft;
use super::{Meter, Run};
use crate::context::CancelToken;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

/// Keeps one scan, of an attachment and all its parts, within its [`Limits`]: asked before every
/// allocation and every piece of work.
#[derive(Debug)]
pub struct Guard<'a> {
    run: Run<'a>,
    work: Meter,
    pub(super) left: PartsLeft,
}

impl<'a> Guard<'a> {
    /// A guard with the whole budget.
    #[must_use]
    pub fn new(limits: &'a Limits, cancel: &'a CancelToken) -> Self {
        Self::of(Run::new(limits, cancel))
    }

    /// The same for a run that is followed or timed.
    pub(crate) fn of(run: Run<'a>) -> Self {
        let work = Meter::new(run.limits.max_work_bytes);
        Self { run, work, left: PartsLeft::of(run.limits) }
    }

    /// What the readers of this scan take from, too.
    pub(crate) const fn meter(&self) -> &Meter {
        &self.work
    }

    /// The bounds it keeps.
    #[must_use]
    pub const fn limits(&self) -> &'a Limits {
        self.run.limits
    }

    /// The token it watches.
    #[must_use]
    pub const fn cancel(&self) -> &'a CancelToken {
        self.run.cancel
    }

    /// Refuses a picture whose header claims too many pixels or too long a side.
    ///
    /// # Errors
    /// [`Undecided::OverLimit`]; [`Undecided::Corrupt`] if a side is zero.
    pub fn picture(&self, width: u32, height: u32) -> Result<(), Undecided> {
        if width == 0 || height == 0 {
            return Err(Undecided::Corrupt);
        }
        if width.max(height) > self.run.limits.max_side_pixels {
            return Err(Undecided::OverLimit(LimitName::SidePixels));
        }
        if u64::from(width).saturating_mul(u64::from(height)) > self.run.limits.max_pixels {
            return Err(Undecided::OverLimit(LimitName::Pixels));
        }
        Ok(())
    }

    /// Refuses an allocation of decoder memory, in bytes, before it is made.
    ///
    /// # Errors
    /// [`Undecided::OverLimit`] with [`LimitName::DecodeBytes`].
    pub const fn memory(&self, bytes: u64) -> Result<(), Undecided> {
        if bytes > self.run.limits.max_decode_bytes {
            return Err(Undecided::OverLimit(LimitName::DecodeBytes));
        }
        Ok(())
    }

    /// Takes decoded bytes from the work budget of the whole scan. What is read is taken by the
    /// reader itself.
    ///
    /// # Errors
    /// [`Undecided::OverLimit`] with [`LimitName::WorkBytes`] once the budget is spent.
    pub fn work(&mut self, decoded_bytes: u64) -> Result<(), Undecided> {
        self.work.take(decoded_bytes);
        self.within_work()
    }

    /// Stops a scan whose reader has spent the budget.
    pub(crate) fn within_work(&self) -> Result<(), Undecided> {
        if self.work.is_spent() {
            return Err(Undecided::OverLimit(LimitName::WorkBytes));
        }
        Ok(())
    }

    /// Stops a cancelled scan.
    ///
    /// # Errors
    /// [`Undecided::Cancelled`].
    pub fn cancelled(&self) -> Result<(), Undecided> {
        self.run.cancelled()
    }
}
