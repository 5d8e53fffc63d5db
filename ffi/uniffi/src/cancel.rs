//! Cancelling. The crate for advice has this file too.

use presend::context as core;

/// Cancels, from another thread, what it was given to.
#[derive(Debug, Default, uniffi::Object)]
pub struct CancelToken {
    pub(crate) token: core::CancelToken,
}

#[uniffi::export]
impl CancelToken {
    /// A token that is not cancelled.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks for the end.
    pub fn cancel(&self) {
        self.token.cancel();
    }

    /// True once it was asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.token.is_cancelled()
    }
}
