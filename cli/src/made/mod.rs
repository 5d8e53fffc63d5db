//! Whole sets made in one go, by the same steps as real ones: the demo, a rehearsal, the test kit.

mod cast;
mod scratch;
mod terms;
mod version;

pub(crate) use cast::{Cast, Keys};
pub(crate) use scratch::Scratch;
pub(crate) use terms::{DAY, Terms, Trusted, fresh_salt, matches};
pub(crate) use version::{Desk, Version};
