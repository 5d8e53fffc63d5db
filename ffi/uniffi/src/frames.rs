//! A video whose frames the app decodes.

use core::fmt;
use std::sync::{Mutex, PoisonError};

use presend::scan::FrameSession as Core;

use crate::checked::Checked;
use crate::failure::PresendFailure;
use crate::pixels::PixelLayout;

/// Checks the frames of a video.
#[derive(uniffi::Object)]
pub struct FrameSession {
    session: Mutex<Option<Core>>,
}

impl FrameSession {
    pub(crate) fn new(session: Core) -> Self {
        Self { session: Mutex::new(Some(session)) }
    }
}

#[uniffi::export]
impl FrameSession {
    /// Hashes one frame.
    ///
    /// # Errors
    /// Why it was not hashed; the session goes on.
    pub fn push(
        &self,
        bytes: &[u8],
        layout: PixelLayout,
        time_ms: u64,
    ) -> Result<(), PresendFailure> {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        let session = session.as_mut().ok_or(PresendFailure::Finished)?;
        Ok(session.push(layout.view(bytes), time_ms)?)
    }

    /// Looks all frames up.
    ///
    /// # Errors
    /// `Finished` the second time.
    pub fn finish(&self) -> Result<Checked, PresendFailure> {
        let taken = self.session.lock().unwrap_or_else(PoisonError::into_inner).take();
        // No lock is held while the policy is asked.
        let checked = taken.ok_or(PresendFailure::Finished)?.finish();
        Ok(Checked { checked })
    }
}

impl fmt::Debug for FrameSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FrameSession(..)")
    }
}
