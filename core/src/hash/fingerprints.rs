use core::fmt;

use super::digest::{DigestKind, DigestSet};
use super::edits::EditedPdq;
use super::pdq::Pdq;
use crate::lent::LentFingerprint;

/// Exact digests of the attachment's bytes; `None` for those that no loaded set asks for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Digests {
    /// BLAKE3, 256 bits.
    pub blake3: Option<[u8; 32]>,
    /// SHA-256.
    pub sha256: Option<[u8; 32]>,
    /// SHA-1.
    pub sha1: Option<[u8; 20]>,
    /// MD5.
    pub md5: Option<[u8; 16]>,
}

impl Digests {
    /// Those of the digests that are `wanted`.
    #[must_use]
    pub fn only(self, wanted: DigestSet) -> Self {
        Self {
            blake3: self.blake3.filter(|_| wanted.contains(DigestKind::Blake3)),
            sha256: self.sha256.filter(|_| wanted.contains(DigestKind::Sha256)),
            sha1: self.sha1.filter(|_| wanted.contains(DigestKind::Sha1)),
            md5: self.md5.filter(|_| wanted.contains(DigestKind::Md5)),
        }
    }

    /// The raw bytes of one of them, if it was taken.
    #[must_use]
    pub fn get(&self, kind: DigestKind) -> Option<&[u8]> {
        match kind {
            DigestKind::Blake3 => self.blake3.as_ref().map(|digest| digest.as_slice()),
            DigestKind::Sha256 => self.sha256.as_ref().map(|digest| digest.as_slice()),
            DigestKind::Sha1 => self.sha1.as_ref().map(|digest| digest.as_slice()),
            DigestKind::Md5 => self.md5.as_ref().map(|digest| digest.as_slice()),
        }
    }
}

impl fmt::Debug for Digests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digests(..)")
    }
}

/// The perceptual hashes of one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameFingerprints {
    /// Number of the frame in its animation, from 0.
    pub frame: u32,
    /// When the frame is shown, in milliseconds from the start; `None` for a still.
    pub time_ms: Option<u64>,
    /// Width as seen, in pixels: after the orientation tag.
    pub width: u32,
    /// Height as seen, in pixels.
    pub height: u32,
    /// PDQ of the picture as seen and turned: in the order of
    /// [`crate::orientation::Orientation::ALL`].
    pub pdq: [Pdq; 8],
    /// PDQ of the picture as seen, transparent pixels over black; only if any pixel is transparent.
    pub over_black: Option<Pdq>,
    /// PDQ as the C++ tool computes it: the stored pixels brought to 512x512 first if a side is
    /// over 512, orientation ignored.
    pub pdq512: Pdq,
}

impl FrameFingerprints {
    /// The best quality of any hash of this frame: if it is too low, none of them is compared.
    #[must_use]
    pub fn quality(&self) -> u8 {
        let hashes = self.pdq.iter().chain(self.over_black.iter());
        hashes.map(|pdq| pdq.quality).max().unwrap_or(0)
    }

    /// What a report calls it: empty for a still, `frame/N` in an animation or video.
    #[must_use]
    pub fn part_name(&self) -> String {
        self.time_ms.map_or_else(String::new, |_| format!("frame/{}", self.frame))
    }
}

/// Everything that is compared: the list is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// Of the bytes.
    pub digests: Digests,
    /// Of each picture or frame.
    pub frames: Vec<FrameFingerprints>,
    /// Of what is left of each picture or frame if an edit is undone.
    pub edited: Vec<EditedPdq>,
    /// Of each link of a text, the SHA-256 of all its [expressions](crate::text::Expression).
    pub links: Vec<Vec<[u8; 32]>>,
    /// Of each picture or frame, or of the file, what the hashes say that the app lends.
    pub lent: Vec<LentFingerprint>,
}

impl Fingerprints {
    /// When the frame with this number is shown, in milliseconds from the start.
    #[must_use]
    pub fn time_ms(&self, frame: u32) -> Option<u64> {
        self.frames.iter().find(|one| one.frame == frame)?.time_ms
    }
}
