//! A clock of the app's, or the system's: the library reads none unless it is asked to.

use core::ffi::c_void;
use std::time::Instant;

use presend::context::Monotonic;
use presend_c_base::callback::{self, PresendRelease, User};

use crate::status::Failure;

/// Microseconds since some fixed moment, never going back. It is called when a scan, a stage of it or a
/// policy begins and ends. It may free or use any handle, and should return at once.
pub type PresendNowUs = Option<unsafe extern "C-unwind" fn(user: *mut c_void) -> u64>;

/// A clock that never goes back, for the timing of stages and the deadline of the policy.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendMonotonic {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// Tells the time.
    pub now_us: PresendNowUs,
    /// Frees `user`; may be NULL. Called exactly once, also if adding the clock failed.
    pub release: PresendRelease,
}

/// The system's clock, for an app that lends none of its own.
pub(crate) struct SystemClock(pub(crate) Instant);

impl Monotonic for SystemClock {
    fn now_us(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

/// A callback as a clock of the core.
pub(crate) struct Clock {
    user: User,
    now_us: unsafe extern "C-unwind" fn(user: *mut c_void) -> u64,
}

impl Clock {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    pub(crate) fn new(clock: &PresendMonotonic) -> Result<Self, Failure> {
        let PresendMonotonic { user, now_us, release } = *clock;
        let user = User { pointer: user, release };
        let now_us = now_us.ok_or_else(|| Failure::null("now_us"))?;
        Ok(Self { user, now_us })
    }
}

impl Monotonic for Clock {
    fn now_us(&self) -> u64 {
        // SAFETY: the app's own function with the app's own pointer.
        callback::call(|| unsafe { (self.now_us)(self.user.pointer) })
    }
}
