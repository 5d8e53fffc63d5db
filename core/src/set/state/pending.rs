use core::fmt;
use std::collections::BTreeSet;

use super::SetState;
use super::key::{DeviceKey, EntryTag};
use super::terms::ReportTerms;
use crate::report::Evidence;
use crate::set::KnownSet;

/// Most findings that wait: a set's threshold is at most one more.
pub const MAX_PENDING: usize = 31;

/// A finding that counts towards a report. It says nothing of the attachment, and which entry it was
/// only in a form that this device alone can compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PendingFinding {
    /// Days since 1970-01-01.
    pub day: u32,
    /// Version of the set.
    pub version: u64,
    /// Exact or corroborated; nothing else counts.
    pub evidence: Evidence,
    /// Bits apart; 0 for exact.
    pub distance_bits: u32,
    /// By which it was found: it counts under no others.
    pub(crate) terms: ReportTerms,
    pub(crate) tag: EntryTag,
}

/// A finding that is to be counted.
#[derive(Clone, Copy)]
pub(crate) struct CountedFinding {
    pub(crate) day: u32,
    pub(crate) version: u64,
    pub(crate) evidence: Evidence,
    pub(crate) distance_bits: u32,
    pub(crate) terms: ReportTerms,
    pub(crate) entry: u32,
}

impl SetState {
    /// Counts a finding, drops what is older than `window_days`, and gives it back as it is kept if enough
    /// distinct entries were found. The same entry counts once, however often it is sent. Before it gives
    /// it back it lets `keep_listed` drop what the set in use does not have.
    pub(crate) fn count(
        &mut self,
        found: &CountedFinding,
        window_days: u64,
        keep_listed: impl FnOnce(&mut Self),
    ) -> Option<PendingFinding> {
        self.drop_old(found.day, window_days);
        // Without random bytes nothing can be kept, and no threshold is reached.
        let key = self.key.take().or_else(DeviceKey::random)?;
        let tag = key.tag(&self.set, found.entry);
        self.key = Some(key);
        let CountedFinding { day, version, evidence, distance_bits, terms, .. } = *found;
        let found = PendingFinding { day, version, evidence, distance_bits, terms, tag };
        let known = self.pending.iter().any(|known| known.tag == tag);
        if !known && self.pending.len() < MAX_PENDING {
            self.pending.push(found);
        }
        self.enough_with(&found)?;
        keep_listed(self);
        self.enough_with(&found).map(|_| found)
    }

    /// The findings of a report on this day: this one, and beside it only so many as its threshold asks
    /// for. `None` if they are not enough, or this one was forgotten since it was found.
    pub(crate) fn reported_with(
        &self,
        found: &PendingFinding,
        today: u32,
    ) -> Option<Vec<PendingFinding>> {
        // Where there was no more room it is not among those that wait.
        let kept = self.pending.iter().any(|known| known.tag == found.tag);
        let waits = kept || self.pending.len() == MAX_PENDING;
        if !waits || !found.terms.reach(found.day, today) {
            return None;
        }
        let as_of_today = PendingFinding { day: today, ..*found };
        let asked = self.enough_with(&as_of_today)?;
        let others = self.beside(&as_of_today).filter(|other| other.terms.threshold <= asked);
        let others = others.take(usize::try_from(asked).ok()?.saturating_sub(1));
        Some(core::iter::once(found).chain(others).copied().collect())
    }

    /// What counts beside this finding.
    fn beside(&self, found: &PendingFinding) -> impl Iterator<Item = &PendingFinding> {
        self.pending
            .iter()
            .filter(move |other| other.tag != found.tag && found.terms.reach(other.day, found.day))
    }

    /// The threshold that is reached: so many distinct entries count beside this finding as the terms of
    /// each ask for.
    fn enough_with(&self, found: &PendingFinding) -> Option<u64> {
        let mut thresholds: Vec<u64> =
            self.beside(found).map(|other| other.terms.threshold).collect();
        thresholds.push(found.terms.threshold);
        let enough = |asked: &u64| {
            let agree = thresholds.iter().filter(|threshold| *threshold <= asked).count();
            u64::try_from(agree).is_ok_and(|agree| agree >= *asked)
        };
        let asked = thresholds.iter().copied().filter(|asked| *asked >= found.terms.threshold);
        asked.filter(enough).min()
    }

    /// Drops findings that no longer count by their own terms, or by this window.
    pub(crate) fn drop_old(&mut self, today: u32, window_days: u64) {
        self.keep(|found| {
            let terms = ReportTerms { window_days, ..found.terms }.and(found.terms);
            terms.reach(found.day, today)
        });
    }

    /// Drops findings of entries that the set does not have, or no longer has in such a way that they
    /// would be found so; all of them if it leads to no report.
    pub(crate) fn keep_listed(&mut self, set: &KnownSet) {
        let listed = match &self.key {
            Some(key) if !self.pending.is_empty() && ReportTerms::of(set).is_some() => {
                let wanted: BTreeSet<EntryTag> =
                    self.pending.iter().map(|found| found.tag).collect();
                let of = |evidence| {
                    let tags = set.entries_for(evidence).map(|entry| key.tag(&self.set, entry));
                    tags.filter(|tag| wanted.contains(tag)).collect::<BTreeSet<EntryTag>>()
                };
                let asked = |evidence| self.pending.iter().any(|found| found.evidence == evidence);
                let counted =
                    [Evidence::Exact, Evidence::Corroborated].into_iter().filter(|it| asked(*it));
                counted.map(|evidence| (evidence, of(evidence))).collect()
            }
            _ => Vec::new(),
        };
        self.keep(|found| {
            listed
                .iter()
                .any(|(evidence, tags)| *evidence == found.evidence && tags.contains(&found.tag))
        });
    }

    /// Without findings the key goes too: later ones have nothing in common with them.
    pub(crate) fn keep(&mut self, counts: impl Fn(&PendingFinding) -> bool) {
        self.pending.retain(counts);
        if self.pending.is_empty() {
            self.key = None;
        }
    }
}

impl fmt::Debug for PendingFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingFinding")
            .field("day", &self.day)
            .field("version", &self.version)
            .field("evidence", &self.evidence)
            .field("distance_bits", &self.distance_bits)
            .finish_non_exhaustive()
    }
}
