mod chunks;

pub(super) use chunks::{
    Chunk, FILE_COPIES, FIRST_CHUNK, chunk_at, decode_still, extended_header, orientation,
    picture_sides, reason_of, riff,
};

use self::chunks::number24;
use super::Guard;
use super::animation::{Animation, Area, Canvas, Disposal, blend};
use super::bytes::read_at;
use super::plane::Plane;
use super::reader::BlockReader;
use super::sink::LumaSink;
use super::vp8l;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Bytes a frame's decoder takes for a pixel: planes, the picture, a copy without its alpha.
const DECODER_BYTES_PER_PIXEL: u64 = 9;
const ANIMATION_FRAME_HEADER_BYTES: usize = 16;

/// Gives the frames of an animated WebP as browsers show them.
///
/// Frames are taken out of the file here, decoded as stills and drawn onto the canvas: the decoder's
/// own animation refuses files that browsers show, and clears wrong places of the canvas. One that
/// is cut between two frames, or behind the last, is whole as far as it goes.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let survey = survey(&mut reader, guard)?;
    let (width, height) = survey.canvas.ok_or(Undecided::Corrupt)?;
    let mut canvas = Canvas::new(width, height, guard)?;
    let mut animation = Animation::new(survey.frames, survey.orientation, guard, sink);
    draw_frames(&mut reader, &mut canvas, &mut animation, guard)?;
    match survey.frames {
        0 if survey.ends_early => Err(Undecided::Truncated),
        0 => Err(Undecided::Corrupt),
        _ => animation.finish(),
    }
}

/// What is known of the file before any frame is decoded.
#[derive(Default)]
struct Survey {
    canvas: Option<(u32, u32)>,
    frames: u32,
    orientation: Orientation,
    ends_early: bool,
}

fn survey(reader: &mut BlockReader<'_>, guard: &mut Guard<'_>) -> Result<Survey, Undecided> {
    let mut survey = Survey::default();
    let mut at = FIRST_CHUNK;
    let mut size = [0; 4];
    read_at(reader, 4, &mut size, guard)?;
    let end = u64::from(u32::from_le_bytes(size)).saturating_add(8);
    while at < end
        && let Some(chunk) = chunk_at(reader, at, guard)?
    {
        match &chunk.name {
            b"VP8X" => survey.canvas = Some(canvas_size(reader, &chunk, guard)?),
            b"ANMF" => survey.frames = survey.frames.saturating_add(1),
            b"EXIF" => survey.orientation = orientation(reader, &chunk, guard),
            _ => {}
        }
        at = chunk.after();
    }
    survey.ends_early = end > reader.length();
    Ok(survey)
}

/// Width and height are in the header as 24-bit numbers, less one.
fn canvas_size(
    reader: &mut BlockReader<'_>,
    chunk: &Chunk,
    guard: &Guard<'_>,
) -> Result<(u32, u32), Undecided> {
    let mut header = [0; 10];
    read_at(reader, chunk.start, &mut header, guard)?;
    let [_, _, _, _, w0, w1, w2, h0, h1, h2] = header;
    Ok((number24([w0, w1, w2]).saturating_add(1), number24([h0, h1, h2]).saturating_add(1)))
}

fn draw_frames(
    reader: &mut BlockReader<'_>,
    canvas: &mut Canvas,
    animation: &mut Animation<'_>,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut before = (Area::default(), Disposal::Keep);
    let (mut number, mut time_ms) = (0_u32, 0_u64);
    let mut at = FIRST_CHUNK;
    let mut size = [0; 4];
    read_at(reader, 4, &mut size, guard)?;
    let end = u64::from(u32::from_le_bytes(size)).saturating_add(8);
    while at < end
        && let Some(chunk) = chunk_at(reader, at, guard)?
    {
        at = chunk.after();
        if &chunk.name != b"ANMF" {
            continue;
        }
        let frame = Frame::read(reader, &chunk, canvas.size_bytes(), guard)?;
        canvas.dispose(before.0, before.1);
        before = (frame.area, frame.disposal);
        frame.draw(canvas, guard)?;
        animation.show(number, Some(time_ms), canvas, guard)?;
        number = number.saturating_add(1);
        time_ms = time_ms.saturating_add(frame.duration_ms);
    }
    Ok(())
}

/// One frame: where it is drawn, and its picture as a file of its own.
struct Frame {
    area: Area,
    disposal: Disposal,
    blends: bool,
    duration_ms: u64,
    still: Plane,
}

impl Frame {
    fn read(
        reader: &mut BlockReader<'_>,
        chunk: &Chunk,
        canvas_bytes: u64,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        if chunk.start.saturating_add(chunk.size) > reader.length() {
            return Err(Undecided::Truncated);
        }
        guard.memory(chunk.size.saturating_mul(FILE_COPIES).saturating_add(canvas_bytes))?;
        let mut data = Plane::new(usize::try_from(chunk.size).map_err(|_| Undecided::Corrupt)?);
        read_at(reader, chunk.start, &mut data, guard)?;
        let (header, content) =
            data.split_first_chunk::<ANIMATION_FRAME_HEADER_BYTES>().ok_or(Undecided::Corrupt)?;
        let [x0, x1, x2, y0, y1, y2, _, _, _, _, _, _, d0, d1, d2, flags] = *header;
        let (still, (width, height)) = still_file(content).ok_or(Undecided::Corrupt)?;
        let area = Area {
            left: number24([x0, x1, x2]).saturating_mul(2),
            top: number24([y0, y1, y2]).saturating_mul(2),
            width,
            height,
        };
        let disposal = if flags & 1 == 0 { Disposal::Keep } else { Disposal::Clear };
        let duration_ms = u64::from(number24([d0, d1, d2]));
        Ok(Self { area, disposal, blends: flags & 2 == 0, duration_ms, still })
    }

    fn draw(&self, canvas: &mut Canvas, guard: &mut Guard<'_>) -> Result<(), Undecided> {
        let Area { width, height, .. } = self.area;
        guard.picture(width, height)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        let file_bytes = u64::try_from(self.still.len()).unwrap_or(u64::MAX);
        let decoder_bytes = pixels.saturating_mul(DECODER_BYTES_PER_PIXEL);
        let both = decoder_bytes.saturating_add(file_bytes.saturating_mul(FILE_COPIES));
        let held_bytes = both.saturating_add(canvas.size_bytes());
        guard.memory(held_bytes)?;
        guard.work(pixels.saturating_mul(4))?;
        vp8l::check(&self.still, (width, height), held_bytes, guard)?;
        let (picture, alpha) =
            decode_still(&self.still, width, height).map_err(|error| reason_of(&error, guard))?;
        guard.cancelled()?;
        let row = usize::try_from(width).unwrap_or(usize::MAX);
        let row_bytes = row.saturating_mul(if alpha { 4 } else { 3 }).max(1);
        for (y, row) in (0..height).zip(picture.chunks_exact(row_bytes)) {
            self.draw_row(canvas.row(self.area, y), row, alpha);
        }
        Ok(())
    }

    fn draw_row(&self, canvas: &mut [[u8; 4]], row: &[u8], alpha: bool) {
        if !alpha {
            for (pixel, [red, green, blue]) in canvas.iter_mut().zip(row.as_chunks().0) {
                *pixel = [*red, *green, *blue, 255];
            }
            return;
        }
        for (pixel, over) in canvas.iter_mut().zip(row.as_chunks().0) {
            if self.blends {
                blend(pixel, *over);
            } else {
                *pixel = *over;
            }
        }
    }
}

/// The picture chunks of a frame as a still file of their own, and its sides: those that the frame
/// states are not looked at, as viewers do.
fn still_file(content: &[u8]) -> Option<(Plane, (u32, u32))> {
    let (mut alpha, mut rest) = (None, content);
    while let Some((name, data, after)) = subchunk(rest) {
        let sides = || picture_sides(name, data);
        match name {
            b"ALPH" => alpha = Some(data),
            b"VP8L" => return Some((riff(&[(name, data)]), sides()?)),
            b"VP8 " => {
                let (width, height) = sides()?;
                let file = match alpha {
                    Some(alpha) => riff(&[
                        (b"VP8X", &extended_header(width, height)),
                        (b"ALPH", alpha),
                        (name, data),
                    ]),
                    None => riff(&[(name, data)]),
                };
                return Some((file, (width, height)));
            }
            _ => {}
        }
        rest = after;
    }
    None
}

/// The first chunk in a frame: name, data, and what follows it.
pub(super) fn subchunk(content: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (name, rest) = content.split_first_chunk()?;
    let (size, rest) = rest.split_first_chunk()?;
    let size = usize::try_from(u32::from_le_bytes(*size)).ok()?;
    let (data, rest) = rest.split_at_checked(size).unwrap_or((rest, &[]));
    Some((name, data, rest.get(size & 1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
