use core::fmt;
use std::sync::Arc;

use super::AttachmentScanner;
use super::own::OwnChecks;
use crate::appeal::AppealDesk;
use crate::context::Monotonic;
use crate::decode::{StillDecoder, VideoDecoder};
use crate::hash::edits::EditProfile;
use crate::journal::JournalStore;
use crate::lent::{Lent, LentHash, LentTerms};
use crate::limits::Limits;
use crate::own::{OwnCheck, OwnCheckRefused, OwnTerms};
use crate::panics::guarded;
use crate::policy::{BuiltInPolicy, HookTerms, OwnThread, Policy, SetActions, policy_digest};
use crate::set::KnownSet;
use crate::set::store::SetStore;

/// Puts an [`AttachmentScanner`] together. Everything has a default but the sets. Clones share sets and
/// hooks.
#[derive(Clone)]
pub struct AttachmentScannerBuilder {
    scanner: AttachmentScanner,
    own_thread: bool,
    edits: Option<EditProfile>,
}

impl AttachmentScannerBuilder {
    pub(super) fn new() -> Self {
        let scanner = AttachmentScanner {
            sets: Vec::new(),
            lacks_a_set: false,
            set_actions: Vec::new(),
            decoders: Vec::new(),
            video_decoders: Vec::new(),
            own_checks: OwnChecks::default(),
            lent: Vec::new(),
            asked: Vec::new(),
            policy: Arc::new(BuiltInPolicy::WarnOnly),
            hook_terms: HookTerms::default(),
            policy_digest: policy_digest(""),
            may_report: false,
            journal: None,
            store: None,
            appeal: None,
            limits: Limits::default(),
            edits: EditProfile::default(),
            clock: None,
        };
        Self { scanner, own_thread: false, edits: None }
    }

    /// Compares with this set too. Without any, every scan is undecided as `no_usable_set`.
    #[must_use]
    pub fn add_set(mut self, set: KnownSet) -> Self {
        let actions = SetActions { set: set.reference().clone(), actions: set.actions() };
        self.scanner.set_actions.push(actions);
        self.scanner.sets.push(set);
        self
    }

    /// Says that a set which should be there could not be opened. What the other sets do not find is
    /// then undecided as `no_usable_set`, not clean.
    #[must_use]
    pub const fn lacks_a_set(mut self) -> Self {
        self.scanner.lacks_a_set = true;
        self
    }

    /// Compares with every set of this store as it is now, and counts findings towards its report
    /// thresholds. A set that the store pins and cannot give is one that [lacks](Self::lacks_a_set).
    #[must_use]
    pub fn add_sets_of(self, store: &Arc<SetStore>) -> Self {
        let add = |builder: Self, name: String| match store.snapshot(&name) {
            Ok(set) => builder.add_set(set),
            Err(_) => builder.lacks_a_set(),
        };
        store.names().into_iter().fold(self, add).count_findings_in(Arc::clone(store))
    }

    /// Lends a decoder for a kind that the core does not decode, HEIC say.
    #[must_use]
    pub fn add_decoder(mut self, decoder: Arc<dyn StillDecoder>) -> Self {
        self.scanner.decoders.push(decoder);
        self
    }

    /// Lends a decoder of videos. Without one a video is undecided as `unopened_container`.
    #[must_use]
    pub fn add_video_decoder(mut self, decoder: Arc<dyn VideoDecoder>) -> Self {
        self.scanner.video_decoders.push(decoder);
        self
    }

    /// Adds a check of the app's own under this name: see [`crate::own`]. It is asked on a thread of its own,
    /// before the policy, and the scan goes on without it at its deadline. One that never returns keeps its
    /// thread; with 64 such threads in the process every own check counts as late without being asked.
    ///
    /// # Errors
    /// [`OwnCheckRefused`] if the name is no name or is taken, or there are enough.
    pub fn add_own_check(
        mut self,
        name: &str,
        terms: OwnTerms,
        check: Arc<dyn OwnCheck>,
    ) -> Result<Self, OwnCheckRefused> {
        self.scanner.own_checks.add(name, terms, check)?;
        Ok(self)
    }

    /// Lends the code of a hash that sets have rows of and this crate has no code for: see [`crate::lent`].
    /// Of equal name and length the last one counts. It runs on threads of its own.
    #[must_use]
    pub fn lend_hash(mut self, terms: LentTerms, hash: Arc<dyn LentHash>) -> Self {
        self.scanner.lent.retain(|known| known.terms().form() != terms.form());
        self.scanner.lent.push(Lent::new(terms, hash));
        self
    }

    /// Plugs in the app's policy. The default is `warn_only`.
    #[must_use]
    pub fn policy(mut self, policy: Arc<dyn Policy>) -> Self {
        self.scanner.policy = policy;
        self
    }

    /// What happens if the policy fails or is late. The default asks the user, after 250 ms.
    #[must_use]
    pub fn hook_terms(mut self, terms: HookTerms) -> Self {
        self.scanner.hook_terms = terms;
        self
    }

    /// Asks the policy on a thread of its own and goes on without it at the deadline, so that one that
    /// never returns holds up no scan. Such a policy keeps its thread; with 64 such threads in the process,
    /// of whatever scanner, every policy counts as late without being asked.
    #[must_use]
    pub const fn policy_on_its_own_thread(mut self) -> Self {
        self.own_thread = true;
        self
    }

    /// Keeps a journal. The default keeps none, and says so in `checked.recorded`.
    #[must_use]
    pub fn journal(mut self, journal: Arc<dyn JournalStore>) -> Self {
        self.scanner.journal = Some(journal);
        self
    }

    /// Counts findings towards the report thresholds of this store's sets, if the policy
    /// [may report](Policy::may_report). Without it no report threshold is ever reached.
    ///
    /// The store also learns the time of each scan, and keeps it now and then.
    #[must_use]
    pub fn count_findings_in(mut self, store: Arc<SetStore>) -> Self {
        self.scanner.store = Some(store);
        self
    }

    /// Switches sealed reports on, with the address where users contest them. Unless it is called, no
    /// report is ever sealed. It also takes a [policy](Self::policy) that may report, sets of a
    /// [store](Self::add_sets_of) that lead to reports, and a [journal](Self::journal).
    #[must_use]
    pub fn seal_reports(mut self, appeal: AppealDesk) -> Self {
        self.scanner.appeal = Some(appeal);
        self
    }

    /// Replaces the default limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.scanner.limits = limits;
        self
    }

    /// Which edits a scan sees through. Unless it is said: [`EditProfile::Full`], or
    /// [`EditProfile::Small`] with limits as tight as [`Limits::share_extension`]. It is the same
    /// for every set and picture, and in the policy's description.
    #[must_use]
    pub const fn edits(mut self, profile: EditProfile) -> Self {
        self.edits = Some(profile);
        self
    }

    /// Lends a clock, for the timing of stages and for the deadline of the policy.
    #[must_use]
    pub fn monotonic(mut self, clock: Arc<dyn Monotonic>) -> Self {
        self.scanner.clock = Some(clock);
        self
    }

    /// The scanner.
    #[must_use]
    pub fn build(mut self) -> AttachmentScanner {
        if let (true, Some(deadline_ms)) = (self.own_thread, self.scanner.hook_terms.deadline_ms) {
            let policy = Arc::clone(&self.scanner.policy);
            self.scanner.policy = Arc::new(OwnThread::new(policy, deadline_ms));
        }
        let listed: Vec<_> = self.scanner.sets.iter().filter_map(KnownSet::lent_form).collect();
        self.scanner.asked = self.scanner.lent.clone();
        self.scanner.asked.retain(|lent| listed.contains(&lent.terms().form()));
        let is_tight =
            self.scanner.limits.max_decode_bytes <= Limits::share_extension().max_decode_bytes;
        let usual = if is_tight { EditProfile::Small } else { EditProfile::Full };
        self.scanner.edits = self.edits.unwrap_or(usual);
        self.scanner.may_report = guarded(|| self.scanner.policy.may_report()).unwrap_or(false);
        self.scanner.policy_digest = policy_digest(&self.scanner.describe_policy());
        self.scanner
    }
}

impl fmt::Debug for AttachmentScannerBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.scanner, f)
    }
}
