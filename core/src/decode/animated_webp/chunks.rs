use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};
use zeroize::Zeroizing;

use crate::decode::Guard;
use crate::decode::bytes::{CHUNK_HEAD_BYTES, chunk_head, read_at};
use crate::decode::exif;
use crate::decode::plane::Plane;
use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Where a WebP's first chunk begins: after RIFF, the length, WEBP.
pub(in crate::decode) const FIRST_CHUNK: u64 = 12;
/// How often the bytes of a picture are in memory at once: as read, as a file of their own while it
/// is put together, and as the parts that the decoder cuts it into.
pub(in crate::decode) const FILE_COPIES: u64 = 4;
/// Most of an EXIF chunk that is read, in bytes: the orientation is in its first directory.
const EXIF_BYTES: u64 = 64 << 10;

/// A chunk of the file: its name, and where its data lies.
pub(in crate::decode) struct Chunk {
    pub(in crate::decode) name: [u8; 4],
    pub(in crate::decode) start: u64,
    pub(in crate::decode) size: u64,
}

/// Reads the head of the chunk at this position; `None` at the end of the file.
pub(in crate::decode) fn chunk_at(
    reader: &mut BlockReader<'_>,
    at: u64,
    guard: &mut Guard<'_>,
) -> Result<Option<Chunk>, Undecided> {
    let Some(head) = chunk_head(reader, at, guard)? else { return Ok(None) };
    let ([name @ .., _, _, _, _], [_, _, _, _, size @ ..]) = (head, head);
    let start = at.saturating_add(CHUNK_HEAD_BYTES);
    Ok(Some(Chunk { name, start, size: u32::from_le_bytes(size).into() }))
}

impl Chunk {
    /// Where the next chunk begins: chunks are padded to an even length.
    pub(in crate::decode) const fn after(&self) -> u64 {
        self.start.saturating_add(self.size).saturating_add(self.size & 1)
    }
}

pub(in crate::decode) fn orientation(
    reader: &mut BlockReader<'_>,
    chunk: &Chunk,
    guard: &Guard<'_>,
) -> Orientation {
    let mut data = Plane::new(usize::try_from(chunk.size.min(EXIF_BYTES)).unwrap_or(0));
    match read_at(reader, chunk.start, &mut data, guard) {
        Ok(()) => exif::orientation(&data),
        Err(_) => Orientation::Upright,
    }
}

pub(super) const fn number24([low, middle, high]: [u8; 3]) -> u32 {
    u32::from_le_bytes([low, middle, high, 0])
}

/// Red, green, blue, and alpha if the second value says so.
pub(in crate::decode) fn decode_still(
    file: &[u8],
    width: u32,
    height: u32,
) -> Result<(Zeroizing<Vec<u8>>, bool), DecodingError> {
    let mut still = WebPDecoder::new(Cursor::new(file))?;
    if still.dimensions() != (width, height) {
        return Err(DecodingError::InconsistentImageSizes);
    }
    let bytes = still.output_buffer_size().ok_or(DecodingError::ImageTooLarge)?;
    let mut picture = Zeroizing::new(vec![0; bytes]);
    still.read_image(&mut picture)?;
    Ok((picture, still.has_alpha()))
}

/// Width and height as the picture's own header has them.
pub(in crate::decode) fn picture_sides(name: &[u8; 4], data: &[u8]) -> Option<(u32, u32)> {
    if name == b"VP8L" {
        let [_, bits @ ..] = data.first_chunk::<5>()?;
        let bits = u32::from_le_bytes(*bits);
        return Some(((bits & 0x3fff).saturating_add(1), (bits >> 14 & 0x3fff).saturating_add(1)));
    }
    let [.., w0, w1, h0, h1] = data.first_chunk::<10>()?;
    let side = |low: u8, high: u8| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
    Some((side(*w0, *w1), side(*h0, *h1)))
}

/// The header that says "with alpha".
pub(in crate::decode) fn extended_header(width: u32, height: u32) -> [u8; 10] {
    let [w0, w1, w2, _] = width.saturating_sub(1).to_le_bytes();
    let [h0, h1, h2, _] = height.saturating_sub(1).to_le_bytes();
    [0x10, 0, 0, 0, w0, w1, w2, h0, h1, h2]
}

pub(in crate::decode) fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Plane {
    let data_bytes = chunks.iter().map(|(_, data)| data.len()).fold(0, usize::saturating_add);
    // It never grows: what it held would be left behind.
    let bytes = chunks.len().saturating_mul(9).saturating_add(data_bytes).saturating_add(12);
    let mut file = Vec::with_capacity(bytes);
    file.extend_from_slice(b"RIFF\0\0\0\0WEBP");
    for (name, data) in chunks {
        file.extend_from_slice(*name);
        file.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
        file.extend_from_slice(data);
        file.extend(core::iter::repeat_n(0, data.len() & 1));
    }
    let size = u32::try_from(file.len().saturating_sub(8)).unwrap_or(u32::MAX);
    if let Some(place) = file.get_mut(4..8) {
        place.copy_from_slice(&size.to_le_bytes());
    }
    Plane::from(file)
}

pub(in crate::decode) fn reason_of(error: &DecodingError, guard: &Guard<'_>) -> Undecided {
    match error {
        DecodingError::IoError(error) => reason::of_io(error, guard),
        _ => Undecided::Corrupt,
    }
}
