//! The verified sets of an app on its device: a folder of set files, and a state for each set in
//! the app's vault.
//!
//! A change is written in this order: the new file under a name of its own, the folder, then the
//! state. The state is what counts: a crash before it leaves the old version active, a crash after
//! it the new one. Files that no state names are removed afterwards.

mod change;
mod fault;
mod found;
mod load;
mod no_report;
mod reached;
mod slot;
mod status;
mod time;

pub mod files;

pub use fault::StoreFault;
pub use no_report::NoReport;
pub(crate) use reached::{Reached, ReportBasis};
pub use status::{SetStatus, StatusKind};

use core::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::check::SetOrigin;
use super::known_set::KnownSet;
use super::pins::Pins;
use super::state::{PendingFinding, SetState};
use super::vault::StateVault;
use crate::held::{Held, Lock};
use crate::journal::JournalStore;
use crate::lock::{NoLock, Patience, lock, lock_within};
use files::{DiskFiles, SetFiles, others_may_write};
use slot::Slot;

/// The sets of an app. Scanners take snapshots of them; an update reaches the next snapshot. Who
/// reads never waits for one that installs.
///
/// The vault is called while it holds off other writers. It may read the store; what would change it, or
/// open another on its folder, is [`StoreFault::Reentered`] on the thread that called it, and on another
/// thread [`StoreFault::Locked`] after some seconds. The journal is told when others may write again.
pub struct SetStore {
    folder: PathBuf,
    vault: Arc<dyn StateVault>,
    files: Arc<dyn SetFiles>,
    journal: Option<Arc<dyn JournalStore>>,
    /// Locked only to copy a slot out or in.
    slots: Mutex<Vec<Slot>>,
    /// Held by the one that writes, in this process.
    writer: Mutex<()>,
}

impl SetStore {
    /// Opens the sets that are pinned, as of this time in seconds since 1970. A set that cannot be
    /// opened is missing, with its reason in [`SetStore::status`]; the others are there.
    ///
    /// # Errors
    /// `Files` or `Vault` if these cannot be read at all, `FolderNotPrivate`, or `Locked`.
    pub fn open(
        folder: &Path,
        pins: Vec<Pins>,
        vault: Arc<dyn StateVault>,
        now_unix_seconds: u64,
    ) -> Result<Self, StoreFault> {
        Self::open_with(folder, pins, vault, Arc::new(DiskFiles), None, now_unix_seconds)
    }

    /// [`SetStore::open`] with the host's own way to open files, and a journal that is told of every
    /// set that comes into use or is refused.
    ///
    /// # Errors
    /// As [`SetStore::open`].
    pub fn open_with(
        folder: &Path,
        pins: Vec<Pins>,
        vault: Arc<dyn StateVault>,
        files: Arc<dyn SetFiles>,
        journal: Option<Arc<dyn JournalStore>>,
        now_unix_seconds: u64,
    ) -> Result<Self, StoreFault> {
        files.create_folder(folder).map_err(|_| StoreFault::Files)?;
        if others_may_write(folder) {
            return Err(StoreFault::FolderNotPrivate);
        }
        let slots = Mutex::new(pins.into_iter().map(Slot::new).collect());
        let writer = Mutex::new(());
        let store = Self { folder: folder.to_owned(), vault, files, journal, slots, writer };
        let writing = store.lock_folder(Patience::USUAL)?;
        let mut events = Vec::new();
        let loaded = store.slots().iter_mut().try_for_each(|slot| {
            let loaded = store.load(slot, now_unix_seconds);
            events.append(&mut slot.events);
            loaded
        });
        drop(writing);
        store.tell(events);
        loaded.map(|()| store)
    }

    /// The set as it is now; it stays so, whatever happens to the store.
    ///
    /// # Errors
    /// `UnknownSet`, `NoVersion`, or why the stored file is refused.
    pub fn snapshot(&self, set: &str) -> Result<KnownSet, StoreFault> {
        let mut slots = self.slots();
        let slot = find(&mut slots, set)?;
        slot.opened().map(|verified| verified.set.clone())
    }

    /// Where the set comes from.
    ///
    /// # Errors
    /// As [`SetStore::snapshot`].
    pub fn origin(&self, set: &str) -> Result<Arc<SetOrigin>, StoreFault> {
        let mut slots = self.slots();
        let slot = find(&mut slots, set)?;
        slot.opened().map(|verified| Arc::clone(&verified.origin))
    }

    /// What is remembered of the set.
    ///
    /// # Errors
    /// `UnknownSet`.
    pub fn state(&self, set: &str) -> Result<SetState, StoreFault> {
        let mut slots = self.slots();
        find(&mut slots, set).map(|slot| slot.state.clone())
    }

    /// Names of the sets that are pinned.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.slots().iter().map(|slot| slot.pins.set.clone()).collect()
    }

    /// Findings that count towards a report and did not reach the threshold: for the user to see.
    ///
    /// # Errors
    /// `UnknownSet`.
    pub fn pending(&self, set: &str) -> Result<Vec<PendingFinding>, StoreFault> {
        self.state(set).map(|state| state.pending)
    }

    /// How fresh the set is at this time.
    ///
    /// # Errors
    /// `UnknownSet`.
    pub fn status(&self, set: &str, now_unix_seconds: u64) -> Result<SetStatus, StoreFault> {
        let mut slots = self.slots();
        find(&mut slots, set).map(|slot| SetStatus::of(slot, now_unix_seconds))
    }

    fn slots(&self) -> MutexGuard<'_, Vec<Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write<T>(
        &self,
        set: &str,
        change: impl FnOnce(&mut Slot) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        self.write_with(set, Patience::USUAL, change)
    }

    /// Changes a set, with every other writer held off. The change works on a copy, so that readers
    /// need not wait; what it leaves is what they see afterwards.
    fn write_with<T>(
        &self,
        set: &str,
        patience: Patience,
        change: impl FnOnce(&mut Slot) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        let writing = self.lock_folder(patience)?;
        let mut slot = find(&mut self.slots(), set)?.clone();
        self.refresh(&mut slot)?;
        let changed = change(&mut slot);
        let events = core::mem::take(&mut slot.events);
        if let Ok(place) = find(&mut self.slots(), set) {
            // Scans went on meanwhile, and saw what time it is.
            slot.keep_floor(place.floor_unix_seconds());
            *place = slot;
        }
        drop(writing);
        self.tell(events);
        changed
    }

    /// Waits until nobody else writes, as long as `patience` says; dropping it ends that.
    fn lock_folder(
        &self,
        patience: Patience,
    ) -> Result<(MutexGuard<'_, ()>, File, Held), StoreFault> {
        let folder = self.folder.canonicalize().map_err(|_| StoreFault::Files)?;
        let held = Held::take(Lock::Folder(folder)).ok_or(StoreFault::Reentered)?;
        let writer = lock_within(&self.writer, patience).ok_or(StoreFault::Locked)?;
        match lock(&self.folder.join("lock"), patience) {
            Ok(file) => Ok((writer, file, held)),
            Err(NoLock::Held) => Err(StoreFault::Locked),
            Err(NoLock::Failed) => Err(StoreFault::Files),
        }
    }
}

fn find<'a>(slots: &'a mut [Slot], set: &str) -> Result<&'a mut Slot, StoreFault> {
    slots.iter_mut().find(|slot| slot.pins.set == set).ok_or(StoreFault::UnknownSet)
}

impl fmt::Debug for SetStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetStore").field("sets", &self.names()).finish_non_exhaustive()
    }
}
