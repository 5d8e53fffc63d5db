//! Any section of a set file, row by row.

use core::ops::Range;

use super::algorithm::NearForm;
use super::bytes::SetBytes;
use super::manifest::{Manifest, SectionLine};
use super::parameters::MatchParameters;
use super::section::{BadSection, ExactSection, LentSection, NearSection, Rows, VideoSection};
use super::section_algorithm::SectionAlgorithm;
use crate::hash::digest::DigestKind;
use crate::hash::vpdq::VideoRule;

/// A section of a set file, whatever it holds.
#[derive(Clone, Debug)]
pub enum SectionView {
    /// Tags of digests.
    Keys(ExactSection),
    /// PDQ hashes.
    Hashes(NearSection),
    /// Videos.
    Frames(VideoSection),
    /// Values of a lent hash.
    Values(LentSection),
}

impl SectionView {
    /// The section that `line` describes, which must fill `range`. How near is near is what the
    /// manifest says, or the product's own bounds for sections it says nothing of.
    ///
    /// # Errors
    /// [`BadSection`] if it does not fill the range as it must.
    pub fn new(
        manifest: &Manifest,
        line: &SectionLine,
        bytes: SetBytes,
        range: Range<usize>,
    ) -> Result<Self, BadSection> {
        let number = |number: u64| usize::try_from(number).map_err(|_| BadSection::Extent);
        let (rows, items) = (number(line.rows)?, number(line.items)?);
        let matching = manifest.matches.iter().find(|found| found.algorithm == line.algorithm);
        let parameters = matching.map_or(MatchParameters::default(), |found| found.parameters);
        let near = |form, bytes, range| NearSection::new(form, parameters, bytes, range, rows);
        match line.algorithm {
            SectionAlgorithm::Exact(kind) => {
                ExactSection::new(kind, bytes, range, rows).map(Self::Keys)
            }
            SectionAlgorithm::Url | SectionAlgorithm::CanarySha256 => {
                ExactSection::new(DigestKind::Sha256, bytes, range, rows).map(Self::Keys)
            }
            SectionAlgorithm::Near(form) => near(form, bytes, range).map(Self::Hashes),
            SectionAlgorithm::Cleared | SectionAlgorithm::CanaryPdq => {
                near(NearForm::Pdq, bytes, range).map(Self::Hashes)
            }
            SectionAlgorithm::Vpdq => {
                let rule = matching.map_or(VideoRule::default(), |found| found.video_rule());
                VideoSection::new(parameters, rule, bytes, range, (rows, items)).map(Self::Frames)
            }
            SectionAlgorithm::Lent => {
                let form = manifest.lent.ok_or(BadSection::Extent)?;
                LentSection::new(form, bytes, range, rows).map(Self::Values)
            }
        }
    }

    /// Its rows, whatever their key is: of videos, not of frames.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        match self {
            Self::Keys(section) => section.rows(),
            Self::Hashes(section) => section.rows(),
            Self::Frames(section) => section.rows(),
            Self::Values(section) => section.rows(),
        }
    }

    /// Appends what an authority signs of a row: the tag, the hash, the value, or the number of frames
    /// as a u32 and the frames.
    pub fn push_key(&self, row: usize, to: &mut Vec<u8>) {
        match self {
            Self::Keys(section) => to.extend(section.keys().get(row).into_iter().flatten()),
            Self::Hashes(section) => section.hashes().push(row, to),
            Self::Frames(section) => {
                let frames = section.frames(row);
                to.extend_from_slice(
                    &u32::try_from(frames.len()).unwrap_or(u32::MAX).to_le_bytes(),
                );
                frames.for_each(|frame| section.hashes().push(frame, to));
            }
            Self::Values(section) => to.extend(section.value(row).into_iter().flatten()),
        }
    }
}
