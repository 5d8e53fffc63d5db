mod frames;
mod rows;

use ::png::{Decoder, DecodingError, InterlaceInfo, Limits, Reader, Transformations};
use zeroize::Zeroizing;

use super::exif;
use super::guard::Guard;
use super::luma::LumaBuffer;

use self::rows::RowLayout;
use super::reader::BlockReader;
use super::reason;
use super::sink::{FrameInfo, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// The widest pixel: four channels of 16 bits.
const PIXEL_BYTES: u64 = 8;
/// Memory for a row, several times over, and for colour tables, EXIF and the like.
const ROW_COPIES: u64 = 4;
const CHUNKS_BYTES: u64 = 1 << 20;

/// Gives a PNG, or the frames of an animated one: which of the two the file itself says.
///
/// Rows stream through with a few of them in memory, unless they are interlaced. Checksums are not
/// looked at: viewers differ, and a picture that one of them shows is worth comparing.
pub(super) fn decode(
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let again = reader.rewound();
    let png = open(reader, guard, 1)?;
    if png.info().animation_control.is_some() {
        drop(png);
        return frames::decode(&again, guard, sink);
    }
    if png.info().interlaced { interlaced(png, guard, sink) } else { in_order(png, guard, sink) }
}

/// Opens a file of so many frames. The decoder takes a row from its bound for each and never gives
/// it back, though it keeps one row only.
fn open<'r>(
    reader: BlockReader<'r>,
    guard: &Guard<'_>,
    frames: u32,
) -> Result<Reader<BlockReader<'r>>, Undecided> {
    let mut decoder = Decoder::new(reader);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.ignore_checksums(true);
    decoder.set_transformations(Transformations::EXPAND);
    let info = decoder.read_header_info().map_err(|error| reason_of(&error, guard))?;
    guard.picture(info.width, info.height)?;
    let row_bytes = u64::from(info.width).saturating_mul(PIXEL_BYTES);
    let rows = row_bytes.saturating_mul(ROW_COPIES.saturating_add(u64::from(frames)));
    let bytes = rows.min(guard.limits().max_decode_bytes).saturating_add(CHUNKS_BYTES);
    decoder.set_limits(Limits { bytes: usize::try_from(bytes).unwrap_or(usize::MAX) });
    decoder.read_info().map_err(|error| reason_of(&error, guard))
}

/// The orientation of the `eXIf` chunk, if it comes before the pixels.
fn orientation(png: &Reader<BlockReader<'_>>) -> Orientation {
    png.info().exif_metadata.as_deref().map_or_else(Orientation::default, exif::orientation)
}

fn layout(png: &Reader<BlockReader<'_>>) -> Result<RowLayout, Undecided> {
    let (color, depth) = png.output_color_type();
    RowLayout::of(color, depth).ok_or(Undecided::Corrupt)
}

/// Rows in the order they are stored. Those that are missing are given as zeros: black, or
/// transparent where the picture has transparency.
fn in_order(
    mut png: Reader<BlockReader<'_>>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let (layout, frame) = (layout(&png)?, still(&png));
    let row_bytes = png.output_line_size(frame.width).ok_or(Undecided::Corrupt)?;
    let mut buffer = LumaBuffer::default();
    let mut ended = None;
    let mut zeros = Vec::new();
    for y in 0..frame.height {
        guard.cancelled()?;
        guard.work(u64::try_from(row_bytes).unwrap_or(u64::MAX))?;
        let row =
            if ended.is_none() { next_row(&mut png, guard) } else { Err(Undecided::Truncated) };
        if let (0, Err(error)) = (y, &row) {
            return Err(*error);
        }
        if y == 0 {
            sink.start(frame);
        }
        match row {
            Ok(row) => sink.row(layout.luma(row, &mut buffer)),
            Err(error) => {
                guard.cancelled()?;
                ended = ended.or(Some(error));
                zeros.resize(row_bytes, 0);
                sink.row(layout.luma(&zeros, &mut buffer));
            }
        }
    }
    sink.end(buffer.transparent());
    ended.map_or(Ok(()), Err)
}

fn next_row<'p>(
    png: &'p mut Reader<BlockReader<'_>>,
    guard: &Guard<'_>,
) -> Result<&'p [u8], Undecided> {
    match png.next_row() {
        Ok(Some(row)) => Ok(row.data()),
        Ok(None) => Err(Undecided::Truncated),
        Err(error) => Err(reason_of(&error, guard)),
    }
}

/// An interlaced picture, put together whole.
fn interlaced(
    mut png: Reader<BlockReader<'_>>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let (layout, frame) = (layout(&png)?, still(&png));
    let PutTogether { pixels, read } = put_together(&mut png, frame.width, frame.height, guard)?;
    let row_bytes = png.output_line_size(frame.width).ok_or(Undecided::Corrupt)?.max(1);
    let mut buffer = LumaBuffer::default();
    sink.start(frame);
    for row in pixels.chunks_exact(row_bytes) {
        guard.cancelled()?;
        sink.row(layout.luma(row, &mut buffer));
    }
    sink.end(buffer.transparent());
    read
}

/// An interlaced picture or frame as far as its passes were there, and why the rest is missing.
struct PutTogether {
    pixels: Zeroizing<Vec<u8>>,
    read: Result<(), Undecided>,
}

/// Reads all passes of an interlaced picture or frame of this size. Pixels of missing passes take
/// the colour of the coarser pass, as viewers show them.
fn put_together(
    png: &mut Reader<BlockReader<'_>>,
    width: u32,
    height: u32,
    guard: &mut Guard<'_>,
) -> Result<PutTogether, Undecided> {
    let bits = layout(png)?.pixel_bytes().saturating_mul(8);
    let row_bytes = png.output_line_size(width).ok_or(Undecided::Corrupt)?;
    let rows = usize::try_from(height).map_err(|_| Undecided::Corrupt)?;
    let bytes = row_bytes.saturating_mul(rows);
    guard.memory(u64::try_from(bytes).unwrap_or(u64::MAX))?;
    guard.work(u64::try_from(bytes).unwrap_or(u64::MAX))?;
    let mut pixels = Zeroizing::new(vec![0; bytes]);
    let mut any = false;
    loop {
        guard.cancelled()?;
        match png.next_interlaced_row() {
            Ok(Some(row)) => {
                if let InterlaceInfo::Adam7(pass) = row.interlace() {
                    ::png::splat_interlaced_row(&mut pixels, row_bytes, row.data(), pass, bits);
                    any = true;
                }
            }
            Ok(None) => return Ok(PutTogether { pixels, read: Ok(()) }),
            Err(error) => {
                let reason = reason_of(&error, guard);
                let shown = any && reason != Undecided::Cancelled;
                let read = Err(reason);
                return if shown { Ok(PutTogether { pixels, read }) } else { Err(reason) };
            }
        }
    }
}

fn still(png: &Reader<BlockReader<'_>>) -> FrameInfo {
    let (width, height) = png.info().size();
    FrameInfo { frame: 0, time_ms: None, width, height, orientation: orientation(png) }
}

/// The decoder keeps to itself which rule a file breaks; only that it ran out of pixels matters here.
fn reason_of(error: &DecodingError, guard: &Guard<'_>) -> Undecided {
    match error {
        DecodingError::IoError(error) => reason::of_io(error, guard),
        DecodingError::Format(error) if is_short(&error.to_string()) => Undecided::Truncated,
        DecodingError::Format(_) => Undecided::Corrupt,
        DecodingError::LimitsExceeded => Undecided::OverLimit(LimitName::DecodeBytes),
        DecodingError::Parameter(_) => Undecided::DecoderFailed,
    }
}

/// Too few pixels for the picture, or a compressed stream that breaks off.
fn is_short(message: &str) -> bool {
    message.contains("not have enough data") || message.contains("InsufficientInput")
}

#[cfg(test)]
mod tests;
