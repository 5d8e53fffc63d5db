//! GIF as viewers show it: every frame whole, whatever is missing or odd behind its last pixel.

mod blocks;
mod lzw;

use zeroize::Zeroizing;

use self::blocks::{Blocks, Frame, Palette};
use self::lzw::{Code, Lzw};
use super::Guard;
use super::animation::{Animation, Area, Canvas};
use super::reader::BlockReader;
use super::sink::LumaSink;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// What a frame costs besides its pixels, in bytes of work: it keeps a file of a million tiny
/// frames within the budget.
const FRAME_OVERHEAD_BYTES: u64 = 512;

/// Gives the frames of a GIF as browsers show them: each drawn onto a transparent canvas, the one
/// before it disposed of. A frame that breaks off is given as far as it was drawn.
pub(super) fn decode(
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let total = count(reader.rewound(), guard)?;
    let mut blocks = Blocks::open(reader, guard)?;
    let mut animation = Animation::new(total, Orientation::Upright, guard, sink);
    draw_frames(&mut blocks, &mut animation, guard)?;
    animation.finish()
}

/// Behind the mark of the end; `None` if the file ends without it.
pub(super) fn end(
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
) -> Result<Option<u64>, Undecided> {
    let mut blocks = Blocks::open(reader, guard)?;
    while blocks.next_frame(guard)?.is_some() {
        blocks.skip_data(guard)?;
    }
    Ok(blocks.end())
}

/// How many frames begin in the file. What is wrong behind them is told by the drawing.
fn count(reader: BlockReader<'_>, guard: &mut Guard<'_>) -> Result<u32, Undecided> {
    let mut blocks = Blocks::open(reader, guard)?;
    let mut total = 0_u32;
    while let Ok(Some(_)) = blocks.next_frame(guard) {
        total = total.saturating_add(1);
        if blocks.skip_data(guard).is_err() {
            break;
        }
    }
    guard.cancelled()?;
    Ok(total)
}

fn draw_frames(
    blocks: &mut Blocks<'_>,
    animation: &mut Animation<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let global = blocks.take_global();
    let mut canvas = None;
    let mut before = None;
    let (mut number, mut time_ms) = (0_u32, 0_u64);
    let mut short = false;
    while let Some(frame) = blocks.next_frame(guard)? {
        let canvas = match &mut canvas {
            Some(canvas) => canvas,
            None => canvas.insert(first_canvas(blocks, frame.area, guard)?),
        };
        if let Some((area, disposal)) = before {
            canvas.dispose(area, disposal);
        }
        canvas.prepare(frame.area, frame.disposal, guard)?;
        before = Some((frame.area, frame.disposal));
        let colours = Colours::of(&frame, global.as_ref());
        let drawn = draw(blocks, &frame, &colours, canvas, guard);
        if matches!(drawn, Err(Undecided::Cancelled | Undecided::OverLimit(_))) {
            return drawn.map(|_| ());
        }
        animation.show(number, Some(time_ms), canvas, guard)?;
        short |= drawn? == Pixels::Missing;
        number = number.saturating_add(1);
        time_ms = time_ms.saturating_add(frame.delay_ms);
    }
    match number {
        0 if blocks.cut() => Err(Undecided::Truncated),
        0 => Err(Undecided::Corrupt),
        _ if short => Err(Undecided::Truncated),
        _ if blocks.found_in_rubbish() => Err(Undecided::Corrupt),
        _ => Ok(()),
    }
}

/// Whether a frame had all the pixels its header promises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pixels {
    Complete,
    Missing,
}

/// The screen, made larger where the first frame does not fit it, as browsers do.
fn first_canvas(blocks: &Blocks<'_>, first: Area, guard: &Guard<'_>) -> Result<Canvas, Undecided> {
    let (width, height) = blocks.screen();
    let width = width.max(first.left.saturating_add(first.width));
    let height = height.max(first.top.saturating_add(first.height));
    Canvas::new(width, height, guard)
}

/// Draws the current frame row by row. What follows its last pixel is passed over, right or wrong.
fn draw(
    blocks: &mut Blocks<'_>,
    frame: &Frame,
    colours: &Colours<'_>,
    canvas: &mut Canvas,
    guard: &mut Guard<'_>,
) -> Result<Pixels, Undecided> {
    guard.work(FRAME_OVERHEAD_BYTES)?;
    let mut rows = Rows::new(frame, canvas, colours);
    let drawn = fill(blocks, frame.code_bits, &mut rows, guard);
    // What came of a row that breaks off.
    rows.draw();
    let complete = rows.complete();
    if !complete {
        drawn?;
    }
    blocks.skip_data(guard)?;
    Ok(if complete { Pixels::Complete } else { Pixels::Missing })
}

/// Reads codes until the rows are full, or the data or their end code come.
fn fill(
    blocks: &mut Blocks<'_>,
    code_bits: u8,
    rows: &mut Rows<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut lzw = Lzw::new(code_bits).ok_or(Undecided::Corrupt)?;
    while !rows.complete()
        && let Some(byte) = blocks.data(guard)?
    {
        lzw.push(byte);
        while let Some(code) = lzw.next_code() {
            match code {
                Code::Pixels(indices) => rows.put(indices, guard)?,
                Code::Clear => {}
                Code::End => return Ok(()),
                Code::Bad => return Err(Undecided::Corrupt),
            }
            if rows.complete() {
                break;
            }
        }
    }
    Ok(())
}

/// Fills the rows of a frame in the order in which they are stored.
struct Rows<'c> {
    canvas: &'c mut Canvas,
    colours: &'c Colours<'c>,
    area: Area,
    order: Box<dyn Iterator<Item = u32>>,
    row: Option<u32>,
    indices: Zeroizing<Vec<u8>>,
    filled: usize,
}

impl<'c> Rows<'c> {
    fn new(frame: &Frame, canvas: &'c mut Canvas, colours: &'c Colours<'c>) -> Self {
        let area = frame.area;
        let width = usize::try_from(area.width).unwrap_or(0);
        let height = if width == 0 { 0 } else { area.height };
        let mut order: Box<dyn Iterator<Item = u32>> =
            Box::new(row_order(height, frame.interlaced));
        let row = order.next();
        let indices = Zeroizing::new(vec![0; width]);
        Self { canvas, colours, area, order, row, indices, filled: 0 }
    }

    const fn complete(&self) -> bool {
        self.row.is_none()
    }

    fn put(&mut self, mut indices: &[u8], guard: &mut Guard<'_>) -> Result<(), Undecided> {
        while !self.complete() && !indices.is_empty() {
            let room = self.indices.get_mut(self.filled..).unwrap_or_default();
            let count = room.len().min(indices.len());
            let (now, rest) = indices.split_at_checked(count).unwrap_or_default();
            room.iter_mut().zip(now).for_each(|(to, from)| *to = *from);
            self.filled = self.filled.saturating_add(count);
            indices = rest;
            if self.filled == self.indices.len() {
                guard.work(self.area.width.into())?;
                self.draw();
                self.row = self.order.next();
                self.filled = 0;
            }
        }
        Ok(())
    }

    fn draw(&mut self) {
        let Some(y) = self.row else { return };
        let indices = self.indices.get(..self.filled).unwrap_or_default();
        for (pixel, index) in self.canvas.row(self.area, y).iter_mut().zip(indices) {
            if let Some([red, green, blue]) = self.colours.of_index(*index) {
                *pixel = [red, green, blue, 255];
            }
        }
    }
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

/// The colours of a frame.
struct Colours<'p> {
    table: Option<&'p Palette>,
    transparent: Option<u8>,
}

impl<'p> Colours<'p> {
    fn of(frame: &'p Frame, global: Option<&'p Palette>) -> Self {
        Self { table: frame.palette.as_ref().or(global), transparent: frame.transparent }
    }

    /// `None` leaves the canvas as it is: the transparent index, or one beyond the table. A file
    /// without any table is shown in grey.
    fn of_index(&self, index: u8) -> Option<[u8; 3]> {
        if self.transparent == Some(index) {
            return None;
        }
        self.table.map_or(Some([index; 3]), |table| table.get(usize::from(index)).copied())
    }
}

#[cfg(test)]
mod tests;
