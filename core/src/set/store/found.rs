use super::{SetStore, StoreFault};
use crate::journal::{JournalHead, day_of};
use crate::lookup::Hit;
use crate::policy::{Action, ThresholdState};
use crate::report::Evidence;
use crate::set::state::{PendingFinding, SetState};

impl SetStore {
    /// Counts what one attachment was found to be: of each set that may lead to a report at most one
    /// entry, the one with the strongest evidence. `hits` are sorted, strongest first.
    pub(crate) fn count(&self, hits: &[Hit], day: u32) -> ThresholdState {
        let mut reached = ThresholdState::NOT_REACHED;
        for name in self.names() {
            let counts = |hit: &&Hit| {
                let finding = hit.finding();
                let grade = matches!(finding.evidence, Evidence::Exact | Evidence::Corroborated);
                grade && finding.set.verified && finding.set.name == name && !hit.is_canary()
            };
            if let Some(hit) = hits.iter().find(counts)
                && self.count_one(&name, hit, day) == Ok(true)
            {
                reached.add(hit.finding().set.clone());
            }
        }
        reached
    }

    /// Forgets what counts towards a report: the user may, and a sealed report has it.
    ///
    /// # Errors
    /// `UnknownSet`, or `Vault` if it cannot be stored.
    pub fn forget_pending(&self, set: &str) -> Result<(), StoreFault> {
        self.change_state(set, |state| state.pending.clear())
    }

    /// Keeps where the app's journal ends beside the state of this set.
    ///
    /// # Errors
    /// `UnknownSet`, or `Vault` if it cannot be stored.
    pub fn keep_journal_head(&self, set: &str, head: JournalHead) -> Result<(), StoreFault> {
        self.change_state(set, |state| state.journal = Some(head))
    }

    fn count_one(&self, set: &str, hit: &Hit, day: u32) -> Result<bool, StoreFault> {
        let finding = hit.finding();
        let found = PendingFinding {
            day,
            version: finding.set.version,
            entry: hit.entry,
            evidence: finding.evidence,
            distance_bits: finding.distance_bits.unwrap_or(0),
        };
        let origin = self.origin(set)?;
        let manifest = &origin.manifest;
        if !manifest.actions.contains(Action::ReportCandidate) {
            return Ok(false);
        }
        let mut reached = false;
        self.change_state(set, |state| {
            let day = found.day.max(day_of(state.floor_unix_seconds));
            let found = PendingFinding { day, ..found };
            reached = state.count(found, manifest.window_days, manifest.threshold);
        })?;
        Ok(reached)
    }

    fn change_state(
        &self,
        set: &str,
        change: impl FnOnce(&mut SetState),
    ) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let mut state = slot.state.clone();
            change(&mut state);
            if state != slot.state {
                self.save(&state)?;
                slot.state = state;
            }
            Ok(())
        })
    }
}
