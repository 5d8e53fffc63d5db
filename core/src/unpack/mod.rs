//! [`crate::sniff::MediaKind`] -> which pictures the attachment holds: the still, or the frames of
//! an animation.

mod frames;

pub use frames::FramePlan;

use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// What there is to look at in an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unpacked {
    /// One picture, or the pages of one.
    Still,
    /// A picture of one or many frames.
    Animation,
    /// Nothing that can be seen as a picture: coverage says not applicable.
    NoPicture,
    /// A kind that is unknown, or known and not decoded here.
    Unsupported,
    /// A video, document or archive that may hold pictures and is not opened.
    Container,
}

impl Unpacked {
    /// What an attachment of this kind holds.
    #[must_use]
    pub const fn of(kind: MediaKind) -> Self {
        match kind {
            MediaKind::Jpeg
            | MediaKind::Png
            | MediaKind::WebP
            | MediaKind::Bmp
            | MediaKind::Tiff
            | MediaKind::Ico
            | MediaKind::Pnm
            | MediaKind::Qoi
            | MediaKind::Tga => Self::Still,
            MediaKind::Gif | MediaKind::Apng | MediaKind::AnimatedWebP => Self::Animation,
            MediaKind::PlainText => Self::NoPicture,
            MediaKind::Heic | MediaKind::Avif | MediaKind::Unknown => Self::Unsupported,
            MediaKind::Mp4
            | MediaKind::QuickTime
            | MediaKind::WebM
            | MediaKind::Pdf
            | MediaKind::Zip
            | MediaKind::Docx
            | MediaKind::Xlsx
            | MediaKind::Pptx => Self::Container,
        }
    }

    /// Why nothing of it can be decoded; `None` if there is something to decode, or nothing to see.
    #[must_use]
    pub const fn undecided(self) -> Option<Undecided> {
        match self {
            Self::Still | Self::Animation | Self::NoPicture => None,
            Self::Unsupported => Some(Undecided::UnsupportedFormat),
            Self::Container => Some(Undecided::UnopenedContainer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_text_has_neither_a_picture_nor_a_reason() {
        let silent = |kind| {
            let unpacked = Unpacked::of(kind);
            let decoded = matches!(unpacked, Unpacked::Still | Unpacked::Animation);
            !decoded && unpacked.undecided().is_none()
        };
        assert!(silent(MediaKind::PlainText));
        for kind in [MediaKind::Unknown, MediaKind::Heic, MediaKind::Pdf, MediaKind::Zip] {
            assert!(!silent(kind));
        }
    }

    #[test]
    fn a_container_and_an_unknown_file_have_different_reasons() {
        assert_eq!(Unpacked::of(MediaKind::Mp4).undecided(), Some(Undecided::UnopenedContainer));
        assert_eq!(Unpacked::of(MediaKind::Avif).undecided(), Some(Undecided::UnsupportedFormat));
    }
}
