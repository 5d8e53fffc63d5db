use super::change::stored;
use super::slot::Slot;
use super::{SetStore, StoreFault};
use crate::journal::{JournalEvent, day_of};
use crate::set::bytes::SetBytes;
use crate::set::check;
use crate::set::fault::SetFault;
use crate::set::state::{SetState, StoredVersion};

impl SetStore {
    /// Opens what is active. A state that is not there or damaged is not the end: then any file that
    /// passes everything an install checks may begin a new one, and the journal says so.
    pub(super) fn load(&self, slot: &mut Slot, now_unix_seconds: u64) -> Result<(), StoreFault> {
        let (text, known) = self.saved(slot)?;
        let names = self.files.list(&self.folder).map_err(|_| StoreFault::Files)?;
        let names: Vec<String> = names.into_iter().filter(|name| slot.is_file(name)).collect();
        match known {
            Some(state) if state.active.is_none() => {
                slot.state = state;
                self.begin_anew(slot, names, now_unix_seconds);
            }
            Some(state) => {
                let saved = state.clone();
                slot.kept_unix_seconds = state.floor_unix_seconds;
                slot.state = state;
                self.open_active(slot, now_unix_seconds);
                slot.forget_past(now_unix_seconds);
                self.tidy(slot);
                if slot.state != saved {
                    self.save_if_possible(slot);
                }
            }
            None if text.is_none() && names.is_empty() => {}
            None => {
                slot.tell(JournalEvent::StateLost(slot.journal_set(0)), now_unix_seconds);
                slot.state = SetState::new(&slot.pins);
                self.begin_anew(slot, names, now_unix_seconds);
            }
        }
        Ok(())
    }

    /// A vault that can be read and not written keeps no set from being used; the status says so.
    fn save_if_possible(&self, slot: &mut Slot) {
        let _ = self.save(slot, slot.state.clone());
    }

    fn open_active(&self, slot: &mut Slot, now_unix_seconds: u64) {
        let Some(active) = slot.state.active else { return };
        let state = slot.state.clone();
        match self.open_stored(slot, &active, &state, now_unix_seconds) {
            Ok(verified) => {
                // A clock that is set back later does not undo what was seen today.
                slot.state.floor_unix_seconds = verified.floor_unix_seconds;
                slot.set = Some(verified);
            }
            Err(fault) => {
                slot.refused = Some(fault);
                // Nor does it bring back a set that was over today.
                let valid_then = self.open_stored(slot, &active, &state, state.floor_unix_seconds);
                if let Ok(over) = valid_then.map(|verified| verified.origin.manifest.ends())
                    && over <= now_unix_seconds
                {
                    slot.state.floor_unix_seconds = over;
                }
            }
        }
    }

    /// A stored file, checked against this state; `Truncated` if it is not there.
    pub(super) fn open_stored(
        &self,
        slot: &Slot,
        stored: &StoredVersion,
        state: &SetState,
        now_unix_seconds: u64,
    ) -> Result<check::VerifiedSet, SetFault> {
        let path = self.folder.join(slot.file_name(stored));
        let bytes = self.files.open(&path).map_err(|_| SetFault::Truncated)?;
        check::open(&bytes, &slot.pins, state, now_unix_seconds)
    }

    /// The newest file that passes an install, and then opens as it will from now on. None may pass now
    /// that passes later, when the clock is right again: it is tried at every start until one does.
    fn begin_anew(&self, slot: &mut Slot, names: Vec<String>, now_unix_seconds: u64) {
        let mut sound = Vec::new();
        for name in names {
            let Ok(bytes) = self.files.open(&self.folder.join(&name)) else { continue };
            match check::install(&bytes, &slot.pins, &slot.state, now_unix_seconds) {
                // A file under another name than its own would not be found again.
                Ok(verified) if slot.file_name(&stored(&verified)) == name => sound.push(verified),
                Ok(_) => {}
                Err(fault) => slot.refused = Some(fault),
            }
        }
        sound.sort_by_key(|verified| (verified.origin.manifest.version, verified.blake3));
        for verified in sound.iter().rev() {
            let state = slot.state_after(verified);
            match self.open_stored(slot, &stored(verified), &state, now_unix_seconds) {
                Ok(opened) => {
                    slot.state = state;
                    self.save_if_possible(slot);
                    self.take_into_use(slot, opened, now_unix_seconds);
                    return;
                }
                Err(fault) => slot.refused = Some(fault),
            }
        }
        self.save_if_possible(slot);
    }

    /// The bytes of a stored file.
    pub(super) fn stored_bytes(
        &self,
        slot: &Slot,
        stored: &StoredVersion,
    ) -> Result<SetBytes, StoreFault> {
        let path = self.folder.join(slot.file_name(stored));
        self.files.open(&path).map_err(|_| StoreFault::Files)
    }
}

impl Slot {
    /// Findings outlive the window of their set by no more than the time until the next start.
    fn forget_past(&mut self, now_unix_seconds: u64) {
        let window = self.set.as_ref().map(|verified| verified.origin.manifest.window_days);
        let now = now_unix_seconds.max(self.floor_unix_seconds());
        self.state.drop_old(day_of(now), window.unwrap_or(MAX_WINDOW_DAYS));
    }
}

/// The longest window a set may have.
const MAX_WINDOW_DAYS: u64 = 30;
