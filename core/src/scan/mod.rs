//! [`AttachmentScanner`]: the stages, called in order.

mod builder;
mod checked;
mod fingerprint;
mod frames;
mod input;
mod lent;
#[cfg(test)]
mod lent_tests;
mod message;
#[cfg(test)]
mod message_tests;
mod own;
mod own_lent;
#[cfg(test)]
mod own_tests;
mod parts;
mod pictures;
mod sealing;
mod seen;
mod timed;
mod together;
#[cfg(test)]
mod video_tests;
mod watch;

pub use builder::AttachmentScannerBuilder;
pub use checked::Checked;
pub use fingerprint::{Fingerprinted, Job, fingerprint};
pub use frames::FrameSession;
pub use parts::Part;
pub use pictures::PictureHashes;

use core::fmt;
use std::sync::Arc;

use self::lent::LentRows;
use self::own::OwnChecks;
use self::watch::Watch;
use crate::appeal::AppealDesk;
use crate::attachment::{Attachment, Subject};
use crate::context::{CancelToken, Monotonic, ScanContext, ScanStep};
use crate::decode::{StillDecoder, VideoDecoder};
use crate::hash::Fingerprints;
use crate::hash::edits::EditProfile;
use crate::journal::{self, JournalStore, Recorded};
use crate::lent::Lent;
use crate::limits::Limits;
use crate::lookup::{self, Hit};
use crate::policy::{
    Allowed, HookTerms, Policy, PolicyDigest, SetActions, ThresholdState, decide_safely,
    describe_policy, guarded,
};
use crate::report::{NotCompared, Outcome, ScanReport, SetRef};
use crate::set::store::{Reached, SetStore};
use crate::set::{KnownSet, Needs};
use crate::undecided::Undecided;

/// Checks attachments against its known-hash sets and asks its policy what to do.
///
/// It never changes and can be shared between threads. It holds no lock while a hook runs, so a
/// hook may call back into it. Clones share sets, policy and journal.
#[derive(Clone)]
pub struct AttachmentScanner {
    sets: Vec<KnownSet>,
    /// True if a set that should be there is not.
    lacks_a_set: bool,
    set_actions: Vec<SetActions>,
    decoders: Vec<Arc<dyn StillDecoder>>,
    video_decoders: Vec<Arc<dyn VideoDecoder>>,
    own_checks: OwnChecks,
    /// Of each form the last one that was lent.
    lent: Vec<Lent>,
    /// Those of them that a set has rows of.
    asked: Vec<Lent>,
    policy: Arc<dyn Policy>,
    hook_terms: HookTerms,
    policy_digest: PolicyDigest,
    /// False if nothing is counted towards a report.
    may_report: bool,
    journal: Option<Arc<dyn JournalStore>>,
    store: Option<Arc<SetStore>>,
    /// Where users contest a report; without it none is sealed.
    appeal: Option<AppealDesk>,
    limits: Limits,
    edits: EditProfile,
    clock: Option<Arc<dyn Monotonic>>,
}

impl AttachmentScanner {
    /// A scanner without sets, with default limits and the `warn_only` policy.
    #[must_use]
    pub fn builder() -> AttachmentScannerBuilder {
        AttachmentScannerBuilder::new()
    }

    /// Checks one attachment. It never fails: what could not be checked is an outcome with a name.
    #[must_use]
    pub fn scan(&self, attachment: Attachment<'_>, context: &ScanContext) -> Checked {
        let start_us = self.now_us();
        let found = fingerprint(&attachment, &self.job(attachment.subject(), context));
        self.conclude(found, Some(&attachment), lookup::find, start_us, context)
    }

    /// Checks the frames of a video, which the app decodes and pushes one by one.
    #[must_use]
    pub fn frames(&self, context: &ScanContext) -> FrameSession {
        FrameSession::new(self.clone(), context.clone())
    }

    /// Everything that decides besides the facts: the policy's own words, what happens if it fails,
    /// what each grade of evidence allows, which edits are seen through, what each set allows. Its digest is in every journal
    /// record.
    #[must_use]
    pub fn describe_policy(&self) -> String {
        let (policy, sets) = (self.policy.as_ref(), &self.set_actions);
        let own_checks = self.own_checks.listed();
        let sealing = self.sealing();
        let described =
            describe_policy(policy, self.hook_terms, self.edits, own_checks, sets, &sealing);
        let lent = self.lent.iter().map(|lent| format!("{}\n", lent.terms()));
        described + &lent.collect::<String>()
    }

    /// Hashes that the sets have rows of and no attachment is compared by, since the app lends no code for
    /// them, or code for values of another length. With the latter nothing is clean.
    #[must_use]
    pub fn not_compared(&self) -> Vec<NotCompared> {
        LentRows { sets: &self.sets, lent: &self.lent }.faults()
    }

    /// The sets that have something to say about such an attachment.
    fn sets_about(&self, subject: Subject) -> impl Iterator<Item = &KnownSet> {
        self.sets.iter().filter(move |set| set.concerns(subject))
    }

    /// Those that may be compared with at this time. Their bytes are shared.
    fn valid_sets(&self, subject: Subject, context: &ScanContext) -> Vec<KnownSet> {
        let valid = |set: &&KnownSet| set.is_valid_at(context.now_unix_seconds);
        self.sets_about(subject).filter(valid).cloned().collect()
    }

    fn job<'s>(&'s self, subject: Subject, context: &'s ScanContext) -> Job<'s> {
        let sets = self.valid_sets(subject, context);
        let needs = sets.iter().map(KnownSet::needs).fold(Needs::default(), Needs::union);
        Job {
            digests: needs.digests,
            pictures: needs.pictures() || !self.asked.is_empty(),
            links: needs.links,
            edits: self.edits,
            lent: &self.asked,
            limits: &self.limits,
            decoders: &self.decoders,
            video_decoders: &self.video_decoders,
            cancel: &context.cancel,
            clock: self.clock.as_deref(),
            progress: context.progress.as_deref(),
        }
    }

    /// From what was fingerprinted to the end of the flow. Own checks see the attachment, if there is one.
    fn conclude(
        &self,
        found: Fingerprinted,
        attachment: Option<&Attachment<'_>>,
        find: FindFn,
        start_us: u64,
        context: &ScanContext,
    ) -> Checked {
        let subject = found.subject();
        Watch::of(context).step(ScanStep::LookingUp);
        let (mut report, hits) = self.report(found, find, start_us, context);
        Watch::of(context).step(ScanStep::Deciding);
        report.own_checks = self.own_checks.ask(attachment, &self.limits, &context.cancel);
        let reached = self.counted(&hits, context);
        let of_sets = reached.iter().map(|reached| reached.set.clone()).collect();
        let threshold = ThresholdState::of(of_sets);
        let allowed = Allowed::of(&report, &self.set_actions, &threshold);
        let clock = self.clock.as_deref();
        let decided = decide_safely(self.policy.as_ref(), &report, allowed, self.hook_terms, clock);
        let recorded = self.journal.as_deref().map_or(Recorded::NoJournal, |store| {
            let day = journal::day_of(context.now_unix_seconds);
            journal::record(store, day, &report, &decided, self.policy_digest)
        });
        let sets = self.valid_sets(subject, context);
        let origins = sets.iter().filter_map(|set| set.parts().origin.clone()).collect();
        let offer = self.offer(reached, &decided);
        Checked { report, decided, recorded, origins, policy: self.policy_digest, offer }
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

    /// Looks up and puts the facts together. The hits are the findings with their entries, which
    /// never leave the crate.
    fn report(
        &self,
        found: Fingerprinted,
        find: FindFn,
        start_us: u64,
        context: &ScanContext,
    ) -> (ScanReport, Vec<Hit>) {
        let lookup_start_us = self.now_us();
        let subject = found.subject();
        let sets = self.valid_sets(subject, context);
        let (hits, stopped) = match found.look_up(find, &sets, &context.cancel) {
            Ok(hits) => (hits, None),
            Err(reason) => (Vec::new(), Some(reason)),
        };
        // An expired or empty set finds nothing, so its silence does not count as clean.
        let expired = sets.len() < self.sets_about(subject).count();
        let rows = LentRows { sets: &sets, lent: &self.lent };
        let says = |set: &KnownSet| set.rows_about(subject) > 0 || rows.has_code_for(set);
        let empty = !sets.iter().any(says);
        let missing = self.lacks_a_set || expired || empty;
        let no_set = missing.then_some(Undecided::NoUsableSet);
        let clash = rows.clash(subject).then_some(Undecided::LentHashFailed);
        let of_all = stopped.or(no_set).or(clash);
        let (cleared, hits): (Vec<_>, Vec<_>) = hits.into_iter().partition(Hit::is_cleared);
        let findings: Vec<_> = hits.iter().map(|hit| hit.finding().clone()).collect();
        let mut timing = found.timing;
        timing.lookup_us = self.now_us().saturating_sub(lookup_start_us);
        timing.total_us = self.now_us().saturating_sub(start_us);
        let mut coverage = found.coverage(of_all, self.min_quality());
        rows.add_to(&mut coverage, &found);
        let report = ScanReport {
            outcome: Outcome::of(&findings, of_all.or(found.first_undecided())),
            coverage,
            findings,
            cleared: u32::try_from(cleared.len()).unwrap_or(u32::MAX),
            sets: sets.iter().map(|set| set.reference().clone()).collect(),
            kind: found.kind,
            own_checks: Vec::new(),
            timing: self.clock.is_some().then_some(timing),
        };
        (report, hits)
    }

    fn min_quality(&self) -> u8 {
        self.sets.iter().filter_map(KnownSet::min_quality).min().unwrap_or(0)
    }

    fn now_us(&self) -> u64 {
        self.clock.as_ref().map_or(0, |clock| clock.now_us())
    }
}

/// A look-up: of stills and single frames, or of a video's frames together.
pub(crate) type FindFn =
    fn(&str, &Fingerprints, &[KnownSet], &CancelToken) -> Result<Vec<Hit>, Undecided>;

impl fmt::Debug for AttachmentScanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sets: Vec<&SetRef> = self.sets.iter().map(KnownSet::reference).collect();
        f.debug_struct("AttachmentScanner").field("sets", &sets).finish_non_exhaustive()
    }
}
