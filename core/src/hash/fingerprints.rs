use core::fmt;

use super::pdq::Pdq;

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

/// Everything that is compared: the list is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// Of the bytes.
    pub digests: Digests,
    /// Of each picture or frame.
    pub frames: Vec<FrameFingerprints>,
}
