use core::fmt;

use pulp::Arch;

use super::edit::EditProfile;
use super::grey_copy::GreyCopy;
use super::judged::{PictureContent, judged};
use super::variants::{EditedPdq, edited};
use crate::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use crate::hash::FrameFingerprints;
use crate::hash::pdq::PdqHasher;

/// Of so many stills in one attachment everything is looked at that the profile says,
const MOST_STILLS: usize = 8;

/// of so many pictures and frames, those included, what [`EditProfile::Small`] says, and of further
/// ones nothing but the picture itself: a long animation must not cost a hundred times a picture.
const MOST_FRAMES: usize = 64;

/// Longest side of a picture whose copy is made, in pixels: that of [`PdqHasher`].
const MAX_SIDE_PIXELS: u32 = 1 << 20;

/// Takes luma rows and gives the perceptual hashes of each frame that was whole: PDQ as a
/// [`PdqHasher`] gives it, and of what is left if an edit is undone.
///
/// Besides what a [`PdqHasher`] holds, it holds a grey copy of one frame at a time, at most 1 MiB,
/// and works on it when the frame ends. A frame without hashes from the [`PdqHasher`] has none.
pub struct PictureHasher {
    arch: Arch,
    pdq: PdqHasher,
    profile: EditProfile,
    current: Option<FrameInfo>,
    copy: Option<GreyCopy>,
    edited: Vec<EditedPdq>,
    judges: bool,
    contents: Vec<PictureContent>,
}

impl PictureHasher {
    /// A hasher that has seen no frame.
    #[must_use]
    pub fn new(profile: EditProfile) -> Self {
        let (arch, pdq) = (Arch::new(), PdqHasher::new());
        let (edited, contents) = (Vec::new(), Vec::new());
        Self { arch, pdq, profile, current: None, copy: None, edited, judges: false, contents }
    }

    /// Also says of each picture whether it is fit for a list, which a scan does not ask.
    #[must_use]
    pub const fn with_contents(mut self) -> Self {
        self.judges = true;
        self
    }

    /// What is to be seen in every whole frame, if that was asked for.
    #[must_use]
    pub fn contents(&self) -> &[PictureContent] {
        &self.contents
    }

    /// Frames that began and gave no hashes; one that has not ended yet is not among them.
    #[must_use]
    pub const fn dropped_frames(&self) -> u32 {
        self.pdq.dropped_frames()
    }

    /// The hashes of every whole frame, in the order in which they came, and those of its edits.
    #[must_use]
    pub fn into_hashes(self) -> (Vec<FrameFingerprints>, Vec<EditedPdq>) {
        (self.pdq.into_frames(), self.edited)
    }

    /// What is looked at in this frame, by how many came before it.
    fn profile_for(&self, frame: FrameInfo) -> EditProfile {
        let most = match self.pdq.frames().len() {
            before if before >= MOST_FRAMES => EditProfile::None,
            before if before >= MOST_STILLS || frame.time_ms.is_some() => EditProfile::Small,
            _ => EditProfile::Full,
        };
        self.profile.min(most)
    }

    /// Nothing is allocated on the word of a header alone: the copy begins with the first row.
    fn begin_copy(&mut self, row: Samples<'_>) {
        let Some(frame) = self.current.filter(|_| self.copy.is_none()) else { return };
        let is_sane = |side: u32| (1..=MAX_SIDE_PIXELS).contains(&side);
        let sides = [frame.width, frame.height].map(|side| usize::try_from(side).ok());
        let [Some(width), Some(height)] = sides else { return };
        let wanted = self.judges || self.profile_for(frame) != EditProfile::None;
        if wanted && is_sane(frame.width) && is_sane(frame.height) && length(row) == width {
            self.copy = Some(GreyCopy::new(self.arch, width, height));
        }
    }

    fn add_edited(&mut self, frame: FrameInfo, copy: GreyCopy, profile: EditProfile) {
        let (Some(fingerprints), Some(grey)) = (self.pdq.frames().last(), copy.finish()) else {
            return;
        };
        let grey = grey.seen(frame.orientation);
        if self.judges {
            self.contents.extend(judged(self.arch, &grey, fingerprints.frame));
        }
        self.edited.extend(edited(self.arch, &grey, profile, fingerprints));
    }
}

impl LumaSink for PictureHasher {
    fn start(&mut self, frame: FrameInfo) {
        self.copy = None;
        self.current = Some(frame);
        self.pdq.start(frame);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.begin_copy(row.over_white);
        if let Some(copy) = &mut self.copy {
            copy.push(row.over_white);
        }
        self.pdq.row(row);
    }

    fn end(&mut self, transparent: bool) {
        let (frame, copy) = (self.current.take(), self.copy.take());
        let profile = frame.map(|frame| self.profile_for(frame));
        let before = self.pdq.frames().len();
        self.pdq.end(transparent);
        let is_whole = self.pdq.frames().len() > before;
        if let (true, Some(frame), Some(copy), Some(profile)) = (is_whole, frame, copy, profile) {
            self.add_edited(frame, copy, profile);
        }
    }
}

impl fmt::Debug for PictureHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PictureHasher").field("profile", &self.profile).finish_non_exhaustive()
    }
}

const fn length(samples: Samples<'_>) -> usize {
    match samples {
        Samples::U8(row) => row.len(),
        Samples::F32(row) => row.len(),
    }
}
