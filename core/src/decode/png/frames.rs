use core::cmp::Ordering;
use std::io::{Read, Seek, SeekFrom};

use ::png::{BlendOp, DisposeOp, FrameControl, Reader};

use super::rows::RowLayout;
use super::{CHUNKS_BYTES, PutTogether, layout, open, orientation, put_together, reason_of};
use crate::decode::animation::{Animation, Area, Canvas, Disposal, blend};
use crate::decode::guard::Guard;
use crate::decode::reader::BlockReader;
use crate::decode::sink::LumaSink;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// What a frame or chunk costs besides its pixels, in bytes of work.
const OVERHEAD_BYTES: u64 = 64;

/// Gives the frames of an animated PNG as browsers show them, in 8 bits.
///
/// A default image that is no part of the animation is what programs show that know only PNG, so it
/// is given too: as frame 0 without a time, the animation from frame 1 on. Frames beyond the number
/// that the file claims are not decoded, and some programs show them: the file is then corrupt.
pub(super) fn decode(
    file: &BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let found = count(file.rewound(), guard)?;
    let mut png = open(file.rewound(), guard, found.saturating_add(1))?;
    let separate = png.info().frame_control.is_none();
    let claimed = png.info().animation_control.map_or(0, |control| control.num_frames);
    let total = claimed.min(found).saturating_add(u32::from(separate)).max(1);
    let mut animation = Animation::new(total, orientation(&png), guard, sink);
    let (width, height) = png.info().size();
    let mut canvas = Canvas::new(width, height, guard)?;
    draw_frames(&mut png, &mut canvas, total, &mut animation, guard)?;
    match claimed.cmp(&found) {
        Ordering::Less => Err(Undecided::Corrupt),
        Ordering::Equal => animation.finish(),
        Ordering::Greater => Err(Undecided::Truncated),
    }
}

/// How many frames the file has, by its frame control chunks: the number it claims proves nothing.
/// EXIF, the only chunk that the decoder holds whatever its length, is bounded here: the decoder's
/// own bound grows with the frames.
fn count(mut reader: BlockReader<'_>, guard: &mut Guard<'_>) -> Result<u32, Undecided> {
    let mut frames = 0_u32;
    let mut position = 8_u64;
    let mut head = [0; 8];
    while reader.seek(SeekFrom::Start(position)).is_ok() && reader.read_exact(&mut head).is_ok() {
        guard.cancelled()?;
        guard.work(OVERHEAD_BYTES)?;
        let [a, b, c, d, name @ ..] = head;
        let length = u64::from(u32::from_be_bytes([a, b, c, d]));
        match &name {
            b"fcTL" => frames = frames.saturating_add(1),
            b"eXIf" if length > CHUNKS_BYTES => {
                return Err(Undecided::OverLimit(LimitName::DecodeBytes));
            }
            b"IEND" => break,
            _ => {}
        }
        position = position.saturating_add(length).saturating_add(12);
    }
    Ok(frames)
}

fn draw_frames(
    png: &mut Reader<BlockReader<'_>>,
    canvas: &mut Canvas,
    total: u32,
    animation: &mut Animation<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut before = (Area::default(), Disposal::Keep);
    let mut time_ms = 0_u64;
    for number in 0..total {
        if number > 0 {
            png.next_frame_info().map_err(|error| reason_of(&error, guard))?;
        }
        let frame = Frame::of(png.info().frame_control.as_ref(), canvas);
        canvas.dispose(before.0, before.1);
        canvas.prepare(frame.area, frame.disposal, guard)?;
        before = (frame.area, frame.disposal);
        let drawn = draw(png, &frame, canvas, guard);
        if matches!(drawn, Err(Undecided::Cancelled | Undecided::OverLimit(_))) {
            return drawn;
        }
        animation.show(number, frame.delay_ms.map(|_| time_ms), canvas, guard)?;
        drawn?;
        time_ms = time_ms.saturating_add(frame.delay_ms.unwrap_or(0));
    }
    Ok(())
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
    fn of(control: Option<&FrameControl>, canvas: &Canvas) -> Self {
        control.map_or_else(
            || Self {
                area: canvas.whole(),
                disposal: Disposal::Clear,
                blend: BlendOp::Source,
                delay_ms: None,
            },
            Self::controlled,
        )
    }

    fn controlled(control: &FrameControl) -> Self {
        let disposal = match control.dispose_op {
            DisposeOp::None => Disposal::Keep,
            DisposeOp::Background => Disposal::Clear,
            DisposeOp::Previous => Disposal::Restore,
        };
        let area = Area {
            left: control.x_offset,
            top: control.y_offset,
            width: control.width,
            height: control.height,
        };
        Self { area, disposal, blend: control.blend_op, delay_ms: Some(delay_ms(control)) }
    }
}

/// A denominator of 0 means hundredths (PNG, third edition, 11.3.6.2).
fn delay_ms(control: &FrameControl) -> u64 {
    let denominator = if control.delay_den == 0 { 100 } else { u64::from(control.delay_den) };
    let thousandths = u64::from(control.delay_num).saturating_mul(1000);
    thousandths.checked_div(denominator).unwrap_or(0)
}

fn draw(
    png: &mut Reader<BlockReader<'_>>,
    frame: &Frame,
    canvas: &mut Canvas,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let layout = layout(png)?;
    let Area { width, height, .. } = frame.area;
    guard.work(OVERHEAD_BYTES)?;
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
