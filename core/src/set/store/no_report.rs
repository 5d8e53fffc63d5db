use core::fmt;

use super::StoreFault;
use crate::journal::JournalFault;

/// Why there is no sealed report. Nothing was sent, and nothing can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReport {
    /// Another version of the set is in use since it was found.
    OtherVersion,
    /// The set, or its legal basis, has ended.
    Ended,
    /// The set in use leads to no report: its actions leave it out, or it is a test set.
    NotAllowed,
    /// The manifest names nobody who could open it.
    NoRecipient,
    /// Fewer distinct findings than the threshold: some are too old, were withdrawn or forgotten.
    BelowThreshold,
    /// There are no random bytes, or the key of the recipient is no good.
    CannotSeal,
    /// The user's journal does not take the record of it.
    NotRecorded(JournalFault),
    /// The store cannot be read or changed.
    Store(StoreFault),
}

impl NoReport {
    /// The name, as every tool and binding writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OtherVersion => "OtherVersion",
            Self::Ended => "Ended",
            Self::NotAllowed => "NotAllowed",
            Self::NoRecipient => "NoRecipient",
            Self::BelowThreshold => "BelowThreshold",
            Self::CannotSeal => "CannotSeal",
            Self::NotRecorded(_) => "NotRecorded",
            Self::Store(fault) => fault.name(),
        }
    }
}

impl fmt::Display for NoReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let means = match self {
            Self::Store(fault) => return write!(f, "{fault}"),
            Self::NotRecorded(fault) => return write!(f, "NotRecorded: {fault}"),
            Self::OtherVersion => "another version of the set is in use since",
            Self::Ended => "the set or its legal basis has ended",
            Self::NotAllowed => "the set in use leads to no report",
            Self::NoRecipient => "the set names nobody who could open it",
            Self::BelowThreshold => "fewer findings count than the threshold asks for",
            Self::CannotSeal => "it cannot be sealed for its recipient",
        };
        write!(f, "{}: {means}", self.name())
    }
}

impl core::error::Error for NoReport {}

impl From<StoreFault> for NoReport {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}
