//! What a report rests on, taken from the state under the store's lock: as it was counted, once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::found::leaf;
use super::no_report::NoReport;
use super::slot::Slot;
use super::{SetStore, find};
use crate::journal::day_of;
use crate::report::{Evidence, SetRef};
use crate::set::KnownSet;
use crate::set::check::SetOrigin;
use crate::set::manifest::Recipient;
use crate::set::state::{PendingFinding, ReportTerms, SetState};

/// A set whose threshold a finding reached. Only [`SetStore::count`] makes one.
#[derive(Clone, Debug)]
pub(crate) struct Reached {
    pub(crate) set: SetRef,
    pub(super) leaf: Option<[u8; 32]>,
    pub(super) found: PendingFinding,
}

/// What a report may say.
pub(crate) struct ReportBasis {
    pub(crate) origin: Arc<SetOrigin>,
    pub(crate) recipient: Recipient,
    pub(crate) day: u32,
    /// Findings with the numbers of their entries, which ascend.
    pub(crate) findings: Vec<(u32, PendingFinding)>,
}

impl SetStore {
    /// What a report would rest on at this time. Nothing is changed.
    pub(crate) fn report_basis(
        &self,
        reached: &Reached,
        now: u64,
    ) -> Result<ReportBasis, NoReport> {
        let slot = find(&mut self.slots(), &reached.set.name)?.clone();
        basis(&slot, reached, now)
    }

    /// Lets `seal` make a report of what counts at this time, and forgets it: the same findings never
    /// make a second one.
    pub(crate) fn take_report<T>(
        &self,
        reached: &Reached,
        now: u64,
        seal: impl FnOnce(&ReportBasis) -> Option<T>,
    ) -> Result<T, NoReport> {
        self.write(&reached.set.name, |slot| {
            let sealed = basis(slot, reached, now)
                .and_then(|basis| seal(&basis).ok_or(NoReport::CannotSeal));
            let Ok(sealed) = sealed else { return Ok(sealed) };
            let mut state = slot.state.clone();
            state.keep(|_| false);
            self.save_changed(slot, state)?;
            Ok(Ok(sealed))
        })?
    }
}

fn basis(slot: &Slot, reached: &Reached, now: u64) -> Result<ReportBasis, NoReport> {
    let now = now.max(slot.floor_unix_seconds());
    let verified = slot.set.as_ref().ok_or(NoReport::OtherVersion)?;
    if reached.leaf.is_none() || leaf(&verified.set) != reached.leaf {
        return Err(NoReport::OtherVersion);
    }
    if !verified.set.is_valid_at(now) {
        return Err(NoReport::Ended);
    }
    let terms = ReportTerms::of(&verified.set).ok_or(NoReport::NotAllowed)?;
    let recipient = verified.origin.manifest.recipient.clone().ok_or(NoReport::NoRecipient)?;
    let day = day_of(now);
    let mut state = slot.state.clone();
    state.drop_old(day, terms.window_days);
    state.keep_listed(&verified.set);
    let counted = state.reported_with(&reached.found, day).ok_or(NoReport::BelowThreshold)?;
    let findings = entries(&state, &verified.set, &counted).ok_or(NoReport::BelowThreshold)?;
    Ok(ReportBasis { origin: Arc::clone(&verified.origin), recipient, day, findings })
}

/// The findings with the numbers of their entries, which the state does not hold: each entry of the set
/// is tried. `None` unless every finding is one of another entry.
fn entries(
    state: &SetState,
    set: &KnownSet,
    counted: &[PendingFinding],
) -> Option<Vec<(u32, PendingFinding)>> {
    let key = state.key.as_ref()?;
    let mut numbered = BTreeMap::new();
    for evidence in [Evidence::Exact, Evidence::Corroborated] {
        let of_grade: Vec<_> = counted.iter().filter(|found| found.evidence == evidence).collect();
        if of_grade.is_empty() {
            continue;
        }
        for entry in set.entries_for(evidence) {
            let tag = key.tag(&state.set, entry);
            let found = of_grade.iter().find(|found| found.tag == tag);
            numbered.extend(found.map(|found| (entry, **found)));
        }
    }
    (numbered.len() == counted.len()).then(|| numbered.into_iter().collect())
}
