use super::begun::Begun;
use super::seen::Seen;
use super::{AttachmentScanner, Checked, Fingerprinted};
use crate::attachment::{PixelView, Subject};
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
    begun: Begun,
    pictures: Seen,
    pushed: u32,
    undecided: Option<Undecided>,
}

impl FrameSession {
    pub(super) fn new(scanner: AttachmentScanner, context: &ScanContext) -> Self {
        let begun = scanner.begin(Subject::File, context);
        let pictures = Seen::new(scanner.edits, &scanner.asked);
        Self { scanner, begun, pictures, pushed: 0, undecided: None }
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
        self.scanner.conclude(found, None, lookup::find_frames, &self.begun)
    }

    fn hash(&mut self, frame: PixelView<'_>, time_ms: u64) -> Result<(), Undecided> {
        let run = self.scanner.run(&self.begun);
        if self.pushed >= run.limits.max_video_frames {
            return Err(Undecided::OverLimit(LimitName::VideoFrames));
        }
        let mut guard = Guard::of(run);
        let mut sink = Numbered { inner: &mut self.pictures, frame: self.pushed, time_ms };
        decode::decode_pixels(frame, &mut guard, &mut sink)?;
        self.pushed = self.pushed.saturating_add(1);
        Ok(())
    }
}
