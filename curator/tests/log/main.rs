//! A log of manifests in a folder: what it takes, what it proves, what its witnesses refuse.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod audit;
mod made;
mod proofs;
mod takes;
mod witnesses;
