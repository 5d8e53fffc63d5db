//! Bytes and luma rows -> [`Fingerprints`]: exact digests, and PDQ in eight exact orientations.

mod fingerprints;

pub mod digest;

pub mod edits;

pub mod pdq;

pub mod vpdq;

pub use fingerprints::{Digests, Fingerprints, FrameFingerprints};
