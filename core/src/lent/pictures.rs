use core::fmt;

use super::LentPicture;
use super::ask::Lent;
use super::fingerprint::{LentFault, LentFingerprint};
use super::form::LentForm;
use super::terms::LentInput;
use super::thumbnail::Thumbnail;
use crate::decode::{FrameInfo, LumaRow, LumaSink};

/// Takes luma rows, squeezes them, and asks each hash that is computed from a thumbnail.
pub(crate) struct LentPictures {
    wanted: Vec<(Lent, (u16, u16))>,
    current: Option<FrameInfo>,
    thumbnails: Vec<Option<Thumbnail>>,
    found: Vec<LentFingerprint>,
    faults: Vec<(LentForm, LentFault)>,
}

impl LentPictures {
    /// One that has seen no frame.
    pub(crate) fn new(lent: &[Lent]) -> Self {
        let wanted = lent.iter().filter_map(|lent| match lent.terms().input() {
            LentInput::GreyThumbnail { width, height } => Some((lent.clone(), (width, height))),
            LentInput::Bytes => None,
        });
        let (thumbnails, found, faults) = (Vec::new(), Vec::new(), Vec::new());
        Self { wanted: wanted.collect(), current: None, thumbnails, found, faults }
    }

    /// The values of every whole frame, and why there are none of others.
    pub(crate) fn into_values(self) -> (Vec<LentFingerprint>, Vec<(LentForm, LentFault)>) {
        (self.found, self.faults)
    }

    fn ask(&mut self, frame: u32, at: usize, thumbnail: Thumbnail) {
        let Some((lent, (width, height))) = self.wanted.get(at) else { return };
        let terms = *lent.terms();
        // A frame that is not whole has no other hash either: the decoder says so.
        let Some(pixels) = thumbnail.finish() else { return };
        match lent.ask(LentPicture::Grey { width: *width, height: *height, pixels }) {
            Ok(value) => self.found.push(LentFingerprint { terms, frame, value }),
            Err(fault) if self.faults.contains(&(terms.form(), fault)) => {}
            Err(fault) => self.faults.push((terms.form(), fault)),
        }
    }
}

impl LumaSink for LentPictures {
    fn start(&mut self, frame: FrameInfo) {
        self.current = Some(frame);
        self.thumbnails.clear();
    }

    fn row(&mut self, row: LumaRow<'_>) {
        // Nothing is allocated on the word of a header alone.
        if let Some(frame) = self.current.filter(|_| self.thumbnails.is_empty()) {
            let sizes = self.wanted.iter().map(|(_, size)| *size);
            self.thumbnails = sizes.map(|size| Thumbnail::new(frame, size)).collect();
        }
        self.thumbnails.iter_mut().flatten().for_each(|thumbnail| thumbnail.row(row.over_white));
    }

    fn end(&mut self, _transparent: bool) {
        let Some(frame) = self.current.take() else { return };
        for (at, thumbnail) in core::mem::take(&mut self.thumbnails).into_iter().enumerate() {
            if let Some(thumbnail) = thumbnail {
                self.ask(frame.frame, at, thumbnail);
            }
        }
    }
}

impl fmt::Debug for LentPictures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LentPictures").field("found", &self.found.len()).finish_non_exhaustive()
    }
}
