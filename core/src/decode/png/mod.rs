mod chunks;
mod end;
mod excerpt;
mod frames;
mod rows;

use ::png::{Decoder, DecodingError, InterlaceInfo, Limits, Reader, Transformations};
use zeroize::Zeroizing;

use self::chunks::Survey;
pub(super) use self::end::end;
use self::excerpt::{Excerpt, Of};
use self::rows::RowLayout;
use super::Guard;
use super::bytes::read_at;
use super::luma::LumaBuffer;
use super::reader::BlockReader;
use super::reason;
use super::sink::{FrameInfo, LumaSink};
use crate::limits::LimitName;
use crate::undecided::Undecided;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// The widest pixel: four channels of 16 bits.
const PIXEL_BYTES: u64 = 8;
/// Memory for a row, several times over, and for colour tables.
const ROW_COPIES: u64 = 5;
const CHUNKS_BYTES: u64 = 1 << 20;

/// Gives a PNG, or the frames of an animated one: which of the two the file itself says. An animation
/// that does not hold is passed over, and the still is given, as viewers do (PNG, third edition, 13.1).
///
/// Rows stream through with a few of them in memory, unless they are interlaced. Checksums are not
/// looked at: viewers differ, and a picture that one of them shows is worth comparing. Transparency is
/// the exception: what it hides would not be compared.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let survey = survey(&mut reader, guard)?;
    let given = if frames::hold(&mut reader, &survey, guard)? {
        frames::decode(&mut reader, &survey, guard, sink)
    } else {
        still(&reader, &survey, guard, sink)
    };
    given?;
    match survey.claimed {
        _ if survey.disorder => Err(Undecided::Corrupt),
        // Frames that the file says it has, and an end that is cut off with them.
        Some(claimed) if claimed > survey.controls && !survey.ended => Err(Undecided::Truncated),
        _ => Ok(()),
    }
}

/// The still picture alone, whatever else the file has: what an icon shows of it.
pub(super) fn decode_still(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let survey = survey(&mut reader, guard)?;
    still(&reader, &survey, guard, sink)?;
    if survey.disorder { Err(Undecided::Corrupt) } else { Ok(()) }
}

fn survey(reader: &mut BlockReader<'_>, guard: &mut Guard<'_>) -> Result<Survey, Undecided> {
    let mut signature = [0; 8];
    read_at(reader, 0, &mut signature, guard)?;
    if &signature != SIGNATURE {
        return Err(Undecided::Corrupt);
    }
    let survey = Survey::read(reader, guard)?;
    let (width, height) = survey.sides()?;
    guard.picture(width, height)?;
    Ok(survey)
}

fn still(
    reader: &BlockReader<'_>,
    survey: &Survey,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let (width, height) = survey.sides()?;
    let png = open(still_of(reader, survey)?, width, guard)?;
    let orientation = survey.orientation;
    let frame = FrameInfo { frame: 0, time_ms: None, width, height, orientation };
    if png.info().interlaced {
        interlaced(png, frame, guard, sink)
    } else {
        in_order(png, frame, guard, sink)
    }
}

fn still_of<'r>(reader: &BlockReader<'r>, survey: &Survey) -> Result<Excerpt<'r>, Undecided> {
    let nothing = if survey.ended { Undecided::Corrupt } else { Undecided::Truncated };
    let at = survey.pixels.ok_or(nothing)?;
    Ok(Excerpt::new(reader.rewound(), survey, survey.sides()?, at, Of::Still))
}

fn open<'r>(
    excerpt: Excerpt<'r>,
    width: u32,
    guard: &Guard<'_>,
) -> Result<Reader<Excerpt<'r>>, Undecided> {
    let mut decoder = Decoder::new(excerpt);
    decoder.ignore_checksums(true);
    decoder.set_transformations(Transformations::EXPAND);
    let rows = u64::from(width).saturating_mul(PIXEL_BYTES).saturating_mul(ROW_COPIES);
    let bytes = rows.min(guard.limits().max_decode_bytes).saturating_add(CHUNKS_BYTES);
    decoder.set_limits(Limits { bytes: usize::try_from(bytes).unwrap_or(usize::MAX) });
    decoder.read_info().map_err(|error| reason_of(&error, guard))
}

fn layout(png: &Reader<Excerpt<'_>>) -> Result<RowLayout, Undecided> {
    let (color, depth) = png.output_color_type();
    RowLayout::of(color, depth).ok_or(Undecided::Corrupt)
}

/// Rows in the order they are stored. Those that are missing are given as zeros: black, or
/// transparent where the picture has transparency.
fn in_order(
    mut png: Reader<Excerpt<'_>>,
    frame: FrameInfo,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let layout = layout(&png)?;
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
    png: &'p mut Reader<Excerpt<'_>>,
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
    mut png: Reader<Excerpt<'_>>,
    frame: FrameInfo,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let layout = layout(&png)?;
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
    png: &mut Reader<Excerpt<'_>>,
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
