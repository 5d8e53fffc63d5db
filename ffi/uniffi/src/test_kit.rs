//! Harmless pictures that every set knows, to try an integration with.

use core::fmt::Write as _;
use std::sync::Arc;

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
/// None in practice: the list is made here.
#[uniffi::export]
pub fn demo_set() -> Result<Arc<KnownSet>, PresendFailure> {
    let mut list = String::from("#! test\n");
    for canary in PICTURES {
        for (prefix, digest) in [("sha256", canary.sha256), ("pdq", canary.pdq)] {
            // Writing to a String cannot fail.
            let _ = write!(list, "{prefix}:");
            for byte in digest {
                let _ = write!(list, "{byte:02x}");
            }
            list.push(' ');
        }
        list.push('\n');
    }
    KnownSet::from_list_unverified("demo", &list).map(Arc::new)
}
