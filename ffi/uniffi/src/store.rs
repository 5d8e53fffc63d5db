//! The verified sets of an app on its device.

use std::path::Path;
use std::sync::Arc;

use presend::journal::JournalStore;
use presend::set::store::{self as core, StatusKind, StoreFault};
use presend::set::vault::{FileVault, StateVault as CoreVault};
use presend::set::{PendingFinding as CorePending, Pins, SetBytes};
use presend_map::MappedFiles;

use crate::failure::PresendFailure;
use crate::journal::Journal;
use crate::origin::SetOrigin;
use crate::report::Evidence;
use crate::set::KnownSet;
use crate::vault::{HostVault, StateVault};

/// The verified sets of an app on its device.
#[derive(Debug, uniffi::Object)]
pub struct SetStore {
    pub(crate) store: Arc<core::SetStore>,
}

/// How a set stands.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SetStatus {
    /// In a word.
    pub freshness: Freshness,
    /// The active version.
    pub version: Option<u64>,
    /// When it ends, in seconds since 1970.
    pub expires_unix_seconds: Option<u64>,
    /// The version that the user pinned.
    pub pinned: Option<u64>,
    /// The version that the user rolled back from.
    pub held: Option<u64>,
    /// False if the vault did not take the state the last time.
    pub saved: bool,
}

/// How a set stands, in a word.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Freshness {
    /// Valid, and seen by witnesses not long ago.
    Fresh,
    /// Valid, and an update is overdue.
    Stale,
    /// No longer valid, or not yet.
    Expired,
    /// There is none, or its file is refused.
    Missing {
        /// The check that refused the file.
        refused_by: Option<String>,
    },
}

/// Where the state of the sets is kept.
#[derive(uniffi::Enum)]
pub enum VaultChoice {
    /// In the app's vault.
    App {
        /// The vault.
        vault: Arc<dyn StateVault>,
    },
    /// In a folder, for desktops: whoever can write it can put an old state back.
    Folder {
        /// The folder.
        path: String,
    },
}

/// A finding that counts towards a report and did not reach the threshold.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PendingFinding {
    /// Days since 1970-01-01.
    pub day: u32,
    /// Version of the set.
    pub version: u64,
    /// Exact or corroborated.
    pub evidence: Evidence,
}

#[uniffi::export]
impl SetStore {
    /// Opens the sets that are pinned.
    ///
    /// # Errors
    /// Bad pins, or files or a vault that cannot be read.
    #[uniffi::constructor]
    pub fn open(
        folder: &str,
        pins: Vec<String>,
        vault: VaultChoice,
        journal: Option<Arc<Journal>>,
        now_unix_seconds: u64,
    ) -> Result<Self, PresendFailure> {
        let pins = pins.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>()?;
        let journal: Option<Arc<dyn JournalStore>> = journal.map(|journal| journal.store());
        let (vault, files) = (open_vault(vault)?, Arc::new(MappedFiles));
        let (folder, now) = (Path::new(folder), now_unix_seconds);
        let store = core::SetStore::open_with(folder, pins, vault, files, journal, now)?;
        Ok(Self { store: Arc::new(store) })
    }

    /// Names of the sets that are pinned.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.store.names()
    }

    /// Checks a new set file and puts it into use.
    ///
    /// # Errors
    /// Why not.
    pub fn install(
        &self,
        set: &str,
        bytes: &[u8],
        now_unix_seconds: u64,
    ) -> Result<(), PresendFailure> {
        Ok(self.store.install(set, &SetBytes::new(bytes), now_unix_seconds)?)
    }

    /// The same from a file, whoever may write to it: the store copies it into its folder and checks the
    /// copy.
    ///
    /// # Errors
    /// Why not.
    pub fn install_file(
        &self,
        set: &str,
        path: &str,
        now_unix_seconds: u64,
    ) -> Result<(), PresendFailure> {
        Ok(self.store.install_file(set, Path::new(path), now_unix_seconds)?)
    }

    /// The same from a delta.
    ///
    /// # Errors
    /// Why not.
    pub fn apply(
        &self,
        set: &str,
        delta: &[u8],
        now_unix_seconds: u64,
    ) -> Result<(), PresendFailure> {
        Ok(self.store.apply(set, delta, now_unix_seconds)?)
    }

    /// Back to the version before.
    ///
    /// # Errors
    /// Why not.
    pub fn rollback(&self, set: &str, now_unix_seconds: u64) -> Result<(), PresendFailure> {
        Ok(self.store.rollback(set, now_unix_seconds)?)
    }

    /// Keeps the active version.
    ///
    /// # Errors
    /// Why not.
    pub fn pin(&self, set: &str, version: Option<u64>) -> Result<(), PresendFailure> {
        Ok(self.store.pin(set, version)?)
    }

    /// How the set stands.
    ///
    /// # Errors
    /// If it is not pinned.
    pub fn status(&self, set: &str, now_unix_seconds: u64) -> Result<SetStatus, PresendFailure> {
        Ok(self.store.status(set, now_unix_seconds)?.into())
    }

    /// The set as it is now.
    ///
    /// # Errors
    /// If there is none.
    pub fn snapshot(&self, set: &str) -> Result<KnownSet, PresendFailure> {
        Ok(KnownSet { set: self.store.snapshot(set)? })
    }

    /// Where the set comes from.
    ///
    /// # Errors
    /// If there is none.
    pub fn origin(&self, set: &str) -> Result<SetOrigin, PresendFailure> {
        Ok(self.store.origin(set)?.as_ref().into())
    }

    /// Findings that count towards a report and did not reach the threshold.
    ///
    /// # Errors
    /// If the set is not pinned.
    pub fn pending(&self, set: &str) -> Result<Vec<PendingFinding>, PresendFailure> {
        Ok(self.store.pending(set)?.into_iter().map(PendingFinding::from).collect())
    }

    /// Forgets what counts towards a report.
    ///
    /// # Errors
    /// If the set is not pinned, or its state cannot be kept.
    pub fn forget_pending(&self, set: &str) -> Result<(), PresendFailure> {
        Ok(self.store.forget_pending(set)?)
    }
}

fn open_vault(choice: VaultChoice) -> Result<Arc<dyn CoreVault>, PresendFailure> {
    match choice {
        VaultChoice::App { vault } => Ok(Arc::new(HostVault(vault))),
        VaultChoice::Folder { path } => {
            let vault = FileVault::open(Path::new(&path));
            Ok(Arc::new(vault.map_err(|_| PresendFailure::from(StoreFault::Vault))?))
        }
    }
}

pub(crate) fn parse(text: &str) -> Result<Pins, PresendFailure> {
    Pins::parse(text).map_err(|fault| PresendFailure::BadPins { reason: fault.to_string() })
}

impl From<CorePending> for PendingFinding {
    fn from(pending: CorePending) -> Self {
        let (day, version) = (pending.day, pending.version);
        Self { day, version, evidence: pending.evidence.into() }
    }
}

impl From<core::SetStatus> for SetStatus {
    fn from(status: core::SetStatus) -> Self {
        let core::SetStatus { kind, version, expires_unix_seconds, pinned, held, saved } = status;
        let freshness = match kind {
            StatusKind::Fresh => Freshness::Fresh,
            StatusKind::Stale => Freshness::Stale,
            StatusKind::Expired => Freshness::Expired,
            StatusKind::Missing(refused) => {
                Freshness::Missing { refused_by: refused.map(|fault| fault.name().to_owned()) }
            }
        };
        Self { freshness, version, expires_unix_seconds, pinned, held, saved }
    }
}
