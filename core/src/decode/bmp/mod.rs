//! Bitmaps of Windows and OS/2: every header, depth and row order, runs, and bit fields, as viewers
//! show them.

mod colours;
mod header;
mod rows;
mod runs;

pub(super) use colours::Colours;
pub(crate) use header::is_header_length;
pub(super) use header::{Coding, FILE_HEADER_BYTES, Header};
pub(super) use rows::{Presence, Rows};

use self::colours::value;
use self::runs::Drawn;
use super::bytes::{read_at, read_most, u32_le};
use super::luma::LumaBuffer;
use super::{BlockReader, FrameInfo, Guard, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Decodes a bitmap. One that ends early is given with its missing pixels black, which are the upper
/// rows where rows are stored from the bottom.
///
/// A bitmap whose pixels begin inside its header or palette is given as the programs show it that do,
/// and is corrupt: others refuse it.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let mut file = [0; 14];
    read_at(&mut reader, 0, &mut file, guard)?;
    let header = Header::read(&mut reader, FILE_HEADER_BYTES, guard)?;
    guard.picture(header.width, header.height)?;
    let palette = palette(&mut reader, &header, guard)?;
    let colours = Colours::of(&header, &palette)?;
    let (at, agreed) = pixels_at(&header, u32_le(&file, 10).into());
    match (header.coding, colours) {
        (Coding::Runs, Colours::Palette { luma, .. }) => {
            let drawn = runs::draw(&mut reader, at, &header, guard)?;
            give_runs(&drawn, &header, &luma, guard, sink)?;
        }
        (_, colours) => give_rows(&mut reader, at, &header, colours, guard, sink)?,
    }
    agreed
}

/// The palette, as far as the file has it.
pub(super) fn palette(
    reader: &mut BlockReader<'_>,
    header: &Header,
    guard: &Guard<'_>,
) -> Result<Vec<u8>, Undecided> {
    if header.bits > 8 {
        return Ok(Vec::new());
    }
    let colours = usize::try_from(header.colours.min(256)).unwrap_or(256);
    let mut palette = vec![0; colours.saturating_mul(header.colour_bytes.into())];
    read_at(reader, header.end, &mut [], guard)?;
    let there = read_most(reader, &mut palette, guard)?;
    palette.truncate(there);
    Ok(palette)
}

/// Where the pixels begin, and whether programs agree on it.
///
/// Some writers name the end of the header, or nothing, and mean the end of the palette. The oldest
/// header does not say how long its palette is, so a short one is no contradiction.
fn pixels_at(header: &Header, named: u64) -> (u64, Result<(), Undecided>) {
    let indexed = header.bits <= 8;
    let all = 1_u64.checked_shl(header.bits.into()).filter(|_| indexed).unwrap_or(0);
    let used = u64::from(header.colours).min(all).saturating_mul(header.colour_bytes.into());
    let behind = header.end.saturating_add(if indexed { used } else { 0 });
    let short = header.colour_bytes == 3 && named > header.end;
    match named {
        // Whether a palette that true colour does not need is left out, nobody says.
        0 if !indexed && header.colours > 0 => (header.end, Err(Undecided::Corrupt)),
        0 => (if indexed { header.palette_end() } else { header.end }, Ok(())),
        at if indexed && at == header.own_end => (header.palette_end(), Ok(())),
        at if at >= behind || short => (at, Ok(())),
        at => (at, Err(Undecided::Corrupt)),
    }
}

fn frame(number: u32, header: &Header) -> FrameInfo {
    let (width, height) = (header.width, header.height);
    FrameInfo { frame: number, time_ms: None, width, height, orientation: Orientation::Upright }
}

/// Programs disagree whether alpha counts. Where a pixel has some, the colours without it are given
/// too, as a second frame.
fn give_rows(
    reader: &mut BlockReader<'_>,
    at: u64,
    header: &Header,
    colours: Colours,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    if at >= reader.length() {
        return Err(Undecided::Truncated);
    }
    let used = u64::from(header.width).saturating_mul(header.bits.into()).div_ceil(8);
    let sizes = (header.row_bytes(), used);
    let mut rows = Rows::new(at, sizes, header.height, header.top_down, guard)?;
    let colours = seen(reader, &mut rows, header, colours, guard)?;
    let shown = give(reader, &mut rows, (0, header), &colours, guard, sink)?;
    if shown.transparent {
        if guard.limits().max_frames < 2 {
            return Err(Undecided::OverLimit(LimitName::Frames));
        }
        give(reader, &mut rows, (1, header), &colours.opaque(), guard, sink)?;
    }
    if shown.whole { Ok(()) } else { Err(Undecided::Truncated) }
}

/// What became of a picture that was given.
struct Shown {
    transparent: bool,
    whole: bool,
}

/// Gives all rows as this frame; `Truncated` if none of them is there.
fn give(
    reader: &mut BlockReader<'_>,
    rows: &mut Rows,
    (number, header): (u32, &Header),
    colours: &Colours,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<Shown, Undecided> {
    let width = usize::try_from(header.width).unwrap_or(usize::MAX);
    let mut buffer = LumaBuffer::default();
    let (mut any, mut whole) = (false, true);
    for y in 0..header.height {
        guard.work(header.width.into())?;
        let row = rows.row(reader, y, guard)?;
        any |= row.presence != Presence::None;
        whole &= row.presence == Presence::Whole;
        if y == 0 {
            sink.start(frame(number, header));
        }
        if row.presence == Presence::None {
            sink.row(colours.black(width, &mut buffer));
        } else {
            sink.row(colours.luma(row.bytes, width, &mut buffer));
        }
    }
    if !any {
        return Err(Undecided::Truncated);
    }
    let transparent = buffer.transparent();
    sink.end(transparent);
    Ok(Shown { transparent, whole })
}

/// The colours with alpha, unless it is 0 everywhere: that was written by a program that left alpha
/// out, and viewers show the colours.
fn seen(
    reader: &mut BlockReader<'_>,
    rows: &mut Rows,
    header: &Header,
    colours: Colours,
    guard: &Guard<'_>,
) -> Result<Colours, Undecided> {
    if !matches!(colours, Colours::Fields { alpha: Some(_), .. }) {
        return Ok(colours);
    }
    let width = usize::try_from(header.width).unwrap_or(usize::MAX);
    for y in 0..header.height {
        let row = rows.row(reader, y, guard)?;
        if colours.any_alpha(row.bytes, width) {
            return Ok(colours);
        }
    }
    Ok(colours.opaque())
}

/// Pixels that the runs leave out have the first colour of the palette in programs that start from
/// an empty picture, and are transparent in browsers: both are given.
fn give_runs(
    drawn: &Drawn,
    header: &Header,
    luma: &[f32; 256],
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    if drawn.ended.is_err() && !drawn.drawn.contains(&1) {
        return drawn.ended;
    }
    let width = usize::try_from(header.width).unwrap_or(usize::MAX).max(1);
    let mut buffer = LumaBuffer::default();
    sink.start(frame(0, header));
    for row in drawn.indices.chunks_exact(width) {
        guard.cancelled()?;
        sink.row(buffer.opaque_values(row.iter().map(|index| value(luma, *index))));
    }
    sink.end(false);
    if !drawn.skips() {
        return drawn.ended;
    }
    if guard.limits().max_frames < 2 {
        return Err(Undecided::OverLimit(LimitName::Frames));
    }
    guard.work(u64::try_from(drawn.indices.len()).unwrap_or(u64::MAX))?;
    sink.start(frame(1, header));
    let rows = drawn.indices.chunks_exact(width).zip(drawn.drawn.chunks_exact(width));
    for (row, drawn) in rows {
        guard.cancelled()?;
        let pixels = row.iter().zip(drawn);
        sink.row(
            buffer.alpha_values(
                pixels.map(|(index, drawn)| (value(luma, *index), f32::from(*drawn))),
            ),
        );
    }
    sink.end(buffer.transparent());
    drawn.ended
}

#[cfg(test)]
mod tests;
