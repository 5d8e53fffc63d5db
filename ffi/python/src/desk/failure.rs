//! Why a desk's call was not done.

use core::fmt;

/// Why a desk's call was not done.
#[derive(Debug, uniffi::Error)]
pub enum DeskFailure {
    /// The file could not be opened.
    File {
        /// The number that the system gives the reason, if it does.
        code: Option<i32>,
    },
    /// These are no hashes of 32 bytes each, or too many.
    Hashes,
}

impl fmt::Display for DeskFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { code: _ } => f.write_str("the file could not be opened"),
            Self::Hashes => f.write_str("these are no hashes of 32 bytes each, or too many"),
        }
    }
}

impl core::error::Error for DeskFailure {}
