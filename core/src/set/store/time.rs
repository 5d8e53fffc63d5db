//! What the store learns of the time from scans.

use super::slot::Slot;
use super::{SetStore, StoreFault, find};
use crate::lock::Patience;

/// The vault is given a time again when so much has passed since.
const KEEP_EVERY_SECONDS: u64 = 86_400;

impl SetStore {
    /// Remembers that it is this late: at once, so that a clock that is set back in this process changes
    /// nothing; in the vault once a day, and when a set has ended. If that cannot be done now, it is done
    /// another time: no scan waits for it, and none fails because of it.
    pub(crate) fn see(&self, now_unix_seconds: u64) {
        let due: Vec<(String, u64)> = self
            .slots()
            .iter_mut()
            .filter_map(|slot| Some((slot.pins.set.clone(), slot.see(now_unix_seconds)?)))
            .collect();
        for (set, kept_unix_seconds) in due {
            let kept = self.keep_time(&set);
            // Then the vault was not asked: the next scan tries again.
            if let Err(StoreFault::Locked | StoreFault::Reentered) = kept
                && let Ok(slot) = find(&mut self.slots(), &set)
            {
                slot.kept_unix_seconds = kept_unix_seconds;
            }
        }
    }

    fn keep_time(&self, set: &str) -> Result<(), StoreFault> {
        self.write_with(set, Patience::NONE, |slot| self.save(slot, slot.state.clone()))
    }
}

impl Slot {
    /// It is not earlier than this, by the state and by what scans saw.
    pub(super) fn floor_unix_seconds(&self) -> u64 {
        let seen = self.set.as_ref().map_or(0, |verified| verified.set.floor_unix_seconds());
        self.state.floor_unix_seconds.max(seen)
    }

    /// Takes over what scans saw, and tells it to the set that they use.
    pub(super) fn keep_floor(&mut self, floor_unix_seconds: u64) {
        let floor = self.floor_unix_seconds().max(floor_unix_seconds);
        self.state.floor_unix_seconds = floor;
        if let Some(verified) = &self.set {
            verified.set.keep_floor(floor);
        }
    }

    /// The time that was kept before, if the vault should be told. It counts as told, also if the vault
    /// does not take it: it is not asked again at every scan.
    fn see(&mut self, now_unix_seconds: u64) -> Option<u64> {
        let verified = self.set.as_ref()?;
        let is_valid = verified.set.is_valid_at(now_unix_seconds);
        self.keep_floor(0);
        let floor = self.state.floor_unix_seconds;
        let passed = floor.saturating_sub(self.kept_unix_seconds);
        let due = passed >= KEEP_EVERY_SECONDS || (!is_valid && passed > 0);
        due.then(|| core::mem::replace(&mut self.kept_unix_seconds, floor))
    }
}
