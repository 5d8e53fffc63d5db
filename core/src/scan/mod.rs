//! [`AttachmentScanner`]: the stages, called in order. `stages` goes from the bytes to the fingerprints, and
//! `conclude` from there to the journal.

mod begun;
mod builder;
mod checked;
mod conclude;
mod fingerprint;
mod frames;
mod input;
mod job;
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
mod report;
mod sealing;
mod seen;
mod stages;
mod timed;
mod together;
#[cfg(test)]
mod video_tests;
mod watched;

pub use builder::AttachmentScannerBuilder;
pub use checked::Checked;
pub use fingerprint::{Fingerprinted, fingerprint};
pub use frames::FrameSession;
pub use job::Job;
pub use parts::Part;
pub use pictures::PictureHashes;

use core::fmt;
use std::sync::Arc;

use self::lent::LentRows;
use self::own::OwnChecks;
use crate::appeal::AppealDesk;
use crate::attachment::Attachment;
use crate::context::{CancelToken, Monotonic, ScanContext};
use crate::decode::{StillDecoder, VideoDecoder};
use crate::hash::Fingerprints;
use crate::hash::edits::EditProfile;
use crate::journal::JournalStore;
use crate::lent::Lent;
use crate::limits::Limits;
use crate::lookup::{self, Hit};
use crate::policy::{HookTerms, Policy, PolicyDigest, SetActions, describe_policy};
use crate::report::{NotCompared, SetRef};
use crate::set::KnownSet;
use crate::set::store::SetStore;
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
        let begun = self.begin(attachment.subject(), context);
        let found = fingerprint(&attachment, &self.job(&begun));
        self.conclude(found, Some(&attachment), lookup::find, &begun)
    }

    /// Checks the frames of a video, which the app decodes and pushes one by one.
    #[must_use]
    pub fn frames(&self, context: &ScanContext) -> FrameSession {
        FrameSession::new(self.clone(), context)
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
