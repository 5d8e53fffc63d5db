use core::fmt;
use std::sync::Arc;

use crate::context::CancelToken;
use crate::decode::{StillDecoder, VideoDecoder};
use crate::hash::digest::DigestSet;
use crate::hash::edits::EditProfile;
use crate::lent::Lent;
use crate::limits::Limits;
use crate::run::Run;
use crate::sniff::MediaKind;

/// What the first half of the flow is to do, and with what.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Which exact digests to take.
    pub digests: DigestSet,
    /// Whether pictures are decoded and hashed; exact-only sets need none.
    pub pictures: bool,
    /// Whether the links of a text are digested.
    pub links: bool,
    /// Which edits of a picture are undone.
    pub edits: EditProfile,
    /// Hashes that the app lends.
    pub lent: &'a [Lent],
    /// Decoders for kinds that the core does not decode itself.
    pub decoders: &'a [Arc<dyn StillDecoder>],
    /// Decoders of videos.
    pub video_decoders: &'a [Arc<dyn VideoDecoder>],
    /// What it runs under.
    pub run: Run<'a>,
}

impl<'a> Job<'a> {
    /// All digests and all pictures as they are: without decoders from outside, clock or progress.
    #[must_use]
    pub const fn everything(limits: &'a Limits, cancel: &'a CancelToken) -> Self {
        Self {
            digests: DigestSet::ALL,
            pictures: true,
            links: true,
            edits: EditProfile::None,
            lent: &[],
            decoders: &[],
            video_decoders: &[],
            run: Run::new(limits, cancel),
        }
    }

    /// The decoder that opens videos of this kind. Exact digests alone call for nothing in them.
    pub(super) fn video_decoder(&self, kind: MediaKind) -> Option<&'a dyn VideoDecoder> {
        let opens = |decoder: &&Arc<dyn VideoDecoder>| self.pictures && decoder.opens(kind);
        self.video_decoders.iter().find(opens).map(Arc::as_ref)
    }
}

impl fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("run", &self.run).finish_non_exhaustive()
    }
}
