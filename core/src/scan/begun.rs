use super::AttachmentScanner;
use super::job::Job;
use crate::attachment::Subject;
use crate::context::ScanContext;
use crate::run::Run;
use crate::set::{KnownSet, Needs};

/// A scan that has begun: what stays the same from its first stage to its last.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) context: ScanContext,
    pub(super) start_us: u64,
    /// The sets that have something to say about such an attachment and are valid at this time.
    pub(super) sets: Vec<KnownSet>,
    /// True if one that should be there is not, or not any more: its silence does not count as clean.
    pub(super) lacks_a_set: bool,
}

impl AttachmentScanner {
    pub(super) fn begin(&self, subject: Subject, context: &ScanContext) -> Begun {
        let about = || self.sets.iter().filter(|set| set.concerns(subject));
        let valid = |set: &&KnownSet| set.is_valid_at(context.now_unix_seconds);
        // Their bytes are shared.
        let sets: Vec<_> = about().filter(valid).cloned().collect();
        Begun {
            context: context.clone(),
            start_us: self.now_us(),
            lacks_a_set: self.lacks_a_set || sets.len() < about().count(),
            sets,
        }
    }

    pub(super) fn run<'s>(&'s self, begun: &'s Begun) -> Run<'s> {
        Run {
            limits: &self.limits,
            cancel: &begun.context.cancel,
            clock: self.clock.as_deref(),
            progress: begun.context.progress.as_deref(),
        }
    }

    pub(super) fn job<'s>(&'s self, begun: &'s Begun) -> Job<'s> {
        let needs = begun.sets.iter().map(KnownSet::needs).fold(Needs::default(), Needs::union);
        Job {
            digests: needs.digests,
            pictures: needs.pictures() || !self.asked.is_empty(),
            links: needs.links,
            edits: self.edits,
            lent: &self.asked,
            decoders: &self.decoders,
            video_decoders: &self.video_decoders,
            run: self.run(begun),
        }
    }
}
