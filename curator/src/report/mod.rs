//! The recipient's desk: what opens a sealed report, and what it is compared with.
//!
//! A report is a hint, never evidence: whoever has the recipient's public key, which is in every set, can
//! write one. What is checked is whether it could have come from a phone with that set.

mod copy;
mod key;
mod open;
mod tally;

pub use copy::{ReportFault, SetCopy};
pub use key::RecipientKey;
pub use open::{OpenFault, Opened, open};
pub use tally::Tally;

/// What every reader of a report is told.
pub const WORTH: &str = "A report is a hint, never evidence: anyone can write one.";
