//! [`crate::sniff::MediaKind`] -> what the attachment holds: the still, the frames of an animation, or
//! further parts, each of which goes through the flow as if it were sent by itself.

mod behind;
mod frames;
mod jpeg;
mod pdf;
mod sink;
#[cfg(test)]
pub(crate) mod testing;
mod video_plan;
mod zip;

pub use frames::FramePlan;
pub(crate) use sink::{PartSink, Piece, Pieces, Place, lent};
pub use video_plan::VideoPlan;

use zeroize::Zeroizing;

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
    /// An archive or a document: what it holds is parts.
    Archive,
    /// A video: frames, if a decoder is lent.
    Video,
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
            MediaKind::PlainText | MediaKind::Message => Self::NoPicture,
            MediaKind::Heic | MediaKind::Avif | MediaKind::Unknown => Self::Unsupported,
            MediaKind::Mp4 | MediaKind::QuickTime | MediaKind::WebM => Self::Video,
            MediaKind::Pdf
            | MediaKind::Zip
            | MediaKind::Docx
            | MediaKind::Xlsx
            | MediaKind::Pptx => Self::Archive,
        }
    }

    /// Why nothing of it can be looked at unless the app lends a decoder; `None` if it is decoded or
    /// opened, or has nothing to see.
    #[must_use]
    pub const fn undecided(self) -> Option<Undecided> {
        match self {
            Self::Still | Self::Animation | Self::NoPicture | Self::Archive => None,
            Self::Unsupported => Some(Undecided::UnsupportedFormat),
            Self::Video => Some(Undecided::UnopenedContainer),
        }
    }
}

/// Gives the parts of a container of this kind to the sink, one after the other. A kind that has none
/// gives none.
pub(crate) fn open(
    kind: MediaKind,
    container: &dyn Pieces,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    match kind {
        MediaKind::Jpeg => jpeg::open(container, sink),
        MediaKind::Pdf => pdf::open(container, sink),
        _ => match Unpacked::of(kind) {
            Unpacked::Archive => zip::open(container, sink),
            Unpacked::Still | Unpacked::Animation => behind::open(kind, container, sink),
            Unpacked::NoPicture | Unpacked::Unsupported | Unpacked::Video => Ok(()),
        },
    }
}

/// Gives the pictures that a video has besides its frames to the sink.
pub(crate) fn give_covers(
    pictures: &[Zeroizing<Vec<u8>>],
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    if !pictures.is_empty() {
        sink.enter()?;
    }
    for (number, bytes) in (1_u32..).zip(pictures) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match sink.guard().unpack(length) {
            Ok(()) => sink.part(Place::Cover, number, bytes)?,
            Err(why) => sink.skip(Place::Cover, number, why)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_text_has_neither_a_picture_nor_a_reason() {
        let silent = |kind| {
            let unpacked = Unpacked::of(kind);
            let opened =
                matches!(unpacked, Unpacked::Still | Unpacked::Animation | Unpacked::Archive);
            !opened && unpacked.undecided().is_none()
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
