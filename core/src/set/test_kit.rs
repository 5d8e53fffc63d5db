//! Verified sets to try a store with: one of harmless drawn pictures, one of made-up links. Their keys are
//! published test keys, so that every finding of them is marked as a test. `presend testkit` writes them,
//! with their public logs.

/// A set as made-up authorities signed it, and the next version of it.
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

/// The set of pictures. Like every set it knows the [test pictures](super::canary::PICTURES).
pub const VERIFIED: VerifiedTestSet = VerifiedTestSet {
    name: "made-up/test-kit",
    pins: include_str!("../../testdata/verified/pins.txt"),
    first: include_bytes!("../../testdata/verified/1.khs"),
    delta: include_bytes!("../../testdata/verified/1-2.khd"),
};

/// The set of links, whose authorities and log are others than those of [`VERIFIED`].
pub const VERIFIED_LINKS: VerifiedTestSet = VerifiedTestSet {
    name: "made-up/test-links",
    pins: include_str!("../../testdata/verified-links/pins.txt"),
    first: include_bytes!("../../testdata/verified-links/1.khs"),
    delta: include_bytes!("../../testdata/verified-links/1-2.khd"),
};

/// The links on [`VERIFIED_LINKS`], which nobody can have: the first from version 1 on, the other since
/// version 2.
pub const LINKS: [&str; 2] =
    ["http://link.presend.invalid/listed", "http://link.presend.invalid/new"];

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
