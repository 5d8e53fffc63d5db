//! Windows bitmaps by the `image` crate: every depth, RLE, bit fields, either row order.

use std::io::{Read, Seek};

use image::codecs::bmp::BmpDecoder;
use image::{ColorType, ImageDecoder, ImageError};

use super::pixels::decode_pixels;
use super::plane::Plane;
use super::{BlockReader, Guard, LumaSink, reason};
use crate::attachment::{PixelFormat, PixelView};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Decodes a bitmap. One that ends early is given to the sink with its missing rows black, which
/// are the upper ones where rows are stored from the bottom.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let (width, height) = sides(&mut reader, guard)?;
    guard.picture(width, height)?;
    reader.rewind().map_err(|error| reason::of_io(&error, guard))?;
    let decoder = BmpDecoder::new(reader).map_err(|error| undecided(&error, guard))?;
    if decoder.dimensions() != (width, height) {
        return Err(Undecided::Corrupt);
    }
    let bytes = decoder.total_bytes();
    guard.memory(bytes)?;
    guard.work(bytes)?;
    let format = match decoder.color_type() {
        ColorType::Rgba8 => PixelFormat::Rgba8,
        ColorType::Rgb8 => PixelFormat::Rgb8,
        _ => return Err(Undecided::UnsupportedFormat),
    };

    let too_large = Undecided::OverLimit(LimitName::DecodeBytes);
    let mut plane = Plane::new(usize::try_from(bytes).map_err(|_| too_large)?);
    let whole = decoder.read_image(&mut plane).map_err(|error| undecided(&error, guard));
    match whole {
        Ok(()) | Err(Undecided::Truncated) => {}
        Err(other) => return Err(other),
    }
    if format == PixelFormat::Rgba8 {
        show_if_all_clear(&mut plane);
    }
    let row_bytes = width.saturating_mul(format.bytes_per_pixel());
    let view = PixelView {
        width,
        height,
        stride_bytes: usize::try_from(row_bytes).map_err(|_| too_large)?,
        format,
        orientation: Orientation::Upright,
        bytes: &plane,
    };
    decode_pixels(view, guard, sink)?;
    whole
}

/// Width and height from the header, which the decoder reads only together with its tables.
fn sides(reader: &mut BlockReader<'_>, guard: &Guard<'_>) -> Result<(u32, u32), Undecided> {
    let mut head = [0; 26];
    reader.read_exact(&mut head).map_err(|error| reason::of_io(&error, guard))?;
    let [.., s0, s1, s2, s3, a, b, c, d, e, f, g, h] = head;
    if u32::from_le_bytes([s0, s1, s2, s3]) == CORE_HEADER_BYTES {
        return Ok((u32::from(u16::from_le_bytes([a, b])), u32::from(u16::from_le_bytes([c, d]))));
    }
    // A negative height means rows from the top.
    let width = u32::try_from(i32::from_le_bytes([a, b, c, d])).map_err(|_| Undecided::Corrupt)?;
    Ok((width, i32::from_le_bytes([e, f, g, h]).unsigned_abs()))
}

/// A bitmap whose alpha is 0 everywhere was written by a program that left it out: viewers show
/// the colours.
fn show_if_all_clear(rgba: &mut [u8]) {
    let (pixels, _) = rgba.as_chunks_mut::<4>();
    if pixels.iter().all(|[.., alpha]| *alpha == 0) {
        for [.., alpha] in pixels {
            *alpha = 255;
        }
    }
}

fn undecided(error: &ImageError, guard: &Guard<'_>) -> Undecided {
    match error {
        ImageError::IoError(error) => reason::of_io(error, guard),
        ImageError::Unsupported(_) => Undecided::UnsupportedFormat,
        ImageError::Limits(_) => Undecided::OverLimit(LimitName::DecodeBytes),
        _ => Undecided::Corrupt,
    }
}

const CORE_HEADER_BYTES: u32 = 12;

#[cfg(test)]
mod tests;
