use super::{BlockReader, Guard, gif, png, webp};
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// Where a picture of this kind ends in its file, by what the file itself says; `None` if it breaks off
/// before, or if the kind has no end that one can tell without its pixels. Of a JPEG its outline knows.
///
/// # Errors
/// A cancel, a spent budget, or a source that fails.
pub(crate) fn end(
    kind: MediaKind,
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
) -> Result<Option<u64>, Undecided> {
    let mut reader = reader.charged_to(guard.meter());
    let found = match kind {
        MediaKind::Png | MediaKind::Apng => png::end(&mut reader, guard),
        MediaKind::Gif => gif::end(reader, guard),
        MediaKind::WebP | MediaKind::AnimatedWebP => webp::end(&mut reader, guard),
        _ => Ok(None),
    };
    guard.cancelled()?;
    guard.within_work()?;
    match found {
        // What is wrong with the picture itself its decoder says.
        Err(Undecided::Truncated | Undecided::Corrupt) => Ok(None),
        found => found,
    }
}
