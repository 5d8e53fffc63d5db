//! [`Fingerprints`](crate::hash::Fingerprints) and sets -> [`Hit`]s: facts, not decisions.
//!
//! Every row is compared whether or not an earlier one matched, so that time tells nothing.
//! What several rows of one entry say becomes one hit, by its strongest evidence.

mod canaries;
mod cleared;
mod entries;
mod find;
mod hit;
mod lent;
mod nearest;
mod queries;
mod video;

pub mod exact;
pub mod near;

pub use find::{find, find_frames};
pub use hit::{Hit, MAX_HITS, strongest_first};

#[cfg(test)]
mod edited_tests;
#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod lent_tests;
#[cfg(test)]
mod tests;
