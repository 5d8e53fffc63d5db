//! Decoders of videos that the app lends.

use core::ffi::c_void;

use presend::decode::{BlockReader, VideoDecoder, VideoFrames};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;
use presend_c_base::callback::{self, PresendRelease, User};

use crate::status::Failure;
use crate::video::PresendVideo;

/// Kinds of video; their sum stands for several.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendVideoKind {
    /// MP4.
    Mp4 = 1,
    /// MOV.
    QuickTime = 2,
    /// WebM or Matroska.
    WebM = 4,
}

/// How much of a video a decoder of the app's saw.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendVideoSeen {
    /// All of it.
    Whole = 0,
    /// Frames are missing: without a finding the scan is undecided as `corrupt`.
    Part = 1,
    /// None, since this decoder cannot read such a file: `unsupported_format`.
    Unsupported = 2,
    /// All of it, and there is nothing to see: sound alone.
    OnlySound = 3,
}

/// Shows the frames of a video that are looked at, and returns a PresendVideoSeen; anything else if it
/// failed.
pub type PresendDecodeVideo =
    Option<unsafe extern "C-unwind" fn(user: *mut c_void, video: *const PresendVideo<'_>) -> u32>;

/// A decoder of videos of the app's, or of its system. Called on the thread that scans, also on several at
/// once: it returns when one of the video's functions fails, so that a cancelled scan ends. What it fails
/// at is undecided as `decoder_failed`. Its callbacks may free or use any handle, the scanner included.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendVideoDecoder {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// A sum of PresendVideoKind: what it opens.
    pub kinds: u32,
    /// Opens a file and shows its frames.
    pub decode: PresendDecodeVideo,
    /// Frees `user`; may be NULL. Called exactly once, also if adding the decoder failed.
    pub release: PresendRelease,
}

/// Callbacks as a decoder of the core.
pub(crate) struct Decoder {
    user: User,
    kinds: u32,
    decode: unsafe extern "C-unwind" fn(*mut c_void, *const PresendVideo<'_>) -> u32,
}

impl Decoder {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    pub(crate) fn new(decoder: &PresendVideoDecoder) -> Result<Self, Failure> {
        let PresendVideoDecoder { user, kinds, decode, release } = *decoder;
        let user = User { pointer: user, release };
        let decode = decode.ok_or_else(|| Failure::null("decode"))?;
        if kinds == 0 || kinds & !PresendVideoKind::ALL != 0 {
            return Err(Failure::argument("an unknown kind of video"));
        }
        Ok(Self { user, kinds, decode })
    }
}

impl PresendVideoKind {
    const ALL: u32 = Self::Mp4.number() | Self::QuickTime.number() | Self::WebM.number();

    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    const fn number(self) -> u32 {
        self as u32
    }

    const fn of(kind: MediaKind) -> Option<Self> {
        match kind {
            MediaKind::Mp4 => Some(Self::Mp4),
            MediaKind::QuickTime => Some(Self::QuickTime),
            MediaKind::WebM => Some(Self::WebM),
            _ => None,
        }
    }
}

impl PresendVideoSeen {
    const ALL: [Self; 4] = [Self::Whole, Self::Part, Self::Unsupported, Self::OnlySound];

    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    fn core(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|seen| *seen as u32 == number)
    }
}

impl VideoDecoder for Decoder {
    fn opens(&self, kind: MediaKind) -> bool {
        PresendVideoKind::of(kind).is_some_and(|kind| self.kinds & kind.number() != 0)
    }

    fn decode(
        &self,
        file: BlockReader<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let video = PresendVideo::new(file, frames);
        // SAFETY: the app's own function with the app's own pointer; the video lives until it returns.
        let decode = || unsafe { (self.decode)(self.user.pointer, &raw const video) };
        let seen = callback::call(decode);
        video.ended(PresendVideoSeen::core(seen))
    }
}
