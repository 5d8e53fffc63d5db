use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use presend::decode::{BlockReader, VideoDecoder as Core, VideoFrames};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use super::file::VideoFile;
use super::served::{Asked, serve};
use crate::failure::HostFailure;

/// A kind of video.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum VideoKind {
    /// MP4.
    Mp4,
    /// MOV.
    QuickTime,
    /// `WebM` or Matroska.
    WebM,
}

/// How much of a video a decoder of the app's saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum VideoSeen {
    /// All of it.
    Whole,
    /// Frames are missing.
    Part,
    /// None: this decoder cannot read such a file.
    Unsupported,
    /// All of it, and there is nothing to see: sound alone.
    OnlySound,
}

/// A decoder of videos of the app's, or of its system.
#[uniffi::export(rust, foreign)]
pub trait VideoDecoder: Send + Sync {
    /// Gives the frames that are looked at to the video, and says how much it saw.
    ///
    /// # Errors
    /// If it failed.
    fn decode(&self, video: Arc<VideoFile>) -> Result<VideoSeen, HostFailure>;
}

/// A decoder of videos, and what it opens.
#[derive(uniffi::Record)]
pub struct LentVideoDecoder {
    /// The kinds.
    pub kinds: Vec<VideoKind>,
    /// The decoder.
    pub decoder: Arc<dyn VideoDecoder>,
}

impl From<VideoKind> for MediaKind {
    fn from(kind: VideoKind) -> Self {
        match kind {
            VideoKind::Mp4 => Self::Mp4,
            VideoKind::QuickTime => Self::QuickTime,
            VideoKind::WebM => Self::WebM,
        }
    }
}

impl Core for LentVideoDecoder {
    fn opens(&self, kind: MediaKind) -> bool {
        self.kinds.iter().any(|known| MediaKind::from(*known) == kind)
    }

    fn decode(
        &self,
        file: BlockReader<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        // One question at a time: whoever asks waits for the answer.
        let (asked, questions) = sync_channel(0);
        let video = Arc::new(VideoFile::new(file.length(), asked));
        let decoder = Arc::clone(&self.decoder);
        let run = move || {
            let seen = decoder.decode(Arc::clone(&video));
            // What the app keeps of the video reads nothing any more.
            if let Some(asked) = video.close() {
                let _ = asked.send(Asked::End(seen));
            }
        };
        let thread = thread::Builder::new().name("presend video".to_owned()).spawn(run);
        thread.map_err(|_| Undecided::DecoderFailed)?;
        serve(file, frames, &questions)
    }
}
