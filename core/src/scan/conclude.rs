//! From what was fingerprinted to the end of the flow.

use super::begun::Begun;
use super::{AttachmentScanner, Checked, FindFn, Fingerprinted};
use crate::attachment::Attachment;
use crate::context::{ScanContext, ScanStep};
use crate::journal::{self, Recorded};
use crate::lookup::Hit;
use crate::panics::guarded;
use crate::policy::{Allowed, Decided, ThresholdState, decide_safely};
use crate::report::ScanReport;
use crate::set::store::Reached;

impl AttachmentScanner {
    /// Looks up, asks, decides and records. Own checks see the attachment, if there is one.
    pub(super) fn conclude(
        &self,
        found: Fingerprinted,
        attachment: Option<&Attachment<'_>>,
        find: FindFn,
        begun: &Begun,
    ) -> Checked {
        let run = self.run(begun);
        run.step(ScanStep::LookingUp);
        let (mut report, hits) = self.report(found, find, begun);
        run.step(ScanStep::Deciding);
        report.own_checks = self.own_checks.ask(attachment, run);
        let reached = self.counted(&hits, &begun.context);
        let of_sets = reached.iter().map(|reached| reached.set.clone()).collect();
        let decided = self.decide(&report, &ThresholdState::of(of_sets));
        let recorded = self.record(&report, &decided, &begun.context);
        let origins = begun.sets.iter().filter_map(|set| set.parts().origin.clone()).collect();
        let offer = self.offer(reached, &decided);
        Checked { report, decided, recorded, origins, policy: self.policy_digest, offer }
    }

    fn decide(&self, report: &ScanReport, threshold: &ThresholdState) -> Decided {
        let allowed = Allowed::of(report, &self.set_actions, threshold);
        let clock = self.clock.as_deref();
        decide_safely(self.policy.as_ref(), report, allowed, self.hook_terms, clock)
    }

    /// Tells the store what time it is and what was found. A vault that panics counts as one that
    /// fails: no threshold is reached then.
    fn counted(&self, hits: &[Hit], context: &ScanContext) -> Vec<Reached> {
        let now = context.now_unix_seconds;
        let Some(store) = &self.store else { return Vec::new() };
        let reached = guarded(|| {
            store.see(now);
            self.may_report.then(|| store.count(hits, &self.sets, now))
        });
        reached.flatten().unwrap_or_default()
    }

    fn record(&self, report: &ScanReport, decided: &Decided, context: &ScanContext) -> Recorded {
        self.journal.as_deref().map_or(Recorded::NoJournal, |store| {
            let day = journal::day_of(context.now_unix_seconds);
            journal::record(store, day, report, decided, self.policy_digest)
        })
    }
}
