//! Fingerprints that come out.

use presend::attachment::Attachment;
use presend::context::ScanContext as Context;
use presend::hash::{Digests, FrameFingerprints};
use presend::run::Run;
use presend::scan::{Fingerprinted, Job, Part, fingerprint};

use super::failure::DeskFailure;
use super::file::open;
use super::scanner::video_decoders;
use crate::context::ScanContext;
use crate::heic;
use crate::limits::Limits;
use crate::pixels::PixelLayout;
use crate::undecided::Undecided;

/// What a file is known by.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DeskHashes {
    /// Media type by signature.
    pub kind: Option<String>,
    /// Length in bytes.
    pub length_bytes: Option<u64>,
    /// Of its bytes.
    pub digests: DeskDigests,
    /// Every picture and frame, also of its parts.
    pub pictures: Vec<DeskPicture>,
    /// Its parts.
    pub contents: Vec<DeskContent>,
    /// Why something is missing.
    pub undecided: Option<Undecided>,
}

/// Digests; `None` for what could not be read to its end.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DeskDigests {
    /// 32 bytes.
    pub blake3: Option<Vec<u8>>,
    /// 32 bytes.
    pub sha256: Option<Vec<u8>>,
    /// 20 bytes.
    pub sha1: Option<Vec<u8>>,
    /// 16 bytes.
    pub md5: Option<Vec<u8>>,
}

/// A picture or frame.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DeskPicture {
    /// The part that it belongs to; empty for the file itself.
    pub part: String,
    /// Its number, from 0.
    pub frame: u32,
    /// When it is shown, from the start.
    pub time_ms: Option<u64>,
    /// As seen, in pixels.
    pub width: u32,
    /// As seen, in pixels.
    pub height: u32,
    /// PDQ in eight orientations, 32 bytes each, in the order of `Orientation`.
    pub pdq: Vec<u8>,
    /// Their qualities.
    pub qualities: Vec<u8>,
    /// PDQ over black, 32 bytes, if any pixel is transparent.
    pub over_black: Option<Vec<u8>>,
    /// PDQ by way of 512x512, 32 bytes.
    pub pdq512: Vec<u8>,
    /// Its quality.
    pub pdq512_quality: u8,
}

/// A part, as if it were a file.
#[derive(Clone, Debug, uniffi::Record)]
pub struct DeskContent {
    /// Its name.
    pub part: String,
    /// Media type by signature.
    pub kind: Option<String>,
    /// Length in bytes.
    pub length_bytes: Option<u64>,
    /// Of its bytes.
    pub digests: DeskDigests,
    /// Why something is missing.
    pub undecided: Option<Undecided>,
}

/// Hashes a file, read by position. The name is as `os.fsencode` gives it. The time in the context
/// counts for nothing.
///
/// # Errors
/// If it cannot be opened.
#[uniffi::export]
pub fn hash_file(
    name: Vec<u8>,
    limits: Limits,
    context: ScanContext,
) -> Result<DeskHashes, DeskFailure> {
    let file = open(name)?;
    Ok(hashed(&Attachment::source(&file), limits, context))
}

/// Hashes bytes in memory.
#[uniffi::export]
#[must_use]
pub fn hash_bytes(bytes: &[u8], limits: Limits, context: ScanContext) -> DeskHashes {
    hashed(&Attachment::bytes(bytes), limits, context)
}

/// Hashes pixels. There are no bytes, so there is no digest.
#[uniffi::export]
#[must_use]
pub fn hash_pixels(
    bytes: &[u8],
    layout: PixelLayout,
    limits: Limits,
    context: ScanContext,
) -> DeskHashes {
    hashed(&Attachment::pixels(layout.view(bytes)), limits, context)
}

fn hashed(attachment: &Attachment<'_>, limits: Limits, context: ScanContext) -> DeskHashes {
    let (limits, context) = (limits.into(), Context::from(context));
    let (decoders, video_decoders) = (heic::decoders(), video_decoders());
    let everything = Job::everything(&limits, &context.cancel);
    let run = Run { progress: context.progress.as_deref(), ..everything.run };
    let job = Job { decoders: &decoders, video_decoders: &video_decoders, run, ..everything };
    (&fingerprint(attachment, &job)).into()
}

impl From<&Fingerprinted> for DeskHashes {
    fn from(found: &Fingerprinted) -> Self {
        let of = |name: &str, found: &Fingerprinted| {
            let frames = found.fingerprints.frames.iter();
            frames.map(|frame| DeskPicture::new(name, frame)).collect::<Vec<_>>()
        };
        let mut pictures = of("", found);
        pictures.extend(found.all_parts().flat_map(|part| of(&part.name, &part.found)));
        Self {
            kind: found.kind.map(|kind| kind.mime().to_owned()),
            length_bytes: found.length_bytes,
            digests: (&found.fingerprints.digests).into(),
            pictures,
            contents: found.all_parts().map(DeskContent::from).collect(),
            undecided: found.undecided.map(Undecided::from),
        }
    }
}

impl From<&Part> for DeskContent {
    fn from(part: &Part) -> Self {
        let Part { name, found } = part;
        Self {
            part: name.clone(),
            kind: found.kind.map(|kind| kind.mime().to_owned()),
            length_bytes: found.length_bytes,
            digests: (&found.fingerprints.digests).into(),
            undecided: found.undecided.map(Undecided::from),
        }
    }
}

impl From<&Digests> for DeskDigests {
    fn from(digests: &Digests) -> Self {
        let Digests { blake3, sha256, sha1, md5 } = digests;
        Self {
            blake3: blake3.map(|digest| digest.to_vec()),
            sha256: sha256.map(|digest| digest.to_vec()),
            sha1: sha1.map(|digest| digest.to_vec()),
            md5: md5.map(|digest| digest.to_vec()),
        }
    }
}

impl DeskPicture {
    fn new(part: &str, found: &FrameFingerprints) -> Self {
        let FrameFingerprints { frame, time_ms, width, height, pdq, over_black, pdq512 } = found;
        Self {
            part: part.to_owned(),
            frame: *frame,
            time_ms: *time_ms,
            width: *width,
            height: *height,
            pdq: pdq.iter().flat_map(|pdq| *pdq.hash.as_bytes()).collect(),
            qualities: pdq.iter().map(|pdq| pdq.quality).collect(),
            over_black: over_black.map(|pdq| pdq.hash.as_bytes().to_vec()),
            pdq512: pdq512.hash.as_bytes().to_vec(),
            pdq512_quality: pdq512.quality,
        }
    }
}
