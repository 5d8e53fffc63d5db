//! Pictures that are decoded in another process, one with fewer rights than the app's.

#[cfg(test)]
mod tests;
mod text;

use core::fmt;

use super::{AttachmentScanner, Checked, Fingerprinted, Job, Part, fingerprint};
use crate::attachment::{Attachment, Subject};
use crate::context::{CancelToken, ScanContext};
use crate::hash::digest::DigestSet;
use crate::hash::edits::{EditProfile, EditedPdq};
use crate::hash::{Fingerprints, FrameFingerprints};
use crate::limits::Limits;
use crate::lookup;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

/// Of more pictures with an edit undone the first are compared: one attachment has about 900 at most.
const MAX_EDITED: usize = 1024;

/// What another process made of an attachment's pictures: their hashes, or why there are none.
///
/// Decoding is the part of a scan that a hostile attachment attacks. A process that may do nothing
/// else makes this, and needs neither set nor policy nor journal. The app's process does the rest,
/// by [`AttachmentScanner::scan_hashed`].
#[derive(Clone, PartialEq, Eq)]
pub struct PictureHashes {
    /// The attachment itself, and then its parts that have pictures or a reason.
    parts: Vec<PartHashes>,
}

/// The same of the attachment itself, which has no name, or of one part of it.
#[derive(Clone, Default, PartialEq, Eq)]
struct PartHashes {
    name: String,
    frames: Vec<FrameFingerprints>,
    edited: Vec<EditedPdq>,
    undecided: Option<Undecided>,
}

impl PictureHashes {
    /// Decodes and hashes the pictures in these bytes: for the other process.
    #[must_use]
    pub fn of(bytes: &[u8], limits: &Limits) -> Self {
        let cancel = CancelToken::new();
        let (digests, edits) = (DigestSet::NONE, EditProfile::Full);
        let job = Job { digests, edits, ..Job::everything(limits, &cancel) };
        let found = fingerprint(&Attachment::bytes(bytes), &job);
        let parts = found.all_parts().map(|part| PartHashes::of(&part.name, &part.found));
        let parts = parts.filter(|part| !part.frames.is_empty() || part.undecided.is_some());
        Self { parts: core::iter::once(PartHashes::of("", &found)).chain(parts).collect() }
    }

    /// What the other process made before it ended, was ended or answered nonsense: nothing.
    #[must_use]
    pub fn failed() -> Self {
        let undecided = Some(Undecided::DecoderFailed);
        Self { parts: vec![PartHashes { undecided, ..PartHashes::default() }] }
    }

    /// Adds it to what this process found out of the attachment, or of the part of this name, and of
    /// the parts in it. Pictures that neither came nor are said to be missing are no pictures that
    /// nothing was found in.
    fn add_to(&self, name: &str, found: &mut Fingerprinted, limits: &Limits, edits: EditProfile) {
        for Part { name, found } in &mut found.parts {
            self.add_to(name, found, limits, edits);
        }
        if !found.kind.is_some_and(may_be_picture) {
            return;
        }
        let nothing = PartHashes::default();
        let hashed = self.parts.iter().find(|part| part.name == name).unwrap_or(&nothing);
        let most = usize::try_from(limits.max_frames).unwrap_or(usize::MAX);
        if hashed.frames.len() <= most {
            found.fingerprints.frames.clone_from(&hashed.frames);
            let wanted = hashed.edited.iter().filter(|edited| edits.contains(edited.edit));
            found.fingerprints.edited = wanted.take(MAX_EDITED).copied().collect();
        }
        let none = found.fingerprints.frames.is_empty();
        let missing = none.then_some(Undecided::DecoderFailed);
        found.undecided = hashed.undecided.or(missing).or(found.undecided);
    }
}

impl PartHashes {
    fn of(name: &str, found: &Fingerprinted) -> Self {
        // What no decoder says, the app's process finds out by itself.
        let undecided = found.undecided.filter(|reason| is_of_a_decoder(*reason));
        let Fingerprints { digests: _, frames, edited, links: _, lent: _ } =
            found.fingerprints.clone();
        Self { name: name.to_owned(), frames, edited, undecided }
    }
}

/// True for a kind that is decoded, here or by a decoder that the app lends.
const fn may_be_picture(kind: MediaKind) -> bool {
    match Unpacked::of(kind) {
        Unpacked::Still | Unpacked::Animation | Unpacked::Unsupported => true,
        Unpacked::NoPicture | Unpacked::Archive | Unpacked::Video => false,
    }
}

impl AttachmentScanner {
    /// Checks bytes whose pictures another process hashed.
    ///
    /// Kinds, parts, exact digests, sets, policy, counts and journal are this process's. The other process
    /// can say that a picture is another than it is, or that it cannot be decoded; it can lead to
    /// nothing that perceptual evidence does not lead to. A hash that the app lends is not asked, and the
    /// coverage says so.
    #[must_use]
    pub fn scan_hashed(
        &self,
        bytes: &[u8],
        pictures: &PictureHashes,
        context: &ScanContext,
    ) -> Checked {
        let begun = self.begin(Subject::File, context);
        let job = self.job(&begun);
        // A lent hash sees no pixel that another process decoded.
        let digests_only = Job { pictures: false, lent: &[], ..job };
        let attachment = Attachment::bytes(bytes);
        let mut found = fingerprint(&attachment, &digests_only);
        if job.pictures {
            pictures.add_to("", &mut found, &self.limits, self.edits);
        }
        self.conclude(found, Some(&attachment), lookup::find, &begun)
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
        | Undecided::ChangedWhileReading
        | Undecided::LentHashFailed => false,
    }
}

impl fmt::Debug for PictureHashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PictureHashes(..)")
    }
}
