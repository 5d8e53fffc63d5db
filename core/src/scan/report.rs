//! Looks up, and puts the facts together.

use super::begun::Begun;
use super::lent::LentRows;
use super::{AttachmentScanner, FindFn, Fingerprinted};
use crate::attachment::Subject;
use crate::lookup::Hit;
use crate::report::{Outcome, ScanReport};
use crate::set::KnownSet;
use crate::undecided::Undecided;

impl AttachmentScanner {
    /// The hits are the findings with their entries, which never leave the crate.
    pub(super) fn report(
        &self,
        found: Fingerprinted,
        find: FindFn,
        begun: &Begun,
    ) -> (ScanReport, Vec<Hit>) {
        let lookup_start_us = self.now_us();
        let (hits, stopped) = match found.look_up(find, &begun.sets, &begun.context.cancel) {
            Ok(hits) => (hits, None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        let rows = LentRows { sets: &begun.sets, lent: &self.lent };
        let of_all = stopped.or(unusable(&rows, begun, found.subject()));
        let (cleared, hits): (Vec<_>, Vec<_>) = hits.into_iter().partition(Hit::is_cleared);
        let findings: Vec<_> = hits.iter().map(|hit| hit.finding().clone()).collect();
        let mut timing = found.timing;
        timing.lookup_us = self.now_us().saturating_sub(lookup_start_us);
        timing.total_us = self.now_us().saturating_sub(begun.start_us);
        let mut coverage = found.coverage(of_all, self.min_quality());
        rows.add_to(&mut coverage, &found);
        let report = ScanReport {
            outcome: Outcome::of(&findings, of_all.or(found.first_undecided())),
            coverage,
            findings,
            cleared: u32::try_from(cleared.len()).unwrap_or(u32::MAX),
            sets: begun.sets.iter().map(|set| set.reference().clone()).collect(),
            kind: found.kind,
            own_checks: Vec::new(),
            timing: self.clock.is_some().then_some(timing),
        };
        (report, hits)
    }

    fn min_quality(&self) -> u8 {
        self.sets.iter().filter_map(KnownSet::min_quality).min().unwrap_or(0)
    }
}

/// Why nothing can be clean, whatever the attachment is. An expired or empty set finds nothing.
fn unusable(rows: &LentRows<'_>, begun: &Begun, subject: Subject) -> Option<Undecided> {
    let says = |set: &KnownSet| set.rows_about(subject) > 0 || rows.has_code_for(set);
    let missing = begun.lacks_a_set || !begun.sets.iter().any(says);
    let no_set = missing.then_some(Undecided::NoUsableSet);
    no_set.or(rows.clash(subject).then_some(Undecided::LentHashFailed))
}
