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
        let text = self.vault.load(&slot.pins.set).map_err(|_| StoreFault::Vault)?;
        let known = text.as_deref().and_then(SetState::parse);
        let known = known.filter(|state| state.set == slot.pins.set);
        let names = self.files.list(&self.folder).map_err(|_| StoreFault::Files)?;
        let names: Vec<String> = names.into_iter().filter(|name| slot.is_file(name)).collect();
        match known {
            Some(state) if state.active.is_none() => {
                slot.state = state;
                self.begin_anew(slot, names, now_unix_seconds)
            }
            Some(state) => {
                let saved = state.clone();
                slot.state = state;
                self.open_active(slot, now_unix_seconds);
                slot.forget_past(now_unix_seconds);
                self.tidy(slot);
                if slot.state == saved { Ok(()) } else { self.save(&slot.state) }
            }
            None if text.is_none() && names.is_empty() => Ok(()),
            None => {
                self.tell(JournalEvent::StateLost(slot.journal_set(0)), now_unix_seconds);
                slot.state = SetState::new(&slot.pins);
                self.begin_anew(slot, names, now_unix_seconds)
            }
        }
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

    /// The newest file that passes an install. None may pass now that passes later, when the clock
    /// is right again: it is tried at every start until one does.
    fn begin_anew(
        &self,
        slot: &mut Slot,
        mut names: Vec<String>,
        now_unix_seconds: u64,
    ) -> Result<(), StoreFault> {
        names.sort_unstable();
        let mut best: Option<check::VerifiedSet> = None;
        for name in &names {
            let Ok(bytes) = self.files.open(&self.folder.join(name)) else { continue };
            match check::install(&bytes, &slot.pins, &slot.state, now_unix_seconds) {
                Ok(verified) => {
                    let newer = best.as_ref().is_none_or(|best| version(&verified) > version(best));
                    // A file under another name than its own would not be found again.
                    if newer && slot.file_name(&stored(&verified)) == *name {
                        best = Some(verified);
                    }
                }
                Err(fault) => slot.refused = Some(fault),
            }
        }
        match best {
            None => self.save(&slot.state),
            Some(verified) => {
                let state = slot.state_after(&verified);
                self.finish(slot, state, verified, now_unix_seconds)
            }
        }
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
        let now = now_unix_seconds.max(self.state.floor_unix_seconds);
        self.state.drop_old(day_of(now), window.unwrap_or(MAX_WINDOW_DAYS));
    }
}

/// The longest window a set may have.
const MAX_WINDOW_DAYS: u64 = 30;

fn version(verified: &check::VerifiedSet) -> u64 {
    verified.origin.manifest.version
}
