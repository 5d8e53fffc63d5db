//! Why an app's own code gave no answer. The crate for advice has this file too.

use core::fmt;

/// What an app's own code answers instead of a value: no more than that it could not.
#[derive(Debug, uniffi::Error)]
pub enum HostFailure {
    /// It could not.
    Failed,
}

impl fmt::Display for HostFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the app's own code failed")
    }
}

impl core::error::Error for HostFailure {}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostFailure {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}
