//! The side of the thread that scans.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use presend::decode::{BlockReader, VideoFrames};
use presend::undecided::Undecided;

use super::decoder::VideoSeen;
use crate::failure::HostFailure;
use crate::piece::Piece;
use crate::pixels::PixelLayout;

/// How often a cancel is looked for while the decoder asks nothing.
const PATIENCE: Duration = Duration::from_millis(20);
/// Most bytes that are read at a time.
const MOST_BYTES: u64 = 16 << 20;

/// Where an answer goes.
type Answer<T> = SyncSender<Result<T, Undecided>>;

/// What a decoder asks of the thread that scans.
pub(super) enum Asked {
    /// Bytes of the file.
    Read { offset: u64, count: u64, answer: Answer<Piece> },
    /// If pictures of this size are within the limits.
    Size { width: u32, height: u32, answer: Answer<()> },
    /// To take a frame.
    Frame { frame: Frame, answer: Answer<()> },
    /// To take a picture that is a file of its own.
    Picture { file: Piece, answer: Answer<()> },
    /// Nothing more.
    End(Result<VideoSeen, HostFailure>),
}

/// A frame as the app hands it over.
pub(super) struct Frame {
    pub(super) number: u32,
    pub(super) time_ms: u64,
    pub(super) layout: PixelLayout,
    pub(super) pixels: Piece,
}

/// Answers until the decoder ends, the scan is cancelled, or something goes wrong that ends the scan.
pub(super) fn serve(
    mut file: BlockReader<'_>,
    frames: &mut VideoFrames<'_, '_>,
    questions: &Receiver<Asked>,
) -> Result<(), Undecided> {
    loop {
        frames.guard().cancelled()?;
        match questions.recv_timeout(PATIENCE) {
            Ok(Asked::Read { offset, count, answer }) => {
                let read = read(&mut file, offset, count);
                give(read.map_err(|error| frames.reason(&error)), &answer)?;
            }
            Ok(Asked::Size { width, height, answer }) => {
                give(frames.fits(width, height), &answer)?;
            }
            Ok(Asked::Frame { frame, answer }) => {
                let Frame { number, time_ms, layout, pixels } = frame;
                give(frames.push(number, time_ms, layout.view(pixels.bytes())), &answer)?;
            }
            Ok(Asked::Picture { file, answer }) => {
                give(frames.picture(file.bytes().to_vec()), &answer)?;
            }
            Ok(Asked::End(seen)) => return ended(seen, frames),
            Err(RecvTimeoutError::Timeout) => {}
            // Its thread ended without a word: it panicked.
            Err(RecvTimeoutError::Disconnected) => return Err(Undecided::DecoderFailed),
        }
    }
}

/// Answers. What went wrong ends the scan of this video, whatever the decoder makes of it.
fn give<T>(result: Result<T, Undecided>, answer: &Answer<T>) -> Result<(), Undecided> {
    let failed = result.as_ref().err().copied();
    let _ = answer.send(result);
    failed.map_or(Ok(()), Err)
}

fn read(file: &mut BlockReader<'_>, offset: u64, count: u64) -> io::Result<Piece> {
    let left = file.length().saturating_sub(offset);
    let count = count.min(left).min(MOST_BYTES);
    file.seek(SeekFrom::Start(offset))?;
    Piece::filled(count, |bytes| file.read_exact(bytes))
}

fn ended(
    seen: Result<VideoSeen, HostFailure>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    match seen {
        Ok(VideoSeen::Whole) => Ok(()),
        Ok(VideoSeen::Part) => Err(Undecided::Corrupt),
        Ok(VideoSeen::Unsupported) => Err(Undecided::UnsupportedFormat),
        Ok(VideoSeen::OnlySound) => {
            frames.only_sound();
            Ok(())
        }
        Err(HostFailure::Failed) => Err(Undecided::DecoderFailed),
    }
}
