//! QOI, "quite OK image": a header of 14 bytes, and pixels told by the one before.

use zeroize::Zeroizing;

use super::bytes::{Bytes, read_at, u32_be};
use super::luma::{LumaBuffer, luma8};
use super::{BlockReader, FrameInfo, Guard, LumaSink};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

type Rgba = [u8; 4];

/// Decodes a picture. Missing pixels are black.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let mut header = [0; 14];
    read_at(&mut reader, 0, &mut header, guard)?;
    let [b'q', b'o', b'i', b'f', .., channels, _] = header else { return Err(Undecided::Corrupt) };
    let (width, height) = (u32_be(&header, 4), u32_be(&header, 8));
    guard.picture(width, height)?;
    guard.memory(u64::from(width).saturating_mul(4))?;
    let mut row =
        Zeroizing::new(vec![[0; 4]; usize::try_from(width).map_err(|_| Undecided::Corrupt)?]);
    let mut pixels = Pixels::new();
    let mut buffer = LumaBuffer::default();
    let mut missing = false;
    for y in 0..height {
        guard.cancelled()?;
        guard.work(width.into())?;
        let mut input = Bytes::new(&mut reader, guard);
        for pixel in row.iter_mut() {
            let next = if missing { None } else { pixels.next(&mut input)? };
            missing |= next.is_none();
            *pixel = next.unwrap_or([0, 0, 0, 255]);
        }
        if y == 0 {
            let orientation = Orientation::Upright;
            sink.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
        }
        sink.row(if channels == 3 {
            buffer.opaque_values(row.iter().map(|[r, g, b, _]| luma8([*r, *g, *b])))
        } else {
            let pixel = |[r, g, b, a]: &Rgba| (luma8([*r, *g, *b]), f32::from(*a) / 255.0);
            buffer.alpha_values(row.iter().map(pixel))
        });
    }
    if missing && !pixels.any {
        return Err(Undecided::Truncated);
    }
    sink.end(buffer.transparent());
    if missing { Err(Undecided::Truncated) } else { Ok(()) }
}

/// What is known of the pixels so far.
struct Pixels {
    last: Rgba,
    seen: [Rgba; 64],
    run_left: u8,
    any: bool,
}

impl Pixels {
    const fn new() -> Self {
        Self { last: [0, 0, 0, 255], seen: [[0; 4]; 64], run_left: 0, any: false }
    }

    /// The next pixel; `None` where the file ends.
    fn next(&mut self, input: &mut Bytes<'_, '_, '_>) -> Result<Option<Rgba>, Undecided> {
        if let Some(left) = self.run_left.checked_sub(1) {
            self.run_left = left;
            return Ok(Some(self.last));
        }
        let Some(op) = input.byte()? else { return Ok(None) };
        let [red, green, blue, alpha] = self.last;
        let low = op & 0x3f;
        let pixel = match op {
            0xfe => input.bytes()?.map(|[red, green, blue]| [red, green, blue, alpha]),
            0xff => input.bytes()?,
            0..=0x3f => self.seen.get(usize::from(low)).copied(),
            0x40..=0x7f => {
                let by = |shift: u32| (low.wrapping_shr(shift) & 3).wrapping_sub(2);
                let moved = [red.wrapping_add(by(4)), green.wrapping_add(by(2))];
                let [red, green] = moved;
                Some([red, green, blue.wrapping_add(by(0)), alpha])
            }
            0x80..=0xbf => input.byte()?.map(|more| {
                let by = low.wrapping_sub(32);
                let beside = |four: u8| by.wrapping_sub(8).wrapping_add(four);
                let red = red.wrapping_add(beside(more >> 4));
                let blue = blue.wrapping_add(beside(more & 15));
                [red, green.wrapping_add(by), blue, alpha]
            }),
            0xc0..=0xfd => {
                self.run_left = low;
                Some(self.last)
            }
        };
        if let Some(pixel) = pixel {
            self.remember(pixel);
        }
        Ok(pixel)
    }

    fn remember(&mut self, pixel: Rgba) {
        self.any = true;
        self.last = pixel;
        let [red, green, blue, alpha] = pixel.map(usize::from);
        let weighed = [red.wrapping_mul(3), green.wrapping_mul(5), blue.wrapping_mul(7)];
        let sum = weighed.iter().fold(alpha.wrapping_mul(11), |sum, part| sum.wrapping_add(*part));
        if let Some(place) = self.seen.get_mut(sum & 63) {
            *place = pixel;
        }
    }
}

#[cfg(test)]
mod tests;
