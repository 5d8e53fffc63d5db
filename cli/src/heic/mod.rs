//! HEIC and HEIF pictures, by the `heic-decoder` crate behind the core's [`StillDecoder`].
//!
//! The decoder's own bound is 268 megapixels, and its `probe` believes the size that the container
//! claims, not what the tiles in it decode to. So before it is called, `container` bounds what
//! reading the boxes may take, and `coded` adds up what the coded pictures really are.

mod coded;
mod container;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use heic_decoder::{DecodedImage, HeifError};
use presend::attachment::PixelFormat;
use presend::decode::{Guard, OwnedPixels, StillDecoder};
use presend::limits::LimitName;
use presend::orientation::Orientation;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

/// Most pixels of all coded pictures together: more than a phone's 48 megapixels. 12 megapixels take
/// about a second, and 220 MB if they are in tiles and turned.
const MAX_CODED_PIXELS: u64 = 52 << 20;
/// How often the memory bound of the limits this decoder may take: its planes have four bytes a
/// sample, and a command runs where there is more memory than in an app. 1 GiB by default.
const MEMORY_FACTOR: u64 = 4;

/// The decoders that this build adds to the core's.
pub(crate) fn decoders() -> Vec<Arc<dyn StillDecoder>> {
    vec![Arc::new(HeicDecoder)]
}

/// Decodes HEIC on the pool of threads that the crate keeps.
#[derive(Debug)]
struct HeicDecoder;

impl StillDecoder for HeicDecoder {
    fn kind(&self) -> MediaKind {
        MediaKind::Heic
    }

    fn decode(&self, bytes: &[u8], guard: &Guard<'_>) -> Result<OwnedPixels, Undecided> {
        container::check(bytes)?;
        let size = coded::size(bytes)?;
        if size.pixels > MAX_CODED_PIXELS {
            return Err(Undecided::OverLimit(LimitName::Pixels));
        }
        guard.memory(size.decode_bytes.div_ceil(MEMORY_FACTOR))?;
        let seen = heic_decoder::probe(bytes).map_err(reason)?;
        guard.picture(side(seen.width)?, side(seen.height)?)?;
        guard.cancelled()?;
        pixels(&heic_decoder::decode(bytes).map_err(reason)?)
    }
}

/// The picture as a person sees it: the decoder has turned, mirrored and cropped it. What an EXIF
/// tag in the file says of that does not count in HEIF (ISO/IEC 23008-12, annex A).
fn pixels(image: &DecodedImage) -> Result<OwnedPixels, Undecided> {
    let (width, height) = (side(image.width)?, side(image.height)?);
    let (format, bytes) = match &image.alpha {
        None => (PixelFormat::Rgb8, image.to_rgb8().map_err(reason)?.data),
        // Colour that is multiplied by alpha already cannot be put on white by the core's formula.
        Some(alpha) if alpha.premultiplied => return Err(Undecided::UnsupportedFormat),
        Some(_) => (PixelFormat::Rgba8, image.to_rgba8().map_err(reason)?.data),
    };
    OwnedPixels::new(width, height, format, Orientation::Upright, bytes)
}

fn side(pixels: usize) -> Result<u32, Undecided> {
    u32::try_from(pixels).map_err(|_| Undecided::OverLimit(LimitName::SidePixels))
}

/// The decoder's reasons by the core's names.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn reason(error: HeifError) -> Undecided {
    match error {
        HeifError::Truncated { .. } => Undecided::Truncated,
        // A slice that ends in the midst of its picture, though another one is not announced.
        HeifError::Unsupported(what) if what.starts_with("decode_slice: multiple tiles") => {
            Undecided::Corrupt
        }
        HeifError::Unsupported(_) => Undecided::UnsupportedFormat,
        HeifError::LimitExceeded(_) => Undecided::OverLimit(LimitName::Pixels),
        HeifError::NotHeif(_)
        | HeifError::MalformedBox(_)
        | HeifError::MalformedHevc(_)
        | HeifError::CabacDesync(_) => Undecided::Corrupt,
    }
}
