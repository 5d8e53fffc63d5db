//! Pictures that are decoded in another process, one with fewer rights than the app's.

#[cfg(test)]
mod tests;
mod text;

use core::fmt;

use super::{AttachmentScanner, Checked, Fingerprinted, Job, fingerprint};
use crate::attachment::Attachment;
use crate::context::{CancelToken, ScanContext};
use crate::hash::FrameFingerprints;
use crate::hash::digest::DigestSet;
use crate::limits::Limits;
use crate::lookup;
use crate::undecided::Undecided;

/// What another process made of an attachment's pictures: their hashes, or why there are none.
///
/// Decoding is the part of a scan that a hostile attachment attacks. A process that may do nothing
/// else makes this, and needs neither set nor policy nor journal. The app's process does the rest,
/// by [`AttachmentScanner::scan_hashed`].
#[derive(Clone, PartialEq, Eq)]
pub struct PictureHashes {
    frames: Vec<FrameFingerprints>,
    undecided: Option<Undecided>,
}

impl PictureHashes {
    /// Decodes and hashes the pictures in these bytes: for the other process.
    #[must_use]
    pub fn of(bytes: &[u8], limits: &Limits) -> Self {
        let cancel = CancelToken::new();
        let job = Job { digests: DigestSet::NONE, ..Job::everything(limits, &cancel) };
        let found = fingerprint(&Attachment::bytes(bytes), &job);
        // What no decoder says, the app's process finds out by itself.
        let undecided = found.undecided.filter(|reason| is_of_a_decoder(*reason));
        Self { frames: found.fingerprints.frames, undecided }
    }

    /// What the other process made before it ended, was ended or answered nonsense: nothing.
    #[must_use]
    pub const fn failed() -> Self {
        Self { frames: Vec::new(), undecided: Some(Undecided::DecoderFailed) }
    }

    /// Adds it to what this process found out. Pictures that neither came nor are said to be missing
    /// are no pictures that nothing was found in.
    fn add_to(&self, found: &mut Fingerprinted, limits: &Limits) {
        if found.undecided.is_some() || found.not_applicable {
            return;
        }
        let most = usize::try_from(limits.max_frames).unwrap_or(usize::MAX);
        if self.frames.len() <= most {
            found.fingerprints.frames.clone_from(&self.frames);
        }
        let none = found.fingerprints.frames.is_empty();
        found.undecided = self.undecided.or(none.then_some(Undecided::DecoderFailed));
    }
}

impl AttachmentScanner {
    /// Checks bytes whose pictures another process hashed.
    ///
    /// Kind, exact digests, sets, policy, counts and journal are this process's. The other process
    /// can say that a picture is another than it is, or that it cannot be decoded; it can lead to
    /// nothing that perceptual evidence does not lead to.
    #[must_use]
    pub fn scan_hashed(
        &self,
        bytes: &[u8],
        pictures: &PictureHashes,
        context: &ScanContext,
    ) -> Checked {
        let start_us = self.now_us();
        let job = self.job(context);
        let digests_only = Job { pictures: false, ..job };
        let mut found = fingerprint(&Attachment::bytes(bytes), &digests_only);
        if job.pictures {
            pictures.add_to(&mut found, &self.limits);
        }
        self.conclude(found, lookup::find, start_us, context)
    }
}

/// True for what only decoding tells.
const fn is_of_a_decoder(reason: Undecided) -> bool {
    match reason {
        Undecided::UnsupportedFormat
        | Undecided::Truncated
        | Undecided::Corrupt
        | Undecided::Encrypted
        | Undecided::OverLimit(_)
        | Undecided::DecoderFailed => true,
        Undecided::UnopenedContainer
        | Undecided::Cancelled
        | Undecided::NoUsableSet
        | Undecided::Empty
        | Undecided::Unreadable
        | Undecided::ChangedWhileReading => false,
    }
}

impl fmt::Debug for PictureHashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PictureHashes(..)")
    }
}
