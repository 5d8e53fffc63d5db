//! Portable bitmaps, graymaps and pixmaps, as text or as bytes, and PAM: P1 to P7.

mod header;

use std::io::Seek;

use zeroize::Zeroizing;

use self::header::{Channels, Coding, Header, no_picture};
use super::bytes::{Bytes, read_most};
use super::luma::{LumaBuffer, luma};
use super::{BlockReader, FrameInfo, Guard, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// Decodes the first picture of a file. Missing pixels are black.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let header = Header::read(&mut Bytes::new(&mut reader, guard))?;
    let (width, height) = (header.width, header.height);
    guard.picture(width, height)?;
    let samples = u64::from(width).saturating_mul(header.channels.count());
    guard.memory(samples.saturating_mul(4))?;
    let too_large = Undecided::OverLimit(LimitName::DecodeBytes);
    let mut row =
        Row { samples: Zeroizing::new(vec![0; usize::try_from(samples).map_err(|_| too_large)?]) };
    let mut buffer = LumaBuffer::default();
    let mut ended = Ok(());
    for y in 0..height {
        guard.cancelled()?;
        guard.work(samples)?;
        let filled = if ended.is_ok() { row.fill(&mut reader, &header, guard) } else { Ok(0) };
        let filled = match filled {
            Ok(filled) => filled,
            Err(Undecided::Corrupt) => 0,
            Err(error) => return Err(error),
        };
        if filled < row.samples.len() {
            ended = ended.and(if header.coding == Coding::Text && !at_end(&mut reader, guard)? {
                Err(Undecided::Corrupt)
            } else {
                Err(Undecided::Truncated)
            });
            row.samples.iter_mut().skip(filled).for_each(|sample| *sample = header.black());
        }
        match (y, filled, ended) {
            (0, 0, Err(error)) if header.coding == Coding::Text => return Err(no_picture(error)),
            (0, 0, Err(error)) => return Err(error),
            (0, ..) => sink.start(frame(width, height)),
            _ => {}
        }
        row.give(&header, &mut buffer, sink);
    }
    sink.end(buffer.transparent());
    ended
}

const fn frame(width: u32, height: u32) -> FrameInfo {
    FrameInfo { frame: 0, time_ms: None, width, height, orientation: Orientation::Upright }
}

fn at_end(reader: &mut BlockReader<'_>, guard: &Guard<'_>) -> Result<bool, Undecided> {
    let position = reader.stream_position().map_err(|_| Undecided::Corrupt)?;
    guard.cancelled()?;
    Ok(position >= reader.length())
}

/// One row of samples.
struct Row {
    samples: Zeroizing<Vec<u16>>,
}

impl Row {
    /// Fills the row as far as the file goes, or as far as it is right; gives the number of samples.
    fn fill(
        &mut self,
        reader: &mut BlockReader<'_>,
        header: &Header,
        guard: &mut Guard<'_>,
    ) -> Result<usize, Undecided> {
        match header.coding {
            Coding::Text => self.text(&mut Bytes::new(reader, guard), header),
            Coding::Bits => self.bits(reader, guard),
            Coding::Bytes if header.most > 255 => self.pairs(reader, guard),
            Coding::Bytes => self.bytes(reader, guard),
        }
    }

    fn text(&mut self, input: &mut Bytes<'_, '_, '_>, header: &Header) -> Result<usize, Undecided> {
        let mut filled = 0_usize;
        for sample in self.samples.iter_mut() {
            let read = if header.channels == Channels::Bit {
                header::digit(input)
            } else {
                header::number(input)
            };
            match read {
                // Numbers beyond the largest are refused by viewers.
                Ok(Some(number)) if number <= header.most.into() => {
                    *sample = u16::try_from(number).unwrap_or(u16::MAX);
                }
                Ok(_) | Err(Undecided::Corrupt) => return Ok(filled),
                Err(error) => return Err(error),
            }
            filled = filled.saturating_add(1);
        }
        Ok(filled)
    }

    fn bits(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<usize, Undecided> {
        let mut bytes = Zeroizing::new(vec![0_u8; self.samples.len().div_ceil(8)]);
        let there = read_most(reader, &mut bytes, guard)?;
        for (samples, byte) in self.samples.chunks_mut(8).zip(bytes.iter()) {
            for (sample, shift) in samples.iter_mut().zip((0..8_u32).rev()) {
                *sample = u16::from(byte.checked_shr(shift).unwrap_or(0) & 1);
            }
        }
        Ok(there.saturating_mul(8).min(self.samples.len()))
    }

    fn bytes(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<usize, Undecided> {
        let mut bytes = Zeroizing::new(vec![0_u8; self.samples.len()]);
        let there = read_most(reader, &mut bytes, guard)?;
        for (sample, byte) in self.samples.iter_mut().zip(bytes.iter()) {
            *sample = (*byte).into();
        }
        Ok(there)
    }

    fn pairs(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<usize, Undecided> {
        let mut bytes = Zeroizing::new(vec![0_u8; self.samples.len().saturating_mul(2)]);
        let there = read_most(reader, &mut bytes, guard)?;
        for (sample, pair) in self.samples.iter_mut().zip(bytes.as_chunks().0) {
            *sample = u16::from_be_bytes(*pair);
        }
        Ok(there >> 1)
    }

    fn give(&self, header: &Header, buffer: &mut LumaBuffer, sink: &mut dyn LumaSink) {
        let most = f32::from(header.most);
        let scaled = |sample: u16| f32::from(sample.min(header.most)) * 255.0 / most;
        let part = |sample: u16| f32::from(sample.min(header.most)) / most;
        sink.row(match header.channels {
            Channels::Bit => buffer
                .opaque_values(self.samples.iter().map(|bit| if *bit == 0 { 255.0 } else { 0.0 })),
            Channels::Gray => buffer.opaque_values(self.samples.iter().map(|gray| scaled(*gray))),
            Channels::Rgb => buffer.opaque_values(self.samples.as_chunks().0.iter().map(|rgb| {
                let [red, green, blue] = rgb.map(scaled);
                luma(red, green, blue)
            })),
            Channels::GrayAlpha => buffer.alpha_values(
                self.samples
                    .as_chunks()
                    .0
                    .iter()
                    .map(|[gray, alpha]| (scaled(*gray), part(*alpha))),
            ),
            Channels::Rgba => {
                buffer.alpha_values(self.samples.as_chunks().0.iter().map(|[r, g, b, alpha]| {
                    (luma(scaled(*r), scaled(*g), scaled(*b)), part(*alpha))
                }))
            }
        });
    }
}

#[cfg(test)]
mod tests;
