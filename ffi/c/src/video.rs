//! What a decoder of the app's is shown of a video.

use core::cell::RefCell;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use presend::attachment::PixelView;
use presend::decode::{BlockReader, VideoFrames};
use presend::undecided::Undecided;
use presend::unpack::VideoPlan;
use presend_c_base::argument::{self, Out};
use presend_c_base::pixels::PresendPixels;

use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::video_decoder::PresendVideoSeen;

/// A video as a decoder of the app's sees it: bytes to read, and where frames go. It lives until the
/// decoder returns, and is used on the decoder's thread alone. Once one of its functions gives
/// PRESEND_STATUS_UNAVAILABLE the scan of this video has ended, and the decoder returns.
pub struct PresendVideo<'a> {
    scan: RefCell<Scan<'a>>,
}

impl core::fmt::Debug for PresendVideo<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PresendVideo(..)")
    }
}

struct Scan<'a> {
    file: BlockReader<'a>,
    frames: &'a mut dyn Frames,
    plan: VideoPlan,
    /// Why the scan of this video has ended, whatever the decoder makes of it.
    failed: Option<Undecided>,
}

/// The frames of one scan.
trait Frames {
    fn fits(&self, width: u32, height: u32) -> Result<(), Undecided>;
    fn push(&mut self, frame: u32, time_ms: u64, pixels: PixelView<'_>) -> Result<(), Undecided>;
    fn picture(&mut self, bytes: Vec<u8>) -> Result<(), Undecided>;
    fn only_sound(&mut self);
    fn reason(&self, error: &io::Error) -> Undecided;
}

impl Frames for VideoFrames<'_, '_> {
    fn fits(&self, width: u32, height: u32) -> Result<(), Undecided> {
        VideoFrames::fits(self, width, height)
    }

    fn push(&mut self, frame: u32, time_ms: u64, pixels: PixelView<'_>) -> Result<(), Undecided> {
        VideoFrames::push(self, frame, time_ms, pixels)
    }

    fn picture(&mut self, bytes: Vec<u8>) -> Result<(), Undecided> {
        VideoFrames::picture(self, bytes)
    }

    fn only_sound(&mut self) {
        VideoFrames::only_sound(self);
    }

    fn reason(&self, error: &io::Error) -> Undecided {
        VideoFrames::reason(self, error)
    }
}

impl<'a> PresendVideo<'a> {
    pub(crate) fn new(file: BlockReader<'a>, frames: &'a mut VideoFrames<'_, '_>) -> Self {
        let scan = Scan { file, frames, plan: VideoPlan::new(0, 0), failed: None };
        Self { scan: RefCell::new(scan) }
    }

    /// What the decoder's answer comes to.
    pub(crate) fn ended(self, seen: Option<PresendVideoSeen>) -> Result<(), Undecided> {
        let scan = self.scan.into_inner();
        if let Some(failed) = scan.failed {
            return Err(failed);
        }
        match seen.ok_or(Undecided::DecoderFailed)? {
            PresendVideoSeen::Whole => Ok(()),
            PresendVideoSeen::Part => Err(Undecided::Corrupt),
            PresendVideoSeen::Unsupported => Err(Undecided::UnsupportedFormat),
            PresendVideoSeen::OnlySound => {
                scan.frames.only_sound();
                Ok(())
            }
        }
    }

    /// Does one thing of the scan, which ends with the first that fails.
    fn run<T>(
        &self,
        step: impl FnOnce(&mut Scan<'a>) -> Result<T, Undecided>,
    ) -> Result<T, Failure> {
        let over = || Failure::new(PresendStatus::Unavailable, "the scan of this video has ended");
        let mut scan = self.scan.try_borrow_mut().map_err(|_| over())?;
        if scan.failed.is_some() {
            return Err(over());
        }
        // Kept if the step panics.
        scan.failed = Some(Undecided::DecoderFailed);
        let done = step(&mut scan);
        scan.failed = done.as_ref().err().copied();
        done.map_err(|_| over())
    }
}

/// The length of the file in bytes; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_length(video: *const PresendVideo<'_>) -> u64 {
    // SAFETY: the caller passes NULL or the video of its callback.
    let video = || unsafe { video.as_ref() };
    guard_or(0, || video().map_or(0, |video| video.scan.borrow().file.length()))
}

/// Reads from `offset` into `buffer`, and writes to `count` how many bytes: fewer than `capacity` only at
/// the end.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_read(
    video: *const PresendVideo<'_>,
    offset: u64,
    buffer: *mut u8,
    capacity: usize,
    count: *mut usize,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the count.
        let mut out = unsafe { Out::new(count, 0) }?;
        // SAFETY: the caller passes NULL or the video of its callback.
        let video = argument::needed(unsafe { video.as_ref() }, "video")?;
        // SAFETY: the caller lends so many bytes until the call returns.
        let buffer = unsafe { argument::bytes_mut(buffer, capacity) }?;
        out.set(video.run(|scan| {
            let read = read(&mut scan.file, offset, buffer);
            read.map_err(|error| scan.frames.reason(&error))
        })?);
        Ok(())
    })
}

fn read(file: &mut BlockReader<'_>, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    let left = usize::try_from(file.length().saturating_sub(offset)).unwrap_or(usize::MAX);
    let count = left.min(buffer.len());
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(buffer.get_mut(..count).unwrap_or_default())?;
    Ok(count)
}

/// What the header says; called before anything is decoded. The sides are in pixels, before a viewer turns
/// them; the frames are all that are shown. Fails if the pictures are larger than the limits allow.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_begin(
    video: *const PresendVideo<'_>,
    width: u32,
    height: u32,
    frames: u64,
    duration_ms: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or the video of its callback.
        let video = argument::needed(unsafe { video.as_ref() }, "video")?;
        video.run(|scan| {
            scan.plan = VideoPlan::new(frames, duration_ms);
            scan.frames.fits(width, height)
        })
    })
}

/// True if this frame is looked at, about one a second. Frames are asked about in the order in which they
/// are shown, numbered from 0, after presend_video_begin: without it all are looked at.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_takes(
    video: *const PresendVideo<'_>,
    frame: u32,
    time_ms: u64,
) -> bool {
    // SAFETY: the caller passes NULL or the video of its callback.
    let video = || unsafe { video.as_ref() };
    guard_or(false, || {
        video().is_some_and(|video| video.scan.borrow_mut().plan.takes(frame.into(), time_ms))
    })
}

/// Hashes a frame that is looked at, shown at this time from the start of the video.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_push(
    video: *const PresendVideo<'_>,
    frame: u32,
    time_ms: u64,
    pixels: *const PresendPixels,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or the video of its callback.
        let video = argument::needed(unsafe { video.as_ref() }, "video")?;
        // SAFETY: the caller lends so many bytes until the call returns.
        let view = unsafe { argument::copied(pixels, "pixels")?.view() }?;
        video.run(|scan| scan.frames.push(frame, time_ms, view))
    })
}

/// Takes a picture that lies in the file as a file of its own, its cover say: it becomes a part.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_video_picture(
    video: *const PresendVideo<'_>,
    data: *const u8,
    length: usize,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or the video of its callback.
        let video = argument::needed(unsafe { video.as_ref() }, "video")?;
        // SAFETY: the caller lends so many bytes until the call returns.
        let file = unsafe { argument::bytes(data, length) }?;
        video.run(|scan| scan.frames.picture(file.to_vec()))
    })
}
