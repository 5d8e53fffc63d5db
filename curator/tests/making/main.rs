//! The curator's library, from the lists of several authorities to a set file and its next version.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod changing;
mod lent;
mod made;
mod order;
