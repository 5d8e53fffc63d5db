use std::io::{self, Read as _};
use std::path::Path;

use super::files::open_regular;
use super::slot::Slot;
use super::{SetStore, StoreFault};
use crate::journal::{self, JournalEvent, JournalSet};
use crate::report::SetRef;
use crate::set::bytes::SetBytes;
use crate::set::check::{self, VerifiedSet};
use crate::set::delta;
use crate::set::fault::SetFault;
use crate::set::state::{SetState, StoredVersion, VersionLeaf};

impl SetStore {
    /// Checks a new set file and puts it into use. Whatever goes wrong, the old version stays.
    ///
    /// # Errors
    /// Why it is refused, `Pinned`, or `Files` and `Vault` if it cannot be stored.
    pub fn install(
        &self,
        set: &str,
        bytes: &SetBytes,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        self.write(set, |slot| self.install_bytes(slot, bytes, now_unix_seconds))
    }

    /// The same from a file, whoever may write to it: what is checked and used is the store's copy.
    ///
    /// # Errors
    /// As [`SetStore::install`]; `Files` also for what is no regular file or cannot be read.
    pub fn install_file(
        &self,
        set: &str,
        path: &Path,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let file = open_regular(path).map_err(|_| StoreFault::Files)?;
            let length = file.metadata().map_err(|_| StoreFault::Files)?.len();
            // A file that grows meanwhile is still too large for its pins, and not for the disk.
            let mut file = file.take(slot.pins.caps.max_bytes.saturating_add(1));
            let put = |new: &Path| self.files.copy(new, &mut file);
            self.install_in(slot, length, put, now_unix_seconds)
        })
    }

    /// The same from a delta to the active version.
    ///
    /// # Errors
    /// As [`SetStore::install`], and why the delta is refused.
    pub fn apply(&self, set: &str, delta: &[u8], now_unix_seconds: u64) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let active = slot.state.active.ok_or(StoreFault::NoVersion)?;
            let old = self.stored_bytes(slot, &active)?;
            let bytes = delta::apply(&old, delta, slot.pins.caps.max_bytes).inspect_err(|_| {
                slot.tell(JournalEvent::SetRefused(slot.journal_set(0)), now_unix_seconds);
            })?;
            self.install_bytes(slot, &SetBytes::from(bytes), now_unix_seconds)
        })
    }

    /// Back to the version before, if it is still valid. The version left does not come back.
    ///
    /// # Errors
    /// `NoVersion` if there is none before, or why that one is refused now.
    pub fn rollback(&self, set: &str, now_unix_seconds: u64) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let previous = slot.state.previous.ok_or(StoreFault::NoVersion)?;
            let mut state = SetState {
                active: Some(previous),
                previous: None,
                held: slot.state.active.map(|left| left.version.version),
                pin: slot.state.pin.filter(|pin| *pin == previous.version.version),
                ..slot.state.clone()
            };
            let verified = self.open_stored(slot, &previous, &state, now_unix_seconds)?;
            state.keep_listed(&verified.set);
            self.finish(slot, state, verified, now_unix_seconds)
        })
    }

    /// Keeps the active version: nothing newer becomes active, until it expires or `None` is given.
    ///
    /// # Errors
    /// `NoVersion` if this is not the active version.
    pub fn pin(&self, set: &str, version: Option<u64>) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let active = slot.state.active.map(|active| active.version.version);
            if version.is_some() && version != active {
                return Err(StoreFault::NoVersion);
            }
            let state = SetState { pin: version, ..slot.state.clone() };
            self.save(slot, state)
        })
    }

    fn install_bytes(
        &self,
        slot: &mut Slot,
        bytes: &SetBytes,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        let length = u64::try_from(bytes.all().len()).unwrap_or(u64::MAX);
        let put = |new: &Path| self.files.write(new, bytes.all());
        self.install_in(slot, length, put, now_unix_seconds)
    }

    /// Lets `put` write the store's own copy, and removes it again unless it comes into use.
    fn install_in(
        &self,
        slot: &mut Slot,
        length: u64,
        put: impl FnOnce(&Path) -> io::Result<()>,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        let new = self.folder.join(slot.unfinished());
        let installed = if length > slot.pins.caps.max_bytes {
            Err(StoreFault::Refused(SetFault::TooLarge))
        } else {
            let written = put(&new).map_err(|_| StoreFault::Files);
            written.and_then(|()| self.install_copy(slot, &new, now_unix_seconds))
        };
        if installed.is_err() {
            let _ = self.files.remove(&new);
        }
        if let Err(StoreFault::Refused(_)) = installed {
            slot.tell(JournalEvent::SetRefused(slot.journal_set(0)), now_unix_seconds);
        }
        installed
    }

    /// Checks the copy, and only then gives it its name: what is in use is what was checked. If the folder
    /// or the vault fails after that, the file keeps its name: a save that failed may have been kept, and
    /// then the state names it. What no state names is removed by the next change.
    fn install_copy(
        &self,
        slot: &mut Slot,
        new: &Path,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        let own = self.files.open(new).map_err(|_| StoreFault::Files)?;
        let verified = check::install(&own, &slot.pins, &slot.state, now_unix_seconds)?;
        if slot.keeps_its_pin(now_unix_seconds)
            && slot.state.pin.is_some_and(|pin| verified.origin.manifest.version > pin)
        {
            return Err(StoreFault::Pinned);
        }
        let state = slot.state_after(&verified);
        let path = self.folder.join(slot.file_name(&stored(&verified)));
        self.files.rename(new, &path).map_err(|_| StoreFault::Files)?;
        self.files.sync_folder(&self.folder).map_err(|_| StoreFault::Files)?;
        self.finish(slot, state, verified, now_unix_seconds)
    }

    /// Saves the state, which is what makes the change; then tells of it and tidies up.
    pub(super) fn finish(
        &self,
        slot: &mut Slot,
        state: SetState,
        verified: VerifiedSet,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        self.save(slot, state)?;
        self.take_into_use(slot, verified, now_unix_seconds);
        Ok(())
    }

    pub(super) fn take_into_use(&self, slot: &mut Slot, verified: VerifiedSet, now: u64) {
        let version = verified.origin.manifest.version;
        slot.refused = None;
        slot.set = Some(verified);
        slot.tell(JournalEvent::SetChange(slot.journal_set(version)), now);
        self.tidy(slot);
    }

    /// Gives the vault a state, which is the set's from then on.
    pub(super) fn save(&self, slot: &mut Slot, state: SetState) -> Result<(), StoreFault> {
        let saved = self.vault.save(&state.set, &state.to_string());
        slot.unsaved = saved.is_err();
        saved.map_err(|_| StoreFault::Vault)?;
        slot.kept_unix_seconds = state.floor_unix_seconds;
        slot.state = state;
        Ok(())
    }

    /// The state that the vault has for this set. A text for another set is none, as a damaged one is.
    pub(super) fn saved(
        &self,
        slot: &Slot,
    ) -> Result<(Option<String>, Option<SetState>), StoreFault> {
        let text = self.vault.load(&slot.pins.set).map_err(|_| StoreFault::Vault)?;
        let state = text.as_deref().and_then(SetState::parse);
        let state = state.filter(|state| state.set == slot.pins.set);
        Ok((text, state))
    }

    /// Takes over what another process may have changed. A state that knows less than this process does
    /// is an old one that was put back.
    pub(super) fn refresh(&self, slot: &mut Slot) -> Result<(), StoreFault> {
        let floor = slot.floor_unix_seconds();
        let high = |state: &SetState| state.high.map(|high| high.version);
        if let Some(state) = self.saved(slot)?.1.filter(|state| high(state) >= high(&slot.state)) {
            let before = core::mem::replace(&mut slot.state, state).active;
            let in_use = slot.set.as_ref().map(stored).or(before);
            if in_use != slot.state.active {
                self.reopen(slot);
            }
        }
        slot.keep_floor(floor);
        Ok(())
    }

    /// Opens what another process made the active version, as late as this one knows it to be.
    fn reopen(&self, slot: &mut Slot) {
        let opened = slot
            .state
            .active
            .map(|active| self.open_stored(slot, &active, &slot.state, slot.floor_unix_seconds()));
        (slot.set, slot.refused) = match opened {
            Some(Ok(verified)) => (Some(verified), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
    }

    /// Removes files that are neither active nor the version before, and unfinished ones. One that
    /// cannot be removed now is removed the next time.
    pub(super) fn tidy(&self, slot: &Slot) {
        let kept: Vec<String> = [slot.state.active, slot.state.previous]
            .iter()
            .flatten()
            .map(|stored| slot.file_name(stored))
            .collect();
        let names = self.files.list(&self.folder).unwrap_or_default();
        let is_old = |name: &&String| {
            **name == slot.unfinished() || slot.is_file(name) && !kept.contains(name)
        };
        for name in names.iter().filter(is_old) {
            let _ = self.files.remove(&self.folder.join(name));
        }
    }

    /// The journal is the user's, not a condition: what it cannot take changes nothing here. It is called
    /// without a lock: who uses it on another thread may be waiting for this store.
    pub(super) fn tell(&self, events: Vec<(u32, JournalEvent)>) {
        let Some(journal) = &self.journal else { return };
        for (day, event) in events {
            let _ = journal::record_event(journal.as_ref(), day, &event);
        }
    }
}

impl Slot {
    /// The state with this set as the active one.
    pub(super) fn state_after(&self, verified: &VerifiedSet) -> SetState {
        let (new, old) = (stored(verified), self.state.clone());
        let newer = old.high.is_none_or(|high| new.version.version > high.version);
        let same_version = old.active.is_some_and(|active| active.version == new.version);
        let mut state = SetState {
            high: if newer { Some(new.version) } else { old.high },
            active: Some(new),
            previous: if same_version { old.previous } else { old.active },
            held: old.held.filter(|_| !newer),
            pin: old.pin.filter(|pin| *pin == new.version.version),
            logs: old.logs_with(&verified.origin.log, &self.pins),
            until_unix_seconds: old.until_unix_seconds.max(verified.origin.manifest.ends()),
            floor_unix_seconds: verified.floor_unix_seconds,
            ..old
        };
        state.keep_listed(&verified.set);
        state
    }

    /// A pinned version that has expired is pinned no longer.
    fn keeps_its_pin(&self, now_unix_seconds: u64) -> bool {
        let now = now_unix_seconds.max(self.floor_unix_seconds());
        let gone = [SetFault::Expired, SetFault::BasisExpired];
        match &self.set {
            Some(verified) => {
                let window = verified.origin.manifest.check_window(now);
                window.err().is_none_or(|fault| !gone.contains(&fault))
            }
            None => self.refused.is_none_or(|fault| !gone.contains(&fault)),
        }
    }

    /// The set as a journal names it; version 0 for one whose version nobody vouches for.
    pub(super) fn journal_set(&self, version: u64) -> JournalSet {
        let name = self.pins.set.clone();
        JournalSet::of(&SetRef { name, version, verified: version > 0 })
    }
}

pub(super) fn stored(verified: &VerifiedSet) -> StoredVersion {
    let version = verified.origin.manifest.version;
    let version = VersionLeaf { version, leaf: verified.origin.leaf };
    StoredVersion { version, blake3: verified.blake3 }
}
