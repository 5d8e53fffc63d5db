//! Why a check could not be finished. Silence is never "clean": every reason has a name.

use core::fmt;

use crate::limits::LimitName;

/// The reason for an undecided outcome. It carries a kind, never content, names or hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undecided {
    /// The media kind is unknown, or known and not decoded by this build.
    UnsupportedFormat,
    /// A video for which the app lends no decoder, or none that is called for: exact digests alone were
    /// compared.
    UnopenedContainer,
    /// The picture ends before its header says it should.
    Truncated,
    /// The bytes break the rules of their own format.
    Corrupt,
    /// The content is locked with a password or key.
    Encrypted,
    /// A bound of [`crate::limits::Limits`] would have been passed.
    OverLimit(LimitName),
    /// The caller's [`crate::context::CancelToken`] was cancelled.
    Cancelled,
    /// No known-hash set was there to compare with.
    NoUsableSet,
    /// The attachment has no bytes, or the app pushed no frame of a video.
    Empty,
    /// The attachment's source returned an error.
    Unreadable,
    /// The attachment's length or content changed between two reads.
    ChangedWhileReading,
    /// A decoder failed in a way it should not; the rest of the app is unharmed.
    DecoderFailed,
    /// A hash that the app lends gave no value, or its code is for values of another length than the set's.
    LentHashFailed,
}

impl Undecided {
    /// All reasons, one for each limit.
    pub const ALL: [Self; 26] = [
        Self::UnsupportedFormat,
        Self::UnopenedContainer,
        Self::Truncated,
        Self::Corrupt,
        Self::Encrypted,
        Self::OverLimit(LimitName::InputBytes),
        Self::OverLimit(LimitName::InputBytesInMemory),
        Self::OverLimit(LimitName::Pixels),
        Self::OverLimit(LimitName::SidePixels),
        Self::OverLimit(LimitName::Frames),
        Self::OverLimit(LimitName::VideoFrames),
        Self::OverLimit(LimitName::Parts),
        Self::OverLimit(LimitName::Depth),
        Self::OverLimit(LimitName::PartBytes),
        Self::OverLimit(LimitName::UnpackedBytes),
        Self::OverLimit(LimitName::DecodeBytes),
        Self::OverLimit(LimitName::WorkBytes),
        Self::OverLimit(LimitName::TextBytes),
        Self::OverLimit(LimitName::Links),
        Self::Cancelled,
        Self::NoUsableSet,
        Self::Empty,
        Self::Unreadable,
        Self::ChangedWhileReading,
        Self::DecoderFailed,
        Self::LentHashFailed,
    ];

    /// The stable name used in JSON, in the journal and in the documentation.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnsupportedFormat => "unsupported_format",
            Self::UnopenedContainer => "unopened_container",
            Self::Truncated => "truncated",
            Self::Corrupt => "corrupt",
            Self::Encrypted => "encrypted",
            Self::OverLimit(_) => "over_limit",
            Self::Cancelled => "cancelled",
            Self::NoUsableSet => "no_usable_set",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::ChangedWhileReading => "changed_while_reading",
            Self::DecoderFailed => "decoder_failed",
            Self::LentHashFailed => "lent_hash_failed",
        }
    }

    /// The limit that would have been passed, if that is the reason.
    #[must_use]
    pub const fn limit(self) -> Option<LimitName> {
        match self {
            Self::OverLimit(limit) => Some(limit),
            Self::UnsupportedFormat
            | Self::UnopenedContainer
            | Self::Truncated
            | Self::Corrupt
            | Self::Encrypted
            | Self::Cancelled
            | Self::NoUsableSet
            | Self::Empty
            | Self::Unreadable
            | Self::ChangedWhileReading
            | Self::DecoderFailed
            | Self::LentHashFailed => None,
        }
    }
}

impl core::error::Error for Undecided {}

impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.limit() {
            Some(limit) => write!(f, "{} ({})", self.name(), limit.name()),
            None => f.write_str(self.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Undecided;
    use crate::limits::LimitName;

    /// The place of a reason in `ALL`. A new reason does not compile until it has a place.
    fn place(reason: Undecided) -> usize {
        match reason {
            Undecided::UnsupportedFormat => 0,
            Undecided::UnopenedContainer => 1,
            Undecided::Truncated => 2,
            Undecided::Corrupt => 3,
            Undecided::Encrypted => 4,
            Undecided::OverLimit(LimitName::InputBytes) => 5,
            Undecided::OverLimit(LimitName::InputBytesInMemory) => 6,
            Undecided::OverLimit(LimitName::Pixels) => 7,
            Undecided::OverLimit(LimitName::SidePixels) => 8,
            Undecided::OverLimit(LimitName::Frames) => 9,
            Undecided::OverLimit(LimitName::VideoFrames) => 10,
            Undecided::OverLimit(LimitName::Parts) => 11,
            Undecided::OverLimit(LimitName::Depth) => 12,
            Undecided::OverLimit(LimitName::PartBytes) => 13,
            Undecided::OverLimit(LimitName::UnpackedBytes) => 14,
            Undecided::OverLimit(LimitName::DecodeBytes) => 15,
            Undecided::OverLimit(LimitName::WorkBytes) => 16,
            Undecided::OverLimit(LimitName::TextBytes) => 17,
            Undecided::OverLimit(LimitName::Links) => 18,
            Undecided::Cancelled => 19,
            Undecided::NoUsableSet => 20,
            Undecided::Empty => 21,
            Undecided::Unreadable => 22,
            Undecided::ChangedWhileReading => 23,
            Undecided::DecoderFailed => 24,
            Undecided::LentHashFailed => 25,
        }
    }

    #[test]
    fn all_holds_every_reason_once() {
        let places: Vec<usize> = Undecided::ALL.into_iter().map(place).collect();
        assert_eq!(places, (0..Undecided::ALL.len()).collect::<Vec<_>>());
    }
}
