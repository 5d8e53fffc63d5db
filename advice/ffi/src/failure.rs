//! Why something was refused.

use core::fmt;

use presend_advice::{GuardianNeeded, ModelRefused, PinFault};

/// Why something was refused. It never holds content or paths.
#[derive(Debug, uniffi::Error)]
pub enum AdviceFailure {
    /// The text of a pin was refused.
    BadPin {
        /// Why, with the line.
        reason: String,
    },
    /// A model was refused.
    Model {
        /// The stable name of the reason.
        name: String,
        /// The same, with the operation if one is not supported.
        reason: String,
    },
    /// A guardian set the switch, and no proof was shown.
    GuardianNeeded,
}

impl fmt::Display for AdviceFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPin { reason } | Self::Model { name: _, reason } => f.write_str(reason),
            Self::GuardianNeeded => GuardianNeeded.fmt(f),
        }
    }
}

impl core::error::Error for AdviceFailure {}

impl From<PinFault> for AdviceFailure {
    fn from(fault: PinFault) -> Self {
        Self::BadPin { reason: fault.to_string() }
    }
}

impl From<ModelRefused> for AdviceFailure {
    fn from(refused: ModelRefused) -> Self {
        Self::Model { name: refused.name().to_owned(), reason: refused.to_string() }
    }
}

impl From<GuardianNeeded> for AdviceFailure {
    fn from(GuardianNeeded: GuardianNeeded) -> Self {
        Self::GuardianNeeded
    }
}
