//! Still WebP by image-webp. The chunks are found here, as browsers find them, and the decoder gets
//! the picture's own: it refuses files whose flags promise alpha or metadata that is not there.

use super::animated_webp::{
    Chunk, FILE_COPIES, FIRST_CHUNK, chunk_at, decode_still, extended_header, orientation,
    picture_sides, reason_of, riff,
};
use super::bytes::read_at;
use super::pixels::decode_pixels;
use super::plane::Plane;
use super::{BlockReader, Guard, LumaSink, vp8l};
use crate::attachment::{PixelFormat, PixelView};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Decodes a still. One that ends early is decoded with zeros in place of what is missing: a lossy
/// picture is right up to there, a lossless one seldom decodes at all.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let found = Found::read(&mut reader, guard)?;
    let (width, height) = found.sides(&mut reader, guard)?;
    guard.picture(width, height)?;
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    let file_bytes = found.data_bytes().saturating_mul(FILE_COPIES);
    let held_bytes = found.decoder_bytes(pixels).saturating_add(file_bytes);
    guard.memory(held_bytes)?;
    guard.work(pixels.saturating_mul(4))?;

    let file = found.still_file(&mut reader, guard, width, height)?;
    match vp8l::check(&file, (width, height), held_bytes, guard) {
        Err(Undecided::Corrupt) if found.cut => return Err(Undecided::Truncated),
        checked => checked?,
    }
    let (picture, alpha) = match decode_still(&file, width, height) {
        Ok(decoded) => decoded,
        Err(_) if found.cut => return Err(Undecided::Truncated),
        Err(error) => return Err(reason_of(&error, guard)),
    };
    guard.cancelled()?;
    let format = if alpha { PixelFormat::Rgba8 } else { PixelFormat::Rgb8 };
    let row_bytes = usize::try_from(width.saturating_mul(format.bytes_per_pixel()));
    let view = PixelView {
        width,
        height,
        stride_bytes: row_bytes.map_err(|_| Undecided::OverLimit(LimitName::DecodeBytes))?,
        format,
        orientation: found.orientation,
        bytes: &picture,
    };
    decode_pixels(view, guard, sink)?;
    if found.cut { Err(Undecided::Truncated) } else { Ok(()) }
}

/// Where the file says that it ends; `None` if it is cut off before.
pub(super) fn end(
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<Option<u64>, Undecided> {
    let end = riff_end(reader, guard)?;
    Ok(Some(end).filter(|end| *end <= reader.length()))
}

/// The chunks of a still that matter.
struct Found {
    picture: Chunk,
    alpha: Option<Chunk>,
    orientation: Orientation,
    /// The picture or its alpha reaches past the end of the file.
    cut: bool,
}

impl Found {
    fn read(reader: &mut BlockReader<'_>, guard: &mut Guard<'_>) -> Result<Self, Undecided> {
        let end = riff_end(reader, guard)?;
        let (mut picture, mut alpha, mut exif) = (None, None, None);
        let mut at = FIRST_CHUNK;
        while at < end
            && let Some(chunk) = chunk_at(reader, at, guard)?
        {
            at = chunk.after();
            match &chunk.name {
                b"VP8 " | b"VP8L" if picture.is_none() => picture = Some(chunk),
                b"ALPH" if alpha.is_none() => alpha = Some(chunk),
                b"EXIF" if exif.is_none() => exif = Some(chunk),
                _ => {}
            }
        }
        let length = reader.length();
        let past_end = |chunk: &Chunk| chunk.start.saturating_add(chunk.size) > length;
        let nothing = if end > length { Undecided::Truncated } else { Undecided::Corrupt };
        let picture = picture.ok_or(nothing)?;
        Ok(Self {
            orientation: exif.map_or(Orientation::Upright, |c| orientation(reader, &c, guard)),
            cut: past_end(&picture) || alpha.as_ref().is_some_and(past_end),
            alpha: alpha.filter(|_| &picture.name == b"VP8 "),
            picture,
        })
    }

    /// The sides as the picture's own header has them.
    fn sides(
        &self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<(u32, u32), Undecided> {
        let mut head = [0; 10];
        let length = if &self.picture.name == b"VP8L" { 5 } else { 10 };
        let head = head.get_mut(..length).unwrap_or_default();
        read_at(reader, self.picture.start, head, guard)?;
        picture_sides(&self.picture.name, head).ok_or(Undecided::Corrupt)
    }

    fn data_bytes(&self) -> u64 {
        self.picture.size.saturating_add(self.alpha.as_ref().map_or(0, |chunk| chunk.size))
    }

    /// What image-webp allocates: planes of 1.5 bytes a pixel and RGB for lossy; RGBA and a copy
    /// without alpha for lossless; for lossy with alpha also the alpha's own picture.
    fn decoder_bytes(&self, pixels: u64) -> u64 {
        let tenths: u64 = match (&self.picture.name, &self.alpha) {
            (b"VP8L", _) => 75,
            (_, None) => 47,
            (_, Some(_)) => 107,
        };
        pixels.saturating_mul(tenths).div_ceil(10)
    }

    /// A file of the picture's chunks alone, as long as they say they are.
    fn still_file(
        &self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
        width: u32,
        height: u32,
    ) -> Result<Plane, Undecided> {
        let picture = content(reader, &self.picture, guard)?;
        Ok(match &self.alpha {
            None => riff(&[(&self.picture.name, &picture)]),
            Some(alpha) => riff(&[
                (b"VP8X", &extended_header(width, height)),
                (b"ALPH", &content(reader, alpha, guard)?),
                (&self.picture.name, &picture),
            ]),
        })
    }
}

/// Where the file says that it ends.
fn riff_end(reader: &mut BlockReader<'_>, guard: &Guard<'_>) -> Result<u64, Undecided> {
    let mut head = [0; 12];
    read_at(reader, 0, &mut head, guard)?;
    let [b'R', b'I', b'F', b'F', size @ .., b'W', b'E', b'B', b'P'] = head else {
        return Err(Undecided::Corrupt);
    };
    Ok(u64::from(u32::from_le_bytes(size)).saturating_add(8))
}

/// The bytes of a chunk; zeros where the file has ended.
fn content(
    reader: &mut BlockReader<'_>,
    chunk: &Chunk,
    guard: &Guard<'_>,
) -> Result<Plane, Undecided> {
    let too_large = Undecided::OverLimit(LimitName::DecodeBytes);
    let mut content = Plane::new(usize::try_from(chunk.size).map_err(|_| too_large)?);
    let there = chunk.size.min(reader.length().saturating_sub(chunk.start));
    let there = usize::try_from(there).map_err(|_| too_large)?;
    read_at(reader, chunk.start, content.get_mut(..there).unwrap_or_default(), guard)?;
    Ok(content)
}

#[cfg(test)]
mod tests;
