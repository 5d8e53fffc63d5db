//! Why a scan could not be finished. The crate for advice has this file too.

use presend::undecided::Undecided as Core;

/// The reason for an undecided outcome.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Undecided {
    /// The media kind is unknown, or known and not decoded.
    UnsupportedFormat,
    /// A video for which no decoder is lent, or that is compared by its digest alone.
    UnopenedContainer,
    /// The picture ends too early.
    Truncated,
    /// The bytes break their format's rules.
    Corrupt,
    /// Locked with a password.
    Encrypted,
    /// A limit would have been passed.
    OverLimit {
        /// Its name.
        limit: String,
    },
    /// Cancelled.
    Cancelled,
    /// Nothing to compare with.
    NoUsableSet,
    /// No bytes, or no frame.
    Empty,
    /// The source failed.
    Unreadable,
    /// The bytes changed between two reads.
    ChangedWhileReading,
    /// A decoder failed.
    DecoderFailed,
    /// A lent hash failed.
    LentHashFailed,
}

impl From<Core> for Undecided {
    fn from(core: Core) -> Self {
        match core {
            Core::UnsupportedFormat => Self::UnsupportedFormat,
            Core::UnopenedContainer => Self::UnopenedContainer,
            Core::Truncated => Self::Truncated,
            Core::Corrupt => Self::Corrupt,
            Core::Encrypted => Self::Encrypted,
            Core::OverLimit(limit) => Self::OverLimit { limit: limit.name().to_owned() },
            Core::Cancelled => Self::Cancelled,
            Core::NoUsableSet => Self::NoUsableSet,
            Core::Empty => Self::Empty,
            Core::Unreadable => Self::Unreadable,
            Core::ChangedWhileReading => Self::ChangedWhileReading,
            Core::DecoderFailed => Self::DecoderFailed,
            Core::LentHashFailed => Self::LentHashFailed,
        }
    }
}
