//! What the store learns of the time from scans.

use super::slot::Slot;
use super::{SetStore, StoreFault};
use crate::lock::Patience;

/// The vault is given a time again when so much has passed since.
const KEEP_EVERY_SECONDS: u64 = 86_400;

impl SetStore {
    /// Remembers that it is this late: at once, so that a clock that is set back in this process changes
    /// nothing; in the vault once a day, and when a set has ended. If that cannot be done now, it is done
    /// another time: no scan waits for it, and none fails because of it.
    pub(crate) fn see(&self, now_unix_seconds: u64) {
        let due: Vec<String> = self
            .slots()
            .iter_mut()
            .filter_map(|slot| slot.see(now_unix_seconds).then(|| slot.pins.set.clone()))
            .collect();
        for set in due {
            let _ = self.keep_time(&set);
        }
    }

    fn keep_time(&self, set: &str) -> Result<(), StoreFault> {
        self.write_with(set, Patience::NONE, |slot| {
            // Also if the vault does not take it: it is not asked again at every scan.
            slot.kept_unix_seconds = slot.floor_unix_seconds();
            self.save(slot, slot.state.clone())
        })
    }
}

impl Slot {
    /// It is not earlier than this, by the state and by what scans saw.
    pub(super) fn floor_unix_seconds(&self) -> u64 {
        let seen = self.set.as_ref().map_or(0, |verified| verified.set.floor_unix_seconds());
        self.state.floor_unix_seconds.max(seen)
    }

    /// Takes over what scans saw.
    pub(super) fn keep_floor(&mut self, floor_unix_seconds: u64) {
        let floor = self.floor_unix_seconds().max(floor_unix_seconds);
        self.state.floor_unix_seconds = floor;
    }

    /// True if the vault should be told.
    fn see(&mut self, now_unix_seconds: u64) -> bool {
        let Some(verified) = &self.set else { return false };
        let is_valid = verified.set.is_valid_at(now_unix_seconds);
        self.keep_floor(0);
        let floor = self.state.floor_unix_seconds;
        let passed = floor.saturating_sub(self.kept_unix_seconds);
        passed >= KEEP_EVERY_SECONDS || (!is_valid && passed > 0)
    }
}
