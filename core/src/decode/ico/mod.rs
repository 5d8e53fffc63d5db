//! Icons and cursors: every picture in the file, the largest first, since that is what viewers show.

use super::bmp::{Coding, Colours, Header, Presence, Rows, palette};
use super::bytes::{read_at, u16_le, u32_le};
use super::luma::LumaBuffer;
use super::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, png};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const DIRECTORY_BYTES: u64 = 6;
const ENTRY_BYTES: u64 = 16;
/// What a picture costs besides its pixels, in bytes of work.
const PICTURE_OVERHEAD_BYTES: u64 = 1024;

/// Gives the pictures as frames. One that is broken or too large does not take the others away.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let entries = entries(&mut reader, guard)?;
    let most = usize::try_from(guard.limits().max_frames).unwrap_or(usize::MAX);
    let mut result =
        if entries.len() > most { Err(Undecided::OverLimit(LimitName::Frames)) } else { Ok(()) };
    for (entry, frame) in entries.iter().take(most).zip(0..) {
        guard.work(PICTURE_OVERHEAD_BYTES)?;
        let mut numbered = Numbered { frame, sink };
        match picture(&mut reader, entry.at, guard, &mut numbered) {
            Err(
                error @ (Undecided::Cancelled
                | Undecided::Unreadable
                | Undecided::OverLimit(LimitName::WorkBytes | LimitName::Frames)),
            ) => return Err(error),
            given => result = result.and(given),
        }
    }
    result
}

/// Where a picture is, and how the directory ranks it.
struct Entry {
    rank: (u32, u16),
    at: u64,
}

/// The pictures of the directory, the largest and deepest first.
fn entries(reader: &mut BlockReader<'_>, guard: &mut Guard<'_>) -> Result<Vec<Entry>, Undecided> {
    let mut head = [0; 6];
    read_at(reader, 0, &mut head, guard)?;
    let count = u16_le(&head, 4);
    if count == 0 {
        return Err(Undecided::Corrupt);
    }
    guard.work(u64::from(count).saturating_mul(ENTRY_BYTES))?;
    let mut entries = Vec::new();
    for number in 0..u64::from(count) {
        let mut entry = [0; 16];
        let at = DIRECTORY_BYTES.saturating_add(number.saturating_mul(ENTRY_BYTES));
        read_at(reader, at, &mut entry, guard)?;
        let [width, height, ..] = entry.map(|side| if side == 0 { 256 } else { u32::from(side) });
        entries.push(Entry {
            rank: (width.saturating_mul(height), u16_le(&entry, 6)),
            at: u32_le(&entry, 12).into(),
        });
    }
    entries.sort_by_key(|entry| core::cmp::Reverse(entry.rank));
    Ok(entries)
}

fn picture(
    reader: &mut BlockReader<'_>,
    at: u64,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let mut start = [0; 8];
    read_at(reader, at, &mut start, guard)?;
    if &start == b"\x89PNG\r\n\x1a\n" {
        return png::decode_still(reader.part(at), guard, sink);
    }
    bitmap(reader, at, guard, sink)
}

/// A bitmap without its file header, twice as high as it is seen: below its pixels lies a mask.
fn bitmap(
    reader: &mut BlockReader<'_>,
    at: u64,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let mut header = Header::read(reader, at, guard)?;
    header.height >>= 1;
    guard.picture(header.width, header.height)?;
    if header.coding != Coding::Plain {
        return Err(Undecided::UnsupportedFormat);
    }
    let [red, green, blue, alpha] = header.masks;
    if header.bits == 32 && alpha == 0 {
        header.masks = [red, green, blue, !(red | green | blue)];
    }
    let colours = Colours::of(&header, &palette(reader, &header, guard)?)?;
    let (width, height) = (u64::from(header.width), u64::from(header.height));
    // Whether a palette that true colour does not need is left out, nobody says.
    let doubtful = header.bits > 8 && header.has_palette();
    let pixels_at = if header.bits > 8 { header.end } else { header.palette_end() };
    let used = width.saturating_mul(header.bits.into()).div_ceil(8);
    let sizes = (header.row_bytes(), used);
    let mask_at = pixels_at.saturating_add(header.row_bytes().saturating_mul(height));
    let mask_sizes = (width.div_ceil(32).saturating_mul(4), width.div_ceil(8));
    let mut seen = Seen {
        pixels: Rows::new(pixels_at, sizes, header.height, header.top_down, guard)?,
        mask: Rows::new(mask_at, mask_sizes, header.height, header.top_down, guard)?,
        header,
        colours,
    };
    let own_alpha = seen.own_alpha(reader, guard)?;
    seen.give(reader, own_alpha, guard, sink)?;
    if doubtful { Err(Undecided::Corrupt) } else { Ok(()) }
}

/// A bitmap, its mask, and what their bytes mean.
struct Seen {
    header: Header,
    colours: Colours,
    pixels: Rows,
    mask: Rows,
}

impl Seen {
    /// Whether pixels have alpha of their own, which is not 0 everywhere: then the mask says nothing.
    fn own_alpha(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<bool, Undecided> {
        if self.header.bits != 32 {
            return Ok(false);
        }
        let width = usize::try_from(self.header.width).unwrap_or(usize::MAX);
        for y in 0..self.header.height {
            let row = self.pixels.row(reader, y, guard)?;
            if self.colours.any_alpha(row.bytes, width) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn give(
        &mut self,
        reader: &mut BlockReader<'_>,
        own_alpha: bool,
        guard: &mut Guard<'_>,
        sink: &mut dyn LumaSink,
    ) -> Result<(), Undecided> {
        let columns = usize::try_from(self.header.width).unwrap_or(usize::MAX);
        let (mut any, mut whole) = (false, true);
        let mut buffer = LumaBuffer::default();
        for y in 0..self.header.height {
            guard.work(self.header.width.into())?;
            let row = self.pixels.row(reader, y, guard)?;
            any |= row.presence != Presence::None;
            whole &= row.presence == Presence::Whole;
            if y == 0 {
                let (width, height) = (self.header.width, self.header.height);
                let orientation = Orientation::Upright;
                sink.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
            }
            if own_alpha {
                let pixels = (0..columns).map(|x| self.colours.pixel(row.bytes, x));
                sink.row(buffer.alpha_values(pixels));
                continue;
            }
            let mask = self.mask.row(reader, y, guard)?;
            whole &= mask.presence == Presence::Whole;
            let clear = |x: usize| {
                let byte = mask.bytes.get(x >> 3).copied().unwrap_or(0);
                byte.wrapping_shl(u32::try_from(x & 7).unwrap_or(0)) & 0x80 != 0
            };
            let pixel = |x| (self.colours.pixel(row.bytes, x).0, if clear(x) { 0.0 } else { 1.0 });
            sink.row(buffer.alpha_values((0..columns).map(pixel)));
        }
        if !any {
            return Err(Undecided::Truncated);
        }
        sink.end(buffer.transparent());
        if whole { Ok(()) } else { Err(Undecided::Truncated) }
    }
}

/// Gives a picture to the sink as this frame.
struct Numbered<'s> {
    frame: u32,
    sink: &'s mut dyn LumaSink,
}

impl LumaSink for Numbered<'_> {
    fn start(&mut self, info: FrameInfo) {
        self.sink.start(FrameInfo { frame: self.frame, ..info });
    }

    fn row(&mut self, row: LumaRow<'_>) {
        self.sink.row(row);
    }

    fn end(&mut self, transparent: bool) {
        self.sink.end(transparent);
    }
}

#[cfg(test)]
mod tests;
