//! Known-hash sets: what attachments are compared with.
//!
//! A set is columns of bytes ([`section`]) with a name and its own rules. A verified one is a file
//! that passed every check of [`check`], and lives in a [`store`]. One can also be built from a plain
//! list that nobody signed ([`KnownSet::from_list_unverified`]); every finding says so.

mod algorithm;
pub(crate) mod base64;
mod bytes;
mod column;
mod fault;
mod floor;
mod known_set;
pub(crate) mod lines;
mod list;
mod parameters;
mod pins;
mod salt;
mod section_algorithm;
mod state;
mod text_fault;
mod view;

pub mod attest;
pub mod canary;
pub mod check;
pub mod container;
pub mod delta;
pub mod log;
pub mod manifest;
pub mod note;
pub mod section;
pub mod store;
pub mod test_kit;
pub mod vault;

pub use algorithm::NearForm;
pub use bytes::SetBytes;
pub use column::SectionLayout;
pub use fault::SetFault;
pub use known_set::{KnownSet, Needs};
pub use list::{LentValue, ListBuilder, ListError, ListErrorKind, ListValue, ListWord};
pub use parameters::{BadParameters, MatchParameters};
pub use pins::{PinnedAuthority, PinnedCaps, Pins, PinsFault};
pub use salt::{tag, url_tag};
pub use section::{BadSection, ExactSection, Halves, LentSection, NearSection, Rows, VideoSection};
pub use section_algorithm::{SectionAlgorithm, SectionShape};
pub use state::{
    DeviceKey, MAX_PENDING, PendingFinding, SeenLog, SetState, StoredVersion, VersionLeaf,
};
pub use text_fault::TextFault;
pub use view::SectionView;

#[cfg(test)]
mod tests;
