use super::reached::Reached;
use super::slot::Slot;
use super::{SetStore, StoreFault};
use crate::journal::{JournalHead, day_of};
use crate::lookup::Hit;
use crate::report::Evidence;
use crate::set::KnownSet;
use crate::set::state::{CountedFinding, PendingFinding, ReportTerms, SetState};

impl SetStore {
    /// Counts what one attachment was found to be: of each set that may lead to a report at most one
    /// entry, the one with the strongest evidence. `hits` are sorted, strongest first; `sets` are those
    /// that they come from, which may be older than those in use.
    pub(crate) fn count(&self, hits: &[Hit], sets: &[KnownSet], now: u64) -> Vec<Reached> {
        let mut reached = Vec::new();
        for name in self.names() {
            let Ok(active) = self.snapshot(&name) else { continue };
            if !active.is_valid_at(now) {
                continue;
            }
            let of_set = hits.iter().filter(|hit| hit.finding().set.name == name);
            let mut found =
                of_set.filter_map(|hit| Some((hit, countable(hit, sets, &active, now)?)));
            if let Some((hit, found)) = found.next()
                && let Ok(Some(found)) = self.count_one(&name, found, &active)
            {
                let (set, leaf) = (hit.finding().set.clone(), leaf(&active));
                reached.push(Reached { set, leaf, found });
            }
        }
        reached
    }

    /// Forgets what counts towards a report: the user may, and a sealed report has it.
    ///
    /// # Errors
    /// `UnknownSet`, or `Vault` if it cannot be stored.
    pub fn forget_pending(&self, set: &str) -> Result<(), StoreFault> {
        self.change_state(set, |state| state.keep(|_| false))
    }

    /// Keeps where the app's journal ends beside the state of this set.
    ///
    /// # Errors
    /// `UnknownSet`, or `Vault` if it cannot be stored.
    pub fn keep_journal_head(&self, set: &str, head: JournalHead) -> Result<(), StoreFault> {
        self.change_state(set, |state| state.journal = Some(head))
    }

    fn count_one(
        &self,
        set: &str,
        found: CountedFinding,
        active: &KnownSet,
    ) -> Result<Option<PendingFinding>, StoreFault> {
        self.write(set, |slot| {
            // Another thread or process may have put another set into use since.
            let in_use = slot.set.as_ref().map(|verified| verified.set.clone());
            let Some(in_use) = in_use.filter(|in_use| leaf(in_use) == leaf(active)) else {
                return Ok(None);
            };
            let window_days = ReportTerms::of(&in_use).map_or(0, |terms| terms.window_days);
            let mut state = slot.state.clone();
            let day = found.day.max(day_of(state.floor_unix_seconds));
            let found = CountedFinding { day, ..found };
            // Whatever wrote the state, only what the set in use has leads to a report.
            let reached = state.count(&found, window_days, |state| state.keep_listed(&in_use));
            self.save_changed(slot, state)?;
            Ok(reached)
        })
    }

    fn change_state(
        &self,
        set: &str,
        change: impl FnOnce(&mut SetState),
    ) -> Result<(), StoreFault> {
        self.write(set, |slot| {
            let mut state = slot.state.clone();
            change(&mut state);
            self.save_changed(slot, state)
        })
    }

    pub(super) fn save_changed(&self, slot: &mut Slot, state: SetState) -> Result<(), StoreFault> {
        if state == slot.state { Ok(()) } else { self.save(slot, state) }
    }
}

/// What is counted of a hit. `None` unless the set that found it and the set in use both lead to reports,
/// and the one in use still has the entry. Where they differ the stricter terms hold.
fn countable(hit: &Hit, sets: &[KnownSet], active: &KnownSet, now: u64) -> Option<CountedFinding> {
    let finding = hit.finding();
    let grade = matches!(finding.evidence, Evidence::Exact | Evidence::Corroborated);
    if !grade || !finding.set.verified || finding.test || hit.is_canary() {
        return None;
    }
    let mut terms = ReportTerms::of(active)?;
    let mut same = false;
    for set in sets.iter().filter(|set| *set.reference() == finding.set) {
        terms = terms.and(ReportTerms::of(set)?);
        same |= leaf(set) == leaf(active);
    }
    let listed = same || active.entries_for(finding.evidence).any(|entry| entry == hit.entry);
    listed.then_some(CountedFinding {
        day: day_of(now),
        version: finding.set.version,
        evidence: finding.evidence,
        distance_bits: finding.distance_bits.unwrap_or(0),
        terms,
        entry: hit.entry,
    })
}

/// Its place in the log: no two sets have the same.
pub(super) fn leaf(set: &KnownSet) -> Option<[u8; 32]> {
    set.origin().map(|origin| origin.leaf)
}
