use super::seen::Seen;
use super::{AttachmentScanner, Checked, Fingerprinted};
use crate::attachment::PixelView;
use crate::context::ScanContext;
use crate::decode::{self, Guard, Numbered};
use crate::limits::LimitName;
use crate::lookup;
use crate::undecided::Undecided;

/// Checks a video whose frames the app decodes: push them in order, one a second or more, then
/// finish. Made by [`AttachmentScanner::frames`]. It borrows nothing, so that other languages can
/// hold one.
#[derive(Debug)]
pub struct FrameSession {
    scanner: AttachmentScanner,
    context: ScanContext,
    pictures: Seen,
    start_us: u64,
    pushed: u32,
    undecided: Option<Undecided>,
}

impl FrameSession {
    pub(super) fn new(scanner: AttachmentScanner, context: ScanContext) -> Self {
        let start_us = scanner.now_us();
        let pictures = Seen::new(scanner.edits, &scanner.asked);
        Self { scanner, context, pictures, start_us, pushed: 0, undecided: None }
    }

    /// Hashes one frame, shown at this time from the start of the video.
    ///
    /// # Errors
    /// Why this frame was not hashed. The session goes on; without a finding it ends as undecided.
    pub fn push(&mut self, frame: PixelView<'_>, time_ms: u64) -> Result<(), Undecided> {
        let pushed = self.hash(frame, time_ms);
        self.undecided = self.undecided.or(pushed.err());
        pushed
    }

    /// Looks all frames up, asks the policy and writes the journal, as a scan does.
    #[must_use]
    pub fn finish(self) -> Checked {
        let mut found = Fingerprinted { undecided: self.undecided, ..Fingerprinted::default() };
        if self.pictures.finish(&mut found) {
            found.undecided = found.undecided.or(Some(Undecided::DecoderFailed));
        }
        found.undecided = found.undecided.or(found.lent_done().err());
        if found.fingerprints.frames.is_empty() {
            // A video of which nothing was seen must not pass for clean.
            found.undecided = found.undecided.or(Some(Undecided::Empty));
        }
        self.scanner.conclude(found, None, lookup::find_frames, self.start_us, &self.context)
    }

    fn hash(&mut self, frame: PixelView<'_>, time_ms: u64) -> Result<(), Undecided> {
        let limits = &self.scanner.limits;
        if self.pushed >= limits.max_video_frames {
            return Err(Undecided::OverLimit(LimitName::VideoFrames));
        }
        let mut guard = Guard::new(limits, &self.context.cancel);
        let mut sink = Numbered { inner: &mut self.pictures, frame: self.pushed, time_ms };
        decode::decode_pixels(frame, &mut guard, &mut sink)?;
        self.pushed = self.pushed.saturating_add(1);
        Ok(())
    }
}
