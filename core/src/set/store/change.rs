use super::slot::{SET_FILE, Slot, UNFINISHED};
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
        self.write(set, |slot| self.install_in(slot, bytes, now_unix_seconds))
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
                self.tell(JournalEvent::SetRefused(slot.journal_set(0)), now_unix_seconds);
            })?;
            self.install_in(slot, &SetBytes::from(bytes), now_unix_seconds)
        })
    }

    /// Back to the version before, if it is still valid. The version left does not come back.
    ///
    /// # Errors
    /// `NoVersion` if there is none before, or why that one is refused now.
    pub fn rollback(&self, set: &str, now_unix_seconds: u64) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let previous = slot.state.previous.ok_or(StoreFault::NoVersion)?;
            let state = SetState {
                active: Some(previous),
                previous: None,
                held: slot.state.active.map(|left| left.version.version),
                pin: slot.state.pin.filter(|pin| *pin == previous.version.version),
                ..slot.state.clone()
            };
            let verified = self.open_stored(slot, &previous, &state, now_unix_seconds)?;
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
            self.save(&state)?;
            slot.state = state;
            Ok(())
        })
    }

    fn install_in(
        &self,
        slot: &mut Slot,
        bytes: &SetBytes,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        let checked = check::install(bytes, &slot.pins, &slot.state, now_unix_seconds);
        let verified = checked.inspect_err(|_| {
            self.tell(JournalEvent::SetRefused(slot.journal_set(0)), now_unix_seconds);
        })?;
        if slot.keeps_its_pin(now_unix_seconds)
            && slot.state.pin.is_some_and(|pin| verified.origin.manifest.version > pin)
        {
            return Err(StoreFault::Pinned);
        }
        let stored = stored(&verified);
        let path = self.folder.join(slot.file_name(&stored));
        let new = path.with_extension(UNFINISHED.trim_start_matches('.'));
        self.files.write(&new, bytes.all()).map_err(|_| StoreFault::Files)?;
        self.files.rename(&new, &path).map_err(|_| StoreFault::Files)?;
        self.files.sync_folder(&self.folder).map_err(|_| StoreFault::Files)?;
        let state = slot.state_after(&verified);
        // From here on the set is what was written, opened as it will be from now on.
        let verified = self.open_stored(slot, &stored, &state, now_unix_seconds)?;
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
        self.save(&state)?;
        slot.state = state;
        slot.refused = None;
        let version = verified.origin.manifest.version;
        slot.set = Some(verified);
        self.tell(JournalEvent::SetChange(slot.journal_set(version)), now_unix_seconds);
        self.tidy(slot);
        Ok(())
    }

    pub(super) fn save(&self, state: &SetState) -> Result<(), StoreFault> {
        self.vault.save(&state.set, &state.to_string()).map_err(|_| StoreFault::Vault)
    }

    /// Takes over what another process may have changed.
    pub(super) fn refresh(&self, slot: &mut Slot) -> Result<(), StoreFault> {
        let text = self.vault.load(&slot.pins.set).map_err(|_| StoreFault::Vault)?;
        if let Some(state) = text.as_deref().and_then(SetState::parse) {
            slot.state = state;
        }
        Ok(())
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
        let is_old = |name: &&String| match name.strip_suffix(UNFINISHED) {
            Some(name) => slot.is_file(&format!("{name}{SET_FILE}")),
            None => slot.is_file(name) && !kept.contains(name),
        };
        for name in names.iter().filter(is_old) {
            let _ = self.files.remove(&self.folder.join(name));
        }
    }

    /// The journal is the user's, not a condition: what it cannot take changes nothing here.
    pub(super) fn tell(&self, event: JournalEvent, now_unix_seconds: u64) {
        if let Some(journal) = &self.journal {
            let day = journal::day_of(now_unix_seconds);
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
        SetState {
            high: if newer { Some(new.version) } else { old.high },
            active: Some(new),
            previous: if same_version { old.previous } else { old.active },
            held: old.held.filter(|_| !newer),
            pin: old.pin.filter(|pin| *pin == new.version.version),
            logs: old.logs_with(&verified.origin.log, &self.pins),
            until_unix_seconds: old.until_unix_seconds.max(verified.origin.manifest.ends()),
            floor_unix_seconds: verified.floor_unix_seconds,
            ..old
        }
    }

    /// A pinned version that has expired is pinned no longer.
    fn keeps_its_pin(&self, now_unix_seconds: u64) -> bool {
        let now = now_unix_seconds.max(self.state.floor_unix_seconds);
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
