//! What runs at a curator's desk, not on a phone: from many lists to one known-hash set that several
//! authorities vouch for entry by entry, and that is in a public log.
//!
//! ```text
//! import      records        many formats to one; every bad line named
//! submission  tags and rows  what one authority hands in: its raw digests never leave it
//! build       draft          sections and manifest text, a pure function of its inputs
//! attest      signature      an authority checks the draft against its own list, and signs
//! join        manifest       all signatures together: the manifest is final
//! log         proof          the manifest goes into the log; witnesses cosign
//! bundle      set file       manifest, proof and sections
//! delta       delta file     from one version to the next
//! report      hint           what a recipient opens, and compares with its own copy of the set
//! ```
#![forbid(unsafe_code)]

pub mod attest;
pub mod build;
pub mod bundle;
pub mod delta;
pub mod file;
pub mod import;
pub mod key;
pub mod log;
mod near;
pub mod report;
mod step;
pub mod submission;

pub use step::Step;
