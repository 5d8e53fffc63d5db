//! Why something was not done.

use core::fmt;

use presend::journal::JournalFault;
use presend::own::OwnCheckRefused;
use presend::sealed::NoReport;
use presend::set::store::StoreFault;
use presend::undecided::Undecided as CoreUndecided;

use crate::undecided::Undecided;

pub use crate::host_failure::HostFailure;

/// Why something other than a scan was not done. It never holds content, paths or hashes.
#[derive(Debug, uniffi::Error)]
pub enum PresendFailure {
    /// A list was refused.
    BadList {
        /// Why, with the line.
        reason: String,
    },
    /// Pins were refused.
    BadPins {
        /// Why.
        reason: String,
    },
    /// An own check was refused.
    BadOwnCheck {
        /// Why.
        reason: String,
    },
    /// The store did not do it.
    Store {
        /// The name of the check or of the reason.
        name: String,
        /// What it means.
        reason: String,
    },
    /// No report can be made or sealed.
    NoReport {
        /// The name of the reason.
        name: String,
        /// What it means.
        reason: String,
    },
    /// The journal is not as it was left, or cannot be reached.
    Journal {
        /// Which record, and how.
        reason: String,
    },
    /// A frame was not hashed.
    Frame {
        /// Why.
        undecided: Undecided,
    },
    /// The session was finished already.
    Finished,
}

impl fmt::Display for PresendFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadList { reason }
            | Self::BadPins { reason }
            | Self::BadOwnCheck { reason }
            | Self::Store { name: _, reason }
            | Self::NoReport { name: _, reason }
            | Self::Journal { reason } => f.write_str(reason),
            Self::Frame { undecided: _ } => f.write_str("a frame was not hashed"),
            Self::Finished => f.write_str("the session was finished already"),
        }
    }
}

impl core::error::Error for PresendFailure {}

impl From<OwnCheckRefused> for PresendFailure {
    fn from(refused: OwnCheckRefused) -> Self {
        Self::BadOwnCheck { reason: refused.to_string() }
    }
}

impl From<StoreFault> for PresendFailure {
    fn from(fault: StoreFault) -> Self {
        let reason = meaning(fault.name(), &fault.to_string());
        Self::Store { name: fault.name().to_owned(), reason }
    }
}

impl From<NoReport> for PresendFailure {
    fn from(fault: NoReport) -> Self {
        let reason = meaning(fault.name(), &fault.to_string());
        Self::NoReport { name: fault.name().to_owned(), reason }
    }
}

/// What follows the name of a fault in its text.
fn meaning(name: &str, text: &str) -> String {
    text.strip_prefix(name).unwrap_or(text).trim_start_matches([':', ' ']).to_owned()
}

impl From<JournalFault> for PresendFailure {
    fn from(fault: JournalFault) -> Self {
        Self::Journal { reason: fault.to_string() }
    }
}

impl From<CoreUndecided> for PresendFailure {
    fn from(reason: CoreUndecided) -> Self {
        Self::Frame { undecided: reason.into() }
    }
}
