//! Where the state of each set is kept.

use std::sync::Arc;

use presend::set::vault::{StateVault as Core, VaultUnavailable};

use crate::failure::HostFailure;

/// Keeps the state of each set.
#[uniffi::export(rust, foreign)]
pub trait StateVault: Send + Sync {
    /// The text that was saved last.
    ///
    /// # Errors
    /// If it cannot be read now.
    fn load(&self, set: String) -> Result<Option<String>, HostFailure>;

    /// Keeps this text in place of the last.
    ///
    /// # Errors
    /// If it cannot be kept.
    fn save(&self, set: String, text: String) -> Result<(), HostFailure>;
}

pub(crate) struct HostVault(pub(crate) Arc<dyn StateVault>);

impl Core for HostVault {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.0.load(set.to_owned()).map_err(|_| VaultUnavailable)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        self.0.save(set.to_owned(), text.to_owned()).map_err(|_| VaultUnavailable)
    }
}
