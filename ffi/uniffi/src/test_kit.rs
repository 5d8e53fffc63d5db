//! Harmless pictures that every set knows, to try an integration with.

use std::sync::Arc;

use presend::set::KnownSet as Core;
use presend::set::canary::PICTURES;
use presend::set::test_kit as kit;

use crate::failure::PresendFailure;
use crate::set::KnownSet;

/// A harmless picture that every set holds.
#[derive(Clone, Debug, uniffi::Record)]
pub struct TestPicture {
    /// What it is called.
    pub name: String,
    /// Its BMP file.
    pub file: Vec<u8>,
}

/// The harmless test pictures.
#[uniffi::export]
#[must_use]
pub fn test_pictures() -> Vec<TestPicture> {
    let picture = |canary: &presend::set::canary::Canary| TestPicture {
        name: canary.name.to_owned(),
        file: canary.file(),
    };
    PICTURES.iter().map(picture).collect()
}

/// A verified set to try a store with.
#[derive(Clone, Debug, uniffi::Record)]
pub struct VerifiedTestSet {
    /// Its name.
    pub name: String,
    /// The pins of an app that uses it.
    pub pins: String,
    /// The set file of version 1.
    pub first: Vec<u8>,
    /// The delta to version 2.
    pub delta: Vec<u8>,
    /// Version 1, changed after it was signed.
    pub refused: Vec<u8>,
}

/// The verified set.
#[uniffi::export]
#[must_use]
pub fn verified_test_set() -> VerifiedTestSet {
    lifted(&kit::VERIFIED)
}

/// The verified set of links, by other authorities than the set of pictures.
#[uniffi::export]
#[must_use]
pub fn verified_test_links() -> VerifiedTestSet {
    lifted(&kit::VERIFIED_LINKS)
}

/// The links on it: one from version 1 on, and one since version 2.
#[uniffi::export]
#[must_use]
pub fn test_links() -> Vec<String> {
    kit::LINKS.map(str::to_owned).to_vec()
}

fn lifted(set: &kit::VerifiedTestSet) -> VerifiedTestSet {
    VerifiedTestSet {
        name: set.name.to_owned(),
        pins: set.pins.to_owned(),
        first: set.first.to_owned(),
        delta: set.delta.to_owned(),
        refused: set.refused(),
    }
}

/// A set of the test pictures, from a list that nobody signed.
///
/// # Errors
/// If the system gives no randomness.
#[uniffi::export]
pub fn demo_set() -> Result<Arc<KnownSet>, PresendFailure> {
    KnownSet::of_list(Core::demo()).map(Arc::new)
}
