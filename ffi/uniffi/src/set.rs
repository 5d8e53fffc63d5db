//! A known-hash set.

use presend::set::KnownSet as Core;

use crate::failure::PresendFailure;
use crate::report::SetRef;

/// A known-hash set.
#[derive(Debug, uniffi::Object)]
pub struct KnownSet {
    pub(crate) set: Core,
}

#[uniffi::export]
impl KnownSet {
    /// A set from a plain list that nobody signed.
    ///
    /// # Errors
    /// The first bad line.
    #[uniffi::constructor]
    pub fn from_list_unverified(name: &str, text: &str) -> Result<Self, PresendFailure> {
        let set = Core::from_list_unverified(name, text);
        let set = set.map_err(|error| PresendFailure::BadList { reason: error.to_string() })?;
        Ok(Self { set })
    }

    /// Name, version and whether it is verified.
    #[must_use]
    pub fn reference(&self) -> SetRef {
        self.set.reference().into()
    }

    /// Rows of all sections.
    #[must_use]
    pub fn rows(&self) -> u64 {
        u64::try_from(self.set.rows()).unwrap_or(u64::MAX)
    }
}
