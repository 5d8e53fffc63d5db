use crate::decode::{FrameInfo, LumaRow, LumaSink};
use crate::hash::edits::{EditProfile, PictureHasher};
use crate::lent::{Lent, LentPictures};
use crate::scan::Fingerprinted;

/// Takes the luma rows of a scan: for the hashes of this crate, and for those that the app lends.
#[derive(Debug)]
pub(super) struct Seen {
    hasher: PictureHasher,
    lent: LentPictures,
}

impl Seen {
    pub(super) fn new(edits: EditProfile, lent: &[Lent]) -> Self {
        Self { hasher: PictureHasher::new(edits), lent: LentPictures::new(lent) }
    }

    /// Puts the hashes of every whole frame where they belong; true if a frame was dropped.
    pub(super) fn finish(self, found: &mut Fingerprinted) -> bool {
        let dropped = self.hasher.dropped_frames() > 0;
        (found.fingerprints.frames, found.fingerprints.edited) = self.hasher.into_hashes();
        let (values, faults) = self.lent.into_values();
        found.fingerprints.lent.extend(values);
        found.not_compared.extend(faults);
        dropped
    }
}

impl LumaSink for Seen {
    fn start(&mut self, frame: FrameInfo) {
        self.hasher.start(frame);
        self.lent.start(frame);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.hasher.row(row);
        self.lent.row(row);
    }

    fn end(&mut self, transparent: bool) {
        self.hasher.end(transparent);
        self.lent.end(transparent);
    }
}
