use super::{
    BlockReader, Guard, LumaSink, animated_webp, bmp, gif, ico, jpeg, png, pnm, qoi, tga, tiff,
    webp,
};
use crate::panics::guarded;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

/// Decodes a picture of this kind into the sink, frame by frame.
///
/// # Errors
/// Why frames are missing: some, or all of them. A truncated still was given to the sink as a
/// viewer shows it. A cancel or a spent budget wins over whatever a decoder made of it.
pub fn decode(
    kind: MediaKind,
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let reader = reader.charged_to(guard.meter());
    let decoded = contained(|| by_kind(kind, reader, guard, sink));
    guard.cancelled()?;
    guard.within_work()?;
    decoded
}

/// Runs a decoder. If it panics it is dropped, and the frame it was at never ends.
pub(crate) fn contained(decoder: impl FnOnce() -> Result<(), Undecided>) -> Result<(), Undecided> {
    guarded(decoder).unwrap_or(Err(Undecided::DecoderFailed))
}

fn by_kind(
    kind: MediaKind,
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    guard.cancelled()?;
    match kind {
        MediaKind::Jpeg => jpeg::decode(reader, guard, sink),
        MediaKind::Png | MediaKind::Apng => png::decode(reader, guard, sink),
        MediaKind::Tiff => tiff::decode(reader, guard, sink),
        MediaKind::Gif => gif::decode(reader, guard, sink),
        MediaKind::WebP => webp::decode(reader, guard, sink),
        MediaKind::Bmp => bmp::decode(reader, guard, sink),
        MediaKind::AnimatedWebP => animated_webp::decode(reader, guard, sink),
        MediaKind::Ico => ico::decode(reader, guard, sink),
        MediaKind::Pnm => pnm::decode(reader, guard, sink),
        MediaKind::Qoi => qoi::decode(reader, guard, sink),
        MediaKind::Tga => tga::decode(reader, guard, sink),
        MediaKind::Heic
        | MediaKind::Avif
        | MediaKind::Mp4
        | MediaKind::QuickTime
        | MediaKind::WebM
        | MediaKind::Pdf
        | MediaKind::Zip
        | MediaKind::Docx
        | MediaKind::Xlsx
        | MediaKind::Pptx
        | MediaKind::PlainText
        | MediaKind::Message
        | MediaKind::Unknown => {
            // What is opened elsewhere is not opened by a decoder.
            Err(match Unpacked::of(kind) {
                Unpacked::Archive | Unpacked::Video => Undecided::UnopenedContainer,
                _ => Undecided::UnsupportedFormat,
            })
        }
    }
}
