use std::io;

use zeroize::Zeroizing;

use super::dispatch::contained;
use super::pixels::decode_pixels;
use super::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, VideoCodec, reason};
use crate::attachment::PixelView;
use crate::limits::LimitName;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// Bytes of a pixel in a system's decoder, about: its planes, and what they are converted to.
const BYTES_PER_PIXEL: u64 = 4;

/// A decoder of videos, which the core does not have: that of `presend-video`, or the system's.
///
/// It reads the file piece by piece, asks [`Guard::picture`] and [`Guard::memory`] before it allocates,
/// and looks at [`Guard::cancelled`] at each frame. A panic in it becomes [`Undecided::DecoderFailed`].
pub trait VideoDecoder: Send + Sync {
    /// True if it opens files of this kind.
    fn opens(&self, kind: MediaKind) -> bool;

    /// Gives the frames that a [`VideoPlan`](crate::unpack::VideoPlan) takes, in any order.
    ///
    /// # Errors
    /// Why frames are missing: some, or all of them.
    fn decode(
        &self,
        file: BlockReader<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided>;
}

/// Takes what a [`VideoDecoder`] finds in one video.
pub struct VideoFrames<'s, 'l> {
    guard: &'s mut Guard<'l>,
    sink: &'s mut dyn LumaSink,
    pushed: u32,
    beside: Beside,
}

/// What a video has besides its frames.
#[derive(Default)]
pub(crate) struct Beside {
    /// Pictures that are files of their own.
    pub(crate) pictures: Vec<Zeroizing<Vec<u8>>>,
    /// True if there is nothing in it to see: sound alone.
    pub(crate) is_only_sound: bool,
    /// How what could not be decoded is coded.
    pub(crate) codec: Option<VideoCodec>,
}

impl<'s, 'l> VideoFrames<'s, 'l> {
    /// Gives frames to this sink, under this guard.
    #[must_use]
    pub fn new(guard: &'s mut Guard<'l>, sink: &'s mut dyn LumaSink) -> Self {
        Self { guard, sink, pushed: 0, beside: Beside::default() }
    }

    /// The bounds and the work budget. What is decoded and not pushed is work too.
    pub const fn guard(&mut self) -> &mut Guard<'l> {
        self.guard
    }

    /// Refuses pictures that are larger than the limits allow, before a decoder is fed that does not ask by
    /// itself: a system's.
    ///
    /// # Errors
    /// As for [`Guard::picture`] and [`Guard::memory`].
    pub fn fits(&self, width: u32, height: u32) -> Result<(), Undecided> {
        self.guard.picture(width, height)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        self.guard.memory(pixels.saturating_mul(BYTES_PER_PIXEL))
    }

    /// Takes one frame: its number from 0 in the order in which frames are shown, when it is shown in
    /// milliseconds from the start, and its pixels.
    ///
    /// # Errors
    /// As for [`decode_pixels`]; [`Undecided::OverLimit`] with [`LimitName::VideoFrames`].
    pub fn push(
        &mut self,
        frame: u32,
        time_ms: u64,
        pixels: PixelView<'_>,
    ) -> Result<(), Undecided> {
        if self.pushed >= self.guard.limits().max_video_frames {
            return Err(Undecided::OverLimit(LimitName::VideoFrames));
        }
        let mut sink = Numbered { inner: self.sink, frame, time_ms };
        decode_pixels(pixels, self.guard, &mut sink)?;
        self.pushed = self.pushed.saturating_add(1);
        Ok(())
    }

    /// Takes a picture that lies in the file as a file of its own, its cover say. It becomes a part.
    ///
    /// # Errors
    /// [`Undecided::OverLimit`] if it is too large, or all of them together are.
    pub fn picture(&mut self, bytes: Vec<u8>) -> Result<(), Undecided> {
        let bytes = Zeroizing::new(bytes);
        let length = |bytes: &Zeroizing<Vec<u8>>| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let limits = self.guard.limits();
        if length(&bytes) > limits.max_part_bytes {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        let held = self.beside.pictures.iter().map(length).fold(0, u64::saturating_add);
        if held.saturating_add(length(&bytes)) > limits.max_unpacked_bytes {
            return Err(Undecided::OverLimit(LimitName::UnpackedBytes));
        }
        self.beside.pictures.push(bytes);
        Ok(())
    }

    /// Says that the file was opened, and that there is nothing in it to see: sound alone.
    pub const fn only_sound(&mut self) {
        self.beside.is_only_sound = true;
    }

    /// Says how the frames are coded that the decoder has no code for, before it ends with
    /// [`Undecided::UnsupportedFormat`]: a report names it.
    pub const fn coded_as(&mut self, codec: VideoCodec) {
        self.beside.codec = Some(codec);
    }

    /// Why reading the file failed.
    #[must_use]
    pub fn reason(&self, error: &io::Error) -> Undecided {
        reason::of_io(error, self.guard)
    }
}

impl core::fmt::Debug for VideoFrames<'_, '_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("VideoFrames").field("pushed", &self.pushed).finish_non_exhaustive()
    }
}

/// Decodes a video with a decoder from outside, into the sink.
pub(crate) fn decode_video(
    decoder: &dyn VideoDecoder,
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
    beside: &mut Beside,
) -> Result<(), Undecided> {
    let reader = reader.charged_to(guard.meter());
    let mut frames = VideoFrames::new(guard, sink);
    let decoded = contained(|| {
        frames.guard.cancelled()?;
        decoder.decode(reader, &mut frames)
    });
    *beside = frames.beside;
    guard.cancelled()?;
    guard.within_work()?;
    decoded
}

/// Gives a frame its number and time.
pub(crate) struct Numbered<'a> {
    pub(crate) inner: &'a mut dyn LumaSink,
    pub(crate) frame: u32,
    pub(crate) time_ms: u64,
}

impl LumaSink for Numbered<'_> {
    fn start(&mut self, frame: FrameInfo) {
        self.inner.start(FrameInfo { frame: self.frame, time_ms: Some(self.time_ms), ..frame });
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.inner.row(row);
    }

    fn end(&mut self, transparent: bool) {
        self.inner.end(transparent);
    }
}
