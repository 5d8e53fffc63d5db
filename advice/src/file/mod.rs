//! Pixels of a file, under the limits: the first picture, or frames of an animation.

use std::io::Cursor;

use image::codecs::{bmp, gif, jpeg, png, webp};
use image::error::LimitErrorKind;
use image::{AnimationDecoder, DynamicImage, Frames, ImageDecoder, ImageError};
use presend::attachment::{PixelFormat, PixelView};
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, decode};
use presend::limits::LimitName;
use presend::orientation::Orientation;
use presend::sniff::{MediaKind, SNIFF_BYTES, sniff};
use presend::undecided::Undecided;
use zeroize::Zeroize as _;

use crate::advisor::{Advice, NoAdvice};

/// So many first frames of an animation are looked at; later ones ever more seldom.
const EVERY_FRAME_UNTIL: u32 = 16;

/// Rows that nobody looks at.
struct Unseen;

impl LumaSink for Unseen {
    fn start(&mut self, _: FrameInfo) {}
    fn row(&mut self, _: LumaRow<'_>) {}
    fn end(&mut self, _: bool) {}
}

/// Opens a file and has `look` at its pictures.
pub(crate) fn look<'g>(
    bytes: &[u8],
    guard: &mut Guard<'g>,
    look: impl FnMut(PixelView<'_>, &mut Guard<'g>) -> Result<Advice, NoAdvice>,
) -> Result<Advice, NoAdvice> {
    let kind = sniff(bytes.get(..SNIFF_BYTES).unwrap_or(bytes));
    whole(kind, bytes, guard)?;
    let file = Cursor::new(bytes);
    match kind {
        MediaKind::Jpeg => still(jpeg::JpegDecoder::new(file), guard, look),
        MediaKind::Png => still(png::PngDecoder::with_limits(file, bounds(guard)), guard, look),
        MediaKind::Bmp => still(bmp::BmpDecoder::new(file), guard, look),
        MediaKind::WebP => still(webp::WebPDecoder::new(file), guard, look),
        MediaKind::Gif => frames(gif::GifDecoder::new(file), Ok, guard, look),
        MediaKind::AnimatedWebP => frames(webp::WebPDecoder::new(file), Ok, guard, look),
        MediaKind::Apng => {
            let decoder = png::PngDecoder::with_limits(file, bounds(guard));
            frames(decoder, png::PngDecoder::apng, guard, look)
        }
        MediaKind::Heic
        | MediaKind::Avif
        | MediaKind::Tiff
        | MediaKind::Ico
        | MediaKind::Pnm
        | MediaKind::Qoi
        | MediaKind::Tga
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
        | MediaKind::Unknown => Err(Undecided::UnsupportedFormat.into()),
    }
}

/// The core sees every cut and break, which other decoders fill with grey; it has no colours.
fn whole(kind: MediaKind, bytes: &[u8], guard: &mut Guard<'_>) -> Result<(), Undecided> {
    if bytes.is_empty() {
        return Err(Undecided::Empty);
    }
    decode(kind, BlockReader::slice(bytes, guard.cancel()), guard, &mut Unseen)
}

fn still<'g, D: ImageDecoder>(
    decoder: Result<D, ImageError>,
    guard: &mut Guard<'g>,
    mut look: impl FnMut(PixelView<'_>, &mut Guard<'g>) -> Result<Advice, NoAdvice>,
) -> Result<Advice, NoAdvice> {
    let mut decoder = within(decoder, guard)?;
    let orientation = decoder.orientation().map_err(|error| reason(&error))?;
    let orientation = Orientation::from_exif(u16::from(orientation.to_exif()));
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| reason(&error))?;
    let mut pixels = picture.into_rgba8();
    let view = view(pixels.width(), pixels.height(), orientation, &pixels);
    let advice = look(view, guard);
    pixels.zeroize_pixels();
    advice
}

fn frames<'g, 'a, D: ImageDecoder, A: AnimationDecoder<'a>>(
    decoder: Result<D, ImageError>,
    animation: impl FnOnce(D) -> Result<A, ImageError>,
    guard: &mut Guard<'g>,
    mut look: impl FnMut(PixelView<'_>, &mut Guard<'g>) -> Result<Advice, NoAdvice>,
) -> Result<Advice, NoAdvice> {
    let decoder = within(decoder, guard)?;
    let frames: Frames<'_> = animation(decoder).map_err(|error| reason(&error))?.into_frames();
    let mut all = None;
    for (number, frame) in (0_u32..).zip(frames) {
        guard.cancelled()?;
        let mut pixels = frame.map_err(|error| reason(&error))?.into_buffer();
        if is_looked_at(number) {
            let view = view(pixels.width(), pixels.height(), Orientation::Upright, &pixels);
            let advice = look(view, guard)?;
            all = Some(match all {
                Some(before) => advice.or(&before),
                None => advice,
            });
        }
        pixels.zeroize_pixels();
    }
    all.ok_or(NoAdvice::Unread(Undecided::Corrupt))
}

/// All of the first, then every second, fourth, eighth.
fn is_looked_at(number: u32) -> bool {
    let round = number.checked_div(EVERY_FRAME_UNTIL).unwrap_or(0);
    let step = round.checked_next_power_of_two().unwrap_or(1);
    number.checked_rem(step) == Some(0)
}

/// Asks the bounds from the header, before anything of the picture is read.
fn within<D: ImageDecoder>(
    decoder: Result<D, ImageError>,
    guard: &Guard<'_>,
) -> Result<D, NoAdvice> {
    let mut decoder = decoder.map_err(|error| reason(&error))?;
    let (width, height) = decoder.dimensions();
    guard.picture(width, height)?;
    // As decoded, and once more as bytes of red, green, blue and alpha.
    let rgba = u64::from(width).saturating_mul(u64::from(height)).saturating_mul(4);
    guard.memory(decoder.total_bytes().saturating_add(rgba))?;
    decoder.set_limits(bounds(guard)).map_err(|error| reason(&error))?;
    Ok(decoder)
}

fn bounds(guard: &Guard<'_>) -> image::Limits {
    let limits = guard.limits();
    let mut bounds = image::Limits::no_limits();
    bounds.max_image_width = Some(limits.max_side_pixels);
    bounds.max_image_height = Some(limits.max_side_pixels);
    bounds.max_alloc = Some(limits.max_decode_bytes);
    bounds
}

fn reason(error: &ImageError) -> NoAdvice {
    NoAdvice::Unread(match error {
        ImageError::Limits(over) => Undecided::OverLimit(match over.kind() {
            LimitErrorKind::DimensionError => LimitName::SidePixels,
            _ => LimitName::DecodeBytes,
        }),
        ImageError::Unsupported(_) => Undecided::UnsupportedFormat,
        ImageError::IoError(_) => Undecided::Truncated,
        ImageError::Decoding(_) | ImageError::Encoding(_) | ImageError::Parameter(_) => {
            Undecided::Corrupt
        }
    })
}

fn view(width: u32, height: u32, orientation: Orientation, bytes: &[u8]) -> PixelView<'_> {
    let format = PixelFormat::Rgba8;
    let row_bytes = width.saturating_mul(format.bytes_per_pixel());
    let stride_bytes = usize::try_from(row_bytes).unwrap_or(usize::MAX);
    PixelView { width, height, stride_bytes, format, orientation, bytes }
}

/// Overwrites what a picture showed.
trait ZeroizePixels {
    fn zeroize_pixels(&mut self);
}

impl ZeroizePixels for image::RgbaImage {
    fn zeroize_pixels(&mut self) {
        let bytes: &mut [u8] = self;
        bytes.zeroize();
    }
}

#[cfg(test)]
mod tests;
