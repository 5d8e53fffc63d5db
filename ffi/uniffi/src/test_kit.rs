//! Harmless pictures that every set knows, to try an integration with.

use std::sync::Arc;

use presend::set::KnownSet as Core;
use presend::set::canary::PICTURES;

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

/// A set of the test pictures, from a list that nobody signed.
///
/// # Errors
/// If the system gives no randomness.
#[uniffi::export]
pub fn demo_set() -> Result<Arc<KnownSet>, PresendFailure> {
    KnownSet::of_list(Core::demo()).map(Arc::new)
}
