//! Why a scan could not be finished. The crate for advice has this file too.

use presend::undecided::Undecided as Core;

/// Why a scan, or a part of it, could not be finished. It carries a kind, never content, names or hashes.
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
    /// A bound of `Limits` would have been passed.
    OverLimit {
        /// Its name, such as `max_pixels`.
        limit: String,
    },
    /// The scan was cancelled.
    Cancelled,
    /// Nothing to compare with.
    NoUsableSet,
    /// No bytes, or no frame.
    Empty,
    /// The file, stream or source failed.
    Unreadable,
    /// The bytes changed between two reads.
    ChangedWhileReading,
    /// A decoder failed.
    DecoderFailed,
    /// A `LentHash` failed, or is for values of another length than the set's.
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
