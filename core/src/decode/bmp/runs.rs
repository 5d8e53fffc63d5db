use std::io::{Seek, SeekFrom};

use super::header::Header;
use crate::decode::Guard;
use crate::decode::bytes::Bytes;
use crate::decode::plane::Plane;
use crate::decode::reader::BlockReader;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// A picture of runs: an index for each pixel, and whether it was drawn.
pub(super) struct Drawn {
    pub(super) indices: Plane,
    pub(super) drawn: Plane,
    /// Why pixels are missing, if the runs end too early.
    pub(super) ended: Result<(), Undecided>,
}

impl Drawn {
    /// Pixels that the file itself leaves out, by moving on or by ending early.
    pub(super) fn skips(&self) -> bool {
        self.ended.is_ok() && self.drawn.contains(&0)
    }
}

/// Draws all runs, from this place on.
pub(super) fn draw(
    reader: &mut BlockReader<'_>,
    at: u64,
    header: &Header,
    guard: &mut Guard<'_>,
) -> Result<Drawn, Undecided> {
    let pixels = u64::from(header.width).saturating_mul(u64::from(header.height));
    guard.memory(pixels.saturating_mul(2))?;
    guard.work(pixels)?;
    let size = usize::try_from(pixels).map_err(|_| Undecided::OverLimit(LimitName::DecodeBytes))?;
    reader.seek(SeekFrom::Start(at)).map_err(|_| Undecided::Corrupt)?;
    let (indices, drawn) = (Plane::new(size), Plane::new(size));
    let mut pen = Pen { indices, drawn, header, x: 0, y: 0 };
    let ended = pen.runs(&mut Bytes::new(reader, guard));
    match ended {
        Ok(()) | Err(Undecided::Truncated) => {}
        Err(other) => return Err(other),
    }
    Ok(Drawn { indices: pen.indices, drawn: pen.drawn, ended })
}

fn next(input: &mut Bytes<'_, '_, '_>) -> Result<u8, Undecided> {
    input.byte()?.ok_or(Undecided::Truncated)
}

/// Where the next pixel goes. Rows are counted as they are stored.
struct Pen<'h> {
    indices: Plane,
    drawn: Plane,
    header: &'h Header,
    x: u32,
    y: u32,
}

impl Pen<'_> {
    fn runs(&mut self, input: &mut Bytes<'_, '_, '_>) -> Result<(), Undecided> {
        while !self.full() {
            match (next(input)?, next(input)?) {
                (0, 0) => (self.x, self.y) = (0, self.y.saturating_add(1)),
                (0, 1) => return Ok(()),
                (0, 2) => {
                    self.x = self.x.saturating_add(next(input)?.into());
                    self.y = self.y.saturating_add(next(input)?.into());
                }
                (0, count) => self.copy(count, input)?,
                (count, value) => self.repeat(count, value),
            }
        }
        Ok(())
    }

    /// No pixel can come any more.
    const fn full(&self) -> bool {
        let last = self.header.height.saturating_sub(1);
        self.y > last || (self.y == last && self.x >= self.header.width)
    }

    fn repeat(&mut self, count: u8, value: u8) {
        let halves = if self.header.bits == 4 { [value >> 4, value & 15] } else { [value; 2] };
        let drawn = count.min(self.room());
        for index in halves.into_iter().cycle().take(drawn.into()) {
            self.put(index);
        }
        self.x = self.x.saturating_add(count.saturating_sub(drawn).into());
    }

    /// Pixels that fit the row from here on. Those beyond its end are left out.
    fn room(&self) -> u8 {
        let Header { width, height, .. } = *self.header;
        let room = if self.y < height { width.saturating_sub(self.x) } else { 0 };
        u8::try_from(room).unwrap_or(u8::MAX)
    }

    /// Pixels as they are, padded to an even number of bytes.
    fn copy(&mut self, count: u8, input: &mut Bytes<'_, '_, '_>) -> Result<(), Undecided> {
        let bytes = if self.header.bits == 4 { count.div_ceil(2) } else { count };
        let mut left = count;
        for _ in 0..bytes {
            let value = next(input)?;
            if self.room() == 0 {
                continue;
            }
            let here = if self.header.bits == 4 { left.min(2) } else { 1 };
            let halves = if self.header.bits == 4 { [value >> 4, value & 15] } else { [value; 2] };
            halves.into_iter().take(here.into()).for_each(|index| self.put(index));
            left = left.saturating_sub(here);
        }
        self.x = self.x.saturating_add(left.into());
        // The padding behind the last pixel may be missing.
        if bytes & 1 == 1 && !self.full() {
            next(input)?;
        }
        Ok(())
    }

    fn put(&mut self, index: u8) {
        let Header { width, height, top_down, .. } = *self.header;
        if self.x < width && self.y < height {
            let last = height.saturating_sub(1);
            let y = if top_down { self.y } else { last.saturating_sub(self.y) };
            let at = u64::from(y).saturating_mul(width.into()).saturating_add(self.x.into());
            let at = usize::try_from(at).unwrap_or(usize::MAX);
            if let (Some(pixel), Some(drawn)) = (self.indices.get_mut(at), self.drawn.get_mut(at)) {
                (*pixel, *drawn) = (index, 1);
            }
        }
        self.x = self.x.saturating_add(1);
    }
}
