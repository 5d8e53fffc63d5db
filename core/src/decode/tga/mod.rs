//! Targa: colour map, true colour and grey, plain and in runs.

use std::io::{Seek, SeekFrom};

use zeroize::Zeroizing;

use super::bytes::{Bytes, read_at, read_most, u16_le};
use super::luma::{LumaBuffer, luma8};
use super::{BlockReader, FrameInfo, Guard, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const HEADER_BYTES: u64 = 18;

/// Decodes a picture. Its rows are given as they are stored; which way up they are seen is told
/// beside them. Missing pixels are black.
///
/// Programs disagree whether alpha counts. Where a pixel has some, the colours without it are given
/// too, as a second frame.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let header = Header::read(&mut reader, guard)?;
    let (width, height) = (header.width, header.height);
    guard.picture(width, height)?;
    guard.memory(u64::from(width).saturating_mul(8))?;
    let map = header.map(&mut reader, guard)?;
    let alpha = header.any_alpha(&reader, &map, guard)?;
    let mut shown = header.give(&mut reader, &map, alpha, 0, guard, sink)?;
    if shown.transparent {
        if guard.limits().max_frames < 2 {
            return Err(Undecided::OverLimit(LimitName::Frames));
        }
        reader.seek(SeekFrom::Start(header.pixels_at)).map_err(|_| Undecided::Corrupt)?;
        shown = header.give(&mut reader, &map, false, 1, guard, sink)?;
    }
    ending(shown.missing, shown.marked)
}

/// What became of a picture that was given.
struct Shown {
    transparent: bool,
    missing: bool,
    marked: bool,
}

/// What is said of a picture that was given. Programs disagree whether the sixteenth bit of a pixel
/// means clear, opaque or nothing.
const fn ending(missing: bool, marked: bool) -> Result<(), Undecided> {
    match (missing, marked) {
        (true, _) => Err(Undecided::Truncated),
        (false, true) => Err(Undecided::Corrupt),
        (false, false) => Ok(()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Map,
    Colour,
    Gray,
}

struct Header {
    kind: Kind,
    runs: bool,
    width: u32,
    height: u32,
    /// Bytes of a pixel.
    depth: u8,
    orientation: Orientation,
    /// Where the colour map begins, its first index, how many colours it has, bits of each.
    map_at: u64,
    map_first: u16,
    map_length: u16,
    map_bits: u8,
    pixels_at: u64,
}

impl Header {
    fn read(reader: &mut BlockReader<'_>, guard: &Guard<'_>) -> Result<Self, Undecided> {
        let mut head = [0; 18];
        read_at(reader, 0, &mut head, guard)?;
        if !is_header(&head) {
            return Err(Undecided::Corrupt);
        }
        let [id_bytes, has_map, kind, _, _, _, _, map_bits, .., bits, flags] = head;
        let map_length = u16_le(&head, 5);
        let map_at = HEADER_BYTES.saturating_add(id_bytes.into());
        let map_bytes = u64::from(map_length).saturating_mul(map_bits.div_ceil(8).into());
        Ok(Self {
            kind: match kind & 3 {
                1 => Kind::Map,
                2 => Kind::Colour,
                _ => Kind::Gray,
            },
            runs: kind & 8 != 0,
            width: u16_le(&head, 12).into(),
            height: u16_le(&head, 14).into(),
            depth: bits.div_ceil(8),
            orientation: Orientation::from_exif(match flags & 0x30 {
                0x00 => 4,
                0x10 => 3,
                0x20 => 1,
                _ => 2,
            }),
            map_at,
            map_first: u16_le(&head, 3),
            map_length,
            map_bits,
            pixels_at: map_at.saturating_add(if has_map == 1 { map_bytes } else { 0 }),
        })
    }

    /// The colours of a map, and the reader at the pixels.
    fn map(
        &self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<Vec<(f32, f32)>, Undecided> {
        let mut colours = Vec::new();
        if self.kind == Kind::Map {
            let bytes = usize::from(self.map_bits.div_ceil(8)).max(1);
            let mut map = vec![0; usize::from(self.map_length).saturating_mul(bytes)];
            reader.seek(SeekFrom::Start(self.map_at)).map_err(|_| Undecided::Corrupt)?;
            if read_most(reader, &mut map, guard)? < map.len() {
                return Err(Undecided::Truncated);
            }
            colours.extend(map.chunks_exact(bytes).map(colour));
        }
        reader.seek(SeekFrom::Start(self.pixels_at)).map_err(|_| Undecided::Corrupt)?;
        Ok(colours)
    }

    /// Gives the pixels as this frame; the reader is at the first of them.
    fn give(
        &self,
        reader: &mut BlockReader<'_>,
        map: &[(f32, f32)],
        alpha: bool,
        frame: u32,
        guard: &mut Guard<'_>,
        sink: &mut dyn LumaSink,
    ) -> Result<Shown, Undecided> {
        let Self { width, height, orientation, .. } = *self;
        let columns =
            usize::try_from(width).map_err(|_| Undecided::OverLimit(LimitName::DecodeBytes))?;
        let mut row = Zeroizing::new(vec![(0.0, 1.0); columns]);
        let mut pixels = Pixels::new(self);
        let mut buffer = LumaBuffer::default();
        let (mut any, mut missing) = (false, false);
        for y in 0..height {
            guard.cancelled()?;
            guard.work(width.into())?;
            let mut input = Bytes::new(reader, guard);
            for seen in row.iter_mut() {
                let pixel = if missing { None } else { pixels.next(&mut input)? };
                (any, missing) = (any | pixel.is_some(), missing | pixel.is_none());
                *seen = pixel.map_or((0.0, 1.0), |pixel| self.seen(pixel, map));
            }
            if y == 0 {
                sink.start(FrameInfo { frame, time_ms: None, width, height, orientation });
            }
            sink.row(if alpha {
                buffer.alpha_values(row.iter().copied())
            } else {
                buffer.opaque_values(row.iter().map(|(luma, _)| *luma))
            });
        }
        if !any {
            return Err(Undecided::Truncated);
        }
        let transparent = buffer.transparent();
        sink.end(transparent);
        Ok(Shown { transparent, missing, marked: pixels.marked })
    }

    /// Luma and alpha of a pixel.
    fn seen(&self, [a, b, c, d]: [u8; 4], map: &[(f32, f32)]) -> (f32, f32) {
        match (self.kind, self.depth) {
            (Kind::Map, _) => {
                let place = usize::from(a).checked_sub(self.map_first.into());
                place.and_then(|place| map.get(place)).copied().unwrap_or((0.0, 1.0))
            }
            (Kind::Gray, 1) => (f32::from(a), 1.0),
            (Kind::Gray, _) => (f32::from(a), f32::from(b) / 255.0),
            (Kind::Colour, 2) => colour(&[a, b]),
            (Kind::Colour, 3) => colour(&[a, b, c]),
            (Kind::Colour, _) => colour(&[a, b, c, d]),
        }
    }

    /// Whether alpha counts: where it is 0 everywhere, a program left it out.
    fn any_alpha(
        &self,
        reader: &BlockReader<'_>,
        map: &[(f32, f32)],
        guard: &mut Guard<'_>,
    ) -> Result<bool, Undecided> {
        match (self.kind, self.depth) {
            (Kind::Map, _) => return Ok(map.iter().any(|(_, alpha)| *alpha > 0.0)),
            (Kind::Gray, 2) | (Kind::Colour, 4) => {}
            _ => return Ok(false),
        }
        let pixels = u64::from(self.width).saturating_mul(self.height.into());
        guard.work(pixels)?;
        let mut again = reader.rewound();
        again.seek(SeekFrom::Start(self.pixels_at)).map_err(|_| Undecided::Corrupt)?;
        let mut stored = Pixels::new(self);
        let mut input = Bytes::new(&mut again, guard);
        for _ in 0..pixels {
            let Some(pixel) = stored.next(&mut input)? else { return Ok(false) };
            if self.seen(pixel, map).1 > 0.0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A header that breaks no rule: the format has no signature.
pub(crate) fn is_header(head: &[u8; 18]) -> bool {
    let [_, has_map, kind, .., map_bits, _, _, _, _, _, _, _, _, bits, flags] = *head;
    let (map_first, map_length) = (u16_le(head, 3), u16_le(head, 5));
    let no_map = has_map == 0 && map_first == 0 && map_length == 0 && map_bits == 0;
    let map = has_map == 1
        && (1..=256).contains(&map_length)
        && map_first.saturating_add(map_length) <= 256
        && matches!(map_bits, 15 | 16 | 24 | 32);
    let right = match kind {
        1 | 9 => map && bits == 8,
        2 | 10 => no_map && matches!(bits, 15 | 16 | 24 | 32),
        3 | 11 => no_map && matches!(bits, 8 | 16),
        _ => false,
    };
    right && u16_le(head, 12) > 0 && u16_le(head, 14) > 0 && flags & 0xc0 == 0 && flags & 15 <= 8
}

/// Luma and alpha of a colour: five bits each in two bytes, or blue, green, red, alpha.
fn colour(bytes: &[u8]) -> (f32, f32) {
    match *bytes {
        [low, high] => {
            let pixel = u16::from_le_bytes([low, high]);
            let five = |shift: u32| {
                let value = pixel.checked_shr(shift).unwrap_or(0) & 31;
                u8::try_from(value.saturating_mul(255).checked_div(31).unwrap_or(0)).unwrap_or(255)
            };
            (luma8([five(10), five(5), five(0)]), 1.0)
        }
        [blue, green, red] => (luma8([red, green, blue]), 1.0),
        [blue, green, red, alpha] => (luma8([red, green, blue]), f32::from(alpha) / 255.0),
        _ => (0.0, 1.0),
    }
}

/// The pixels as stored, runs expanded.
struct Pixels {
    runs: bool,
    depth: u8,
    /// Pixels left of a packet, and the one that is repeated if it is a run.
    left: u8,
    repeated: Option<[u8; 4]>,
    /// A pixel of 16 bits had its highest bit set.
    marked: bool,
    checks_mark: bool,
}

impl Pixels {
    fn new(header: &Header) -> Self {
        let checks_mark = header.kind == Kind::Colour && header.depth == 2;
        let (runs, depth) = (header.runs, header.depth);
        Self { runs, depth, left: 0, repeated: None, marked: false, checks_mark }
    }

    /// The next pixel; `None` where the file ends.
    fn next(&mut self, input: &mut Bytes<'_, '_, '_>) -> Result<Option<[u8; 4]>, Undecided> {
        if !self.runs {
            return self.read(input);
        }
        if self.left == 0 {
            let Some(packet) = input.byte()? else { return Ok(None) };
            self.left = (packet & 0x7f).saturating_add(1);
            self.repeated = None;
            if packet & 0x80 != 0 {
                let Some(pixel) = self.read(input)? else { return Ok(None) };
                self.repeated = Some(pixel);
            }
        }
        self.left = self.left.saturating_sub(1);
        match self.repeated {
            Some(pixel) => Ok(Some(pixel)),
            None => self.read(input),
        }
    }

    fn read(&mut self, input: &mut Bytes<'_, '_, '_>) -> Result<Option<[u8; 4]>, Undecided> {
        let mut pixel = [0; 4];
        for byte in pixel.iter_mut().take(self.depth.into()) {
            let Some(next) = input.byte()? else { return Ok(None) };
            *byte = next;
        }
        let [_, high, ..] = pixel;
        self.marked |= self.checks_mark && high & 0x80 != 0;
        Ok(Some(pixel))
    }
}

#[cfg(test)]
mod tests;
