//! Known-hash sets: what attachments are compared with.
//!
//! A set is columns of bytes ([`section`]) with a name and its own rules. Today one is built from a
//! plain list that nobody signed ([`KnownSet::from_list_unverified`]); every finding says so.

mod algorithm;
mod bytes;
mod column;
mod known_set;
mod list;
mod parameters;
mod salt;

pub mod section;

pub use algorithm::NearForm;
pub use bytes::SetBytes;
pub use known_set::{KnownSet, Needs};
pub use list::{ListBuilder, ListError, ListErrorKind, ListValue};
pub use parameters::{BadParameters, MatchParameters};
pub use section::{BadSection, ExactSection, NearSection, VideoSection};

#[cfg(test)]
mod tests;
