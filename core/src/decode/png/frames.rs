use ::png::{BlendOp, DisposeOp, Reader};

use super::chunks::{Chunk, Survey, chunk_at};
use super::excerpt::{Excerpt, Of};
use super::rows::RowLayout;
use super::{PutTogether, layout, open, put_together, reason_of, still_of};
use crate::decode::Guard;
use crate::decode::animation::{Animation, Area, Canvas, Disposal, blend};
use crate::decode::bytes::{read_at, u32_be};
use crate::decode::reader::BlockReader;
use crate::decode::sink::LumaSink;
use crate::undecided::Undecided;

/// What a frame costs besides its pixels, in bytes of work: a decoder is set up for each.
const FRAME_OVERHEAD_BYTES: u64 = 16 << 10;

/// Whether the animation holds: the file says in time that there is one, and the chunk that controls
/// the first frame is right. If it comes before the still's pixels, the still is that frame.
pub(super) fn hold(
    reader: &mut BlockReader<'_>,
    survey: &Survey,
    guard: &Guard<'_>,
) -> Result<bool, Undecided> {
    let (Some(_), Some((chunk, early))) = (survey.claimed, survey.first_control) else {
        return Ok(false);
    };
    let whole = survey.sides()?;
    let Some(first) = Control::read(reader, &chunk, whole, guard)? else { return Ok(false) };
    let Area { left, top, width, height } = first.area;
    let is_still = (left, top, width, height) == (0, 0, whole.0, whole.1);
    Ok(first.sequence == 0 && survey.early_controls <= 1 && (is_still || !early))
}

/// Gives the frames of an animated PNG as browsers show them, in 8 bits.
///
/// A default image that is no part of the animation is what programs show that know only PNG, so it
/// is given too: as frame 0 without a time, the animation from frame 1 on. Every frame that is there
/// is given, however many the file says it has, and whatever their sequence numbers: a viewer that
/// stops at one of these shows some of them. Frames that the file claims and lacks are missing only
/// if its end is.
pub(super) fn decode(
    reader: &mut BlockReader<'_>,
    survey: &Survey,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let separate = survey.first_control.is_none_or(|(_, early)| !early);
    let total = survey.controls.saturating_add(u32::from(separate));
    let mut animation = Animation::new(total, survey.orientation, guard, sink);
    let (width, height) = survey.sides()?;
    let canvas = Canvas::new(width, height, guard)?;
    let mut stage = Stage { canvas, before: None, number: 0, time_ms: 0 };
    if separate {
        let frame = Frame::still(stage.canvas.whole());
        stage.show(still_of(reader, survey)?, &frame, &mut animation, guard)?;
    }
    draw_frames(reader, survey, &mut stage, &mut animation, guard)?;
    animation.finish()
}

fn draw_frames(
    reader: &mut BlockReader<'_>,
    survey: &Survey,
    stage: &mut Stage,
    animation: &mut Animation<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let Some((first, early)) = survey.first_control else { return Ok(()) };
    let whole = survey.sides()?;
    let mut at = first.start.saturating_sub(8);
    while let Some(chunk) = chunk_at(reader, at, guard)? {
        at = chunk.after();
        match &chunk.name {
            b"IEND" => break,
            b"fcTL" => {}
            _ => continue,
        }
        let control = Control::read(reader, &chunk, whole, guard)?.ok_or(Undecided::Corrupt)?;
        let pixels = if early && chunk.start == first.start {
            still_of(reader, survey)?
        } else {
            let sides = (control.area.width, control.area.height);
            Excerpt::new(reader.rewound(), survey, sides, at, Of::Frame)
        };
        stage.show(pixels, &control.frame(), animation, guard)?;
    }
    Ok(())
}

/// The canvas, and how far the animation has come.
struct Stage {
    canvas: Canvas,
    before: Option<(Area, Disposal)>,
    number: u32,
    time_ms: u64,
}

impl Stage {
    fn show(
        &mut self,
        pixels: Excerpt<'_>,
        frame: &Frame,
        animation: &mut Animation<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        guard.work(FRAME_OVERHEAD_BYTES)?;
        if let Some((area, disposal)) = self.before {
            self.canvas.dispose(area, disposal);
        }
        self.canvas.prepare(frame.area, frame.disposal, guard)?;
        self.before = Some((frame.area, frame.disposal));
        let drawn = open(pixels, frame.area.width, guard)
            .and_then(|mut png| draw(&mut png, frame, &mut self.canvas, guard));
        if matches!(drawn, Err(Undecided::Cancelled | Undecided::OverLimit(_))) {
            return drawn;
        }
        let time_ms = frame.delay_ms.map(|_| self.time_ms);
        animation.show(self.number, time_ms, &self.canvas, guard)?;
        self.number = self.number.saturating_add(1);
        self.time_ms = self.time_ms.saturating_add(frame.delay_ms.unwrap_or(0));
        drawn
    }
}

/// What a frame control chunk says (PNG, third edition, 11.3.6.2).
struct Control {
    sequence: u32,
    area: Area,
    disposal: Disposal,
    blend: BlendOp,
    delay_ms: u64,
}

impl Control {
    /// `None` if it breaks a rule: of another length, a frame that is empty or does not lie on the
    /// canvas, an operation that there is not.
    fn read(
        reader: &mut BlockReader<'_>,
        chunk: &Chunk,
        (whole_width, whole_height): (u32, u32),
        guard: &Guard<'_>,
    ) -> Result<Option<Self>, Undecided> {
        let mut fields = [0; 26];
        if chunk.length != 26 {
            return Ok(None);
        }
        read_at(reader, chunk.start, &mut fields, guard)?;
        let [sequence, width, height, left, top] = [0, 4, 8, 12, 16].map(|at| u32_be(&fields, at));
        let [.., n0, n1, d0, d1, dispose, blend] = fields;
        let (Some(disposal), Some(blend)) = (disposal(dispose), BlendOp::from_u8(blend)) else {
            return Ok(None);
        };
        let right = left.checked_add(width).filter(|right| *right <= whole_width);
        let bottom = top.checked_add(height).filter(|bottom| *bottom <= whole_height);
        if right.is_none() || bottom.is_none() || width == 0 || height == 0 {
            return Ok(None);
        }
        let delay_ms = delay_ms(u16::from_be_bytes([n0, n1]), u16::from_be_bytes([d0, d1]));
        let area = Area { left, top, width, height };
        Ok(Some(Self { sequence, area, disposal, blend, delay_ms }))
    }

    const fn frame(&self) -> Frame {
        let Self { area, disposal, blend, delay_ms, .. } = *self;
        Frame { area, disposal, blend, delay_ms: Some(delay_ms) }
    }
}

fn disposal(operation: u8) -> Option<Disposal> {
    Some(match DisposeOp::from_u8(operation)? {
        DisposeOp::None => Disposal::Keep,
        DisposeOp::Background => Disposal::Clear,
        DisposeOp::Previous => Disposal::Restore,
    })
}

/// A denominator of 0 means hundredths.
fn delay_ms(numerator: u16, denominator: u16) -> u64 {
    let denominator = if denominator == 0 { 100 } else { u64::from(denominator) };
    let thousandths = u64::from(numerator).saturating_mul(1000);
    thousandths.checked_div(denominator).unwrap_or(0)
}

/// Where and how a frame is drawn.
struct Frame {
    area: Area,
    disposal: Disposal,
    blend: BlendOp,
    /// `None` for a default image that is no part of the animation.
    delay_ms: Option<u64>,
}

impl Frame {
    /// The default image, where it is no part of the animation.
    const fn still(area: Area) -> Self {
        Self { area, disposal: Disposal::Clear, blend: BlendOp::Source, delay_ms: None }
    }
}

fn draw(
    png: &mut Reader<Excerpt<'_>>,
    frame: &Frame,
    canvas: &mut Canvas,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let layout = layout(png)?;
    let Area { width, height, .. } = frame.area;
    let row_bytes = png.output_line_size(width).ok_or(Undecided::Corrupt)?.max(1);
    if png.info().interlaced {
        let PutTogether { pixels, read } = put_together(png, width, height, guard)?;
        for (y, row) in (0..height).zip(pixels.chunks_exact(row_bytes)) {
            draw_row(canvas.row(frame.area, y), row, layout, frame.blend);
        }
        return read;
    }
    for y in 0..height {
        guard.cancelled()?;
        guard.work(u64::try_from(row_bytes).unwrap_or(u64::MAX))?;
        match png.next_row() {
            Ok(Some(row)) => draw_row(canvas.row(frame.area, y), row.data(), layout, frame.blend),
            Ok(None) => return Err(Undecided::Truncated),
            Err(error) => return Err(reason_of(&error, guard)),
        }
    }
    Ok(())
}

fn draw_row(canvas: &mut [[u8; 4]], row: &[u8], layout: RowLayout, how: BlendOp) {
    for (under, over) in canvas.iter_mut().zip(layout.rgba(row)) {
        match how {
            BlendOp::Source => *under = over,
            BlendOp::Over => blend(under, over),
        }
    }
}
