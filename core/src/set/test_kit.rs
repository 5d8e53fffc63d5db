//! A verified set to try a store with, of harmless drawn pictures. Its keys are published test keys, so
//! that every finding of it is marked as a test. `presend testkit` writes it, with its public log.

/// A set as three made-up authorities signed it, and the next version of it.
#[derive(Clone, Copy, Debug)]
pub struct VerifiedTestSet {
    /// Its name.
    pub name: &'static str,
    /// The pins of an app that uses it.
    pub pins: &'static str,
    /// The set file of version 1: valid for ten years from 2026-01-01.
    pub first: &'static [u8],
    /// The delta from version 1 to version 2.
    pub delta: &'static [u8],
}

/// The set. Like every set it knows the [test pictures](super::canary::PICTURES).
pub const VERIFIED: VerifiedTestSet = VerifiedTestSet {
    name: "made-up/test-kit",
    pins: include_str!("../../testdata/verified/pins.txt"),
    first: include_bytes!("../../testdata/verified/1.khs"),
    delta: include_bytes!("../../testdata/verified/1-2.khd"),
};

impl VerifiedTestSet {
    /// The file of version 1 with one row changed after it was signed: a device refuses it.
    #[must_use]
    pub fn refused(&self) -> Vec<u8> {
        let mut file = self.first.to_vec();
        if let Some(last) = file.last_mut() {
            *last ^= 1;
        }
        file
    }
}
