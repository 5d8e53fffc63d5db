use std::num::NonZeroU64;

use ::gif::{
    ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod, Frame, MemoryLimit,
};

use zeroize::Zeroizing;

use super::animation::{Animation, Area, Canvas, Disposal};
use super::guard::Guard;
use super::reader::BlockReader;
use super::reason;
use super::sink::LumaSink;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// What a frame costs besides its pixels, in bytes of work: it keeps a file of a million tiny
/// frames within the budget.
const FRAME_OVERHEAD_BYTES: u64 = 1024;
/// Most metadata (XMP, ICC) that is kept while decoding, in bytes. It is never looked at.
const METADATA_BYTES: u64 = 1 << 20;

/// Gives the frames of a GIF as browsers show them: each drawn onto a transparent canvas, the one
/// before it disposed of. A frame that breaks off is given as far as it was drawn.
pub(super) fn decode(
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let total = count(reader.rewound(), guard)?;
    let mut gif = open(reader, false).map_err(|error| reason_of(&error, guard))?;
    let mut animation = Animation::new(total, Orientation::Upright, guard, sink);
    draw_frames(&mut gif, &mut animation, guard)?;
    animation.finish()
}

fn open(reader: BlockReader<'_>, skip: bool) -> Result<Decoder<BlockReader<'_>>, DecodingError> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.skip_frame_decoding(skip);
    if let Some(limit) = NonZeroU64::new(METADATA_BYTES) {
        options.set_memory_limit(MemoryLimit::Bytes(limit));
    }
    options.read_info(reader)
}

/// How many frames begin in the file. What is wrong behind them is told by the decoding.
fn count(reader: BlockReader<'_>, guard: &Guard<'_>) -> Result<u32, Undecided> {
    let mut gif = open(reader, true).map_err(|error| reason_of(&error, guard))?;
    let mut total = 0_u32;
    while let Ok(Some(_)) = gif.next_frame_info() {
        guard.cancelled()?;
        total = total.saturating_add(1);
    }
    Ok(total)
}

fn draw_frames(
    gif: &mut Decoder<BlockReader<'_>>,
    animation: &mut Animation<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut canvas = None;
    let mut before = (Area::default(), Disposal::Keep);
    let (mut number, mut time_ms) = (0_u32, 0_u64);
    let mut short = false;
    while let Some(frame) = gif.next_frame_info().map_err(|error| reason_of(&error, guard))? {
        let (area, disposal) = (area(frame), disposal(frame.dispose));
        let delay_ms = u64::from(frame.delay).saturating_mul(10);
        let canvas = match &mut canvas {
            Some(canvas) => canvas,
            None => canvas.insert(first_canvas(gif, area, guard)?),
        };
        canvas.dispose(before.0, before.1);
        canvas.prepare(area, disposal, guard)?;
        before = (area, disposal);
        let drawn = draw(gif, canvas, area, guard);
        if matches!(drawn, Err(Undecided::Cancelled | Undecided::OverLimit(_))) {
            return drawn.map(|_| ());
        }
        animation.show(number, Some(time_ms), canvas, guard)?;
        short |= drawn? == Pixels::Missing;
        number = number.saturating_add(1);
        time_ms = time_ms.saturating_add(delay_ms);
    }
    match (number, short) {
        (0, _) => Err(Undecided::Corrupt),
        (_, true) => Err(Undecided::Truncated),
        (_, false) => Ok(()),
    }
}

/// Whether a frame had all the pixels its header promises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pixels {
    Complete,
    Missing,
}

/// The screen, made larger where the first frame does not fit it, as browsers do.
fn first_canvas(
    gif: &Decoder<BlockReader<'_>>,
    first: Area,
    guard: &Guard<'_>,
) -> Result<Canvas, Undecided> {
    let width = u32::from(gif.width()).max(first.left.saturating_add(first.width));
    let height = u32::from(gif.height()).max(first.top.saturating_add(first.height));
    Canvas::new(width, height, guard)
}

fn area(frame: &Frame<'_>) -> Area {
    Area {
        left: u32::from(frame.left),
        top: u32::from(frame.top),
        width: u32::from(frame.width),
        height: u32::from(frame.height),
    }
}

const fn disposal(method: DisposalMethod) -> Disposal {
    match method {
        DisposalMethod::Any | DisposalMethod::Keep => Disposal::Keep,
        DisposalMethod::Background => Disposal::Clear,
        DisposalMethod::Previous => Disposal::Restore,
    }
}

/// Draws the current frame row by row, with one row of indices in memory.
fn draw(
    gif: &mut Decoder<BlockReader<'_>>,
    canvas: &mut Canvas,
    area: Area,
    guard: &mut Guard<'_>,
) -> Result<Pixels, Undecided> {
    guard.work(FRAME_OVERHEAD_BYTES)?;
    let colours = Colours::of(gif).map_err(|error| reason_of(&error, guard))?;
    let interlaced = gif.current_frame_info().is_some_and(|frame| frame.interlaced);
    let mut indices = Zeroizing::new(vec![0; usize::try_from(area.width).unwrap_or(0)]);
    if indices.is_empty() {
        return Ok(Pixels::Complete);
    }
    for y in row_order(area.height, interlaced) {
        guard.cancelled()?;
        guard.work(u64::from(area.width))?;
        if !gif.fill_buffer(&mut indices).map_err(|error| reason_of(&error, guard))? {
            return Ok(Pixels::Missing);
        }
        for (pixel, index) in canvas.row(area, y).iter_mut().zip(indices.iter()) {
            if let Some([red, green, blue]) = colours.of_index(*index) {
                *pixel = [red, green, blue, 255];
            }
        }
    }
    Ok(Pixels::Complete)
}

/// The order in which rows are stored (GIF89a, appendix E).
fn row_order(height: u32, interlaced: bool) -> impl Iterator<Item = u32> {
    const PASSES: [(u32, usize); 4] = [(0, 8), (4, 8), (2, 4), (1, 2)];
    let passes = if interlaced { PASSES } else { [(0, 1), (0, 0), (0, 0), (0, 0)] };
    passes
        .into_iter()
        .filter(|(_, step)| *step > 0)
        .flat_map(move |(start, step)| (start..height).step_by(step))
}

/// The colour table of a frame.
struct Colours {
    table: Vec<[u8; 3]>,
    transparent: Option<u8>,
}

impl Colours {
    fn of(gif: &Decoder<BlockReader<'_>>) -> Result<Self, DecodingError> {
        let table = gif.palette()?.as_chunks::<3>().0.to_vec();
        let transparent = gif.current_frame_info().and_then(|frame| frame.transparent);
        Ok(Self { table, transparent })
    }

    /// `None` leaves the canvas as it is: the transparent index, or one beyond the table.
    fn of_index(&self, index: u8) -> Option<[u8; 3]> {
        if self.transparent == Some(index) {
            return None;
        }
        self.table.get(usize::from(index)).copied()
    }
}

fn reason_of(error: &DecodingError, guard: &Guard<'_>) -> Undecided {
    match error {
        DecodingError::Io(error) => reason::of_io(error, guard),
        DecodingError::UnexpectedEof => Undecided::Truncated,
        _ => Undecided::Corrupt,
    }
}

#[cfg(test)]
mod tests;
