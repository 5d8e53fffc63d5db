//! What a lossless WebP will make image-webp allocate: the bitstream (RFC 9649) is read up to where
//! the picture's own pixels begin. Behind the picture's size, which is known before, stand tables
//! for any number of groups of prefix codes up to 65,536, whatever that size.

mod bits;
mod code;
mod image;
mod plane;

use self::bits::Bits;
use self::image::{Group, Pixel, Pixels};
use super::Guard;
use super::animated_webp::{FIRST_CHUNK, subchunk};
use crate::undecided::Undecided;

const SIGNATURE: u32 = 0x2f;
const PIXEL_BYTES: u64 = 4;
/// A pixel of the image that says which group is where, and the group's number.
const GROUP_NUMBER_BYTES: u64 = 6;
/// A group in image-webp: five trees of 56 bytes, three times while the list of groups grows, and
/// the headers of ten allocations.
const GROUP_BYTES: u64 = 5 * 56 * 3 + 10 * 16;

/// Refuses a still whose lossless part would take more than the limit, before it is decoded.
///
/// `file` is made of the picture's chunks alone; `held_bytes` is what else is in memory by then.
pub(super) fn check(
    file: &[u8],
    (width, height): (u32, u32),
    held_bytes: u64,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let first = usize::try_from(FIRST_CHUNK).unwrap_or(usize::MAX);
    let mut rest = file.get(first..).unwrap_or_default();
    while let Some((name, data, after)) = subchunk(rest) {
        let mut survey = Survey { bits: Bits::new(data), held_bytes, guard: &mut *guard };
        match (name, data) {
            (b"VP8L", _) => survey.picture(width, height)?,
            // The lowest two bits say how alpha is compressed; a stream without a header follows.
            (b"ALPH", [how, stream @ ..]) if how & 3 == 1 => {
                survey.bits = Bits::new(stream);
                survey.headless(width, height)?;
            }
            _ => {}
        }
        rest = after;
    }
    Ok(())
}

struct Survey<'a, 'b> {
    bits: Bits<'a>,
    held_bytes: u64,
    guard: &'a mut Guard<'b>,
}

impl Survey<'_, '_> {
    fn picture(&mut self, width: u32, height: u32) -> Result<(), Undecided> {
        let signature = self.bits.take(8)?;
        let sides = (self.side()?, self.side()?);
        let _has_alpha = self.bits.flag()?;
        let version = self.bits.take(3)?;
        if (signature, sides, version) != (SIGNATURE, (width, height), 0) {
            return Err(Undecided::Corrupt);
        }
        self.headless(width, height)
    }

    fn side(&mut self) -> Result<u32, Undecided> {
        Ok(self.bits.take(14)?.saturating_add(1))
    }

    fn headless(&mut self, width: u32, height: u32) -> Result<(), Undecided> {
        let width = self.transforms(width, height)?;
        let cache_bits = image::read_cache_bits(&mut self.bits)?;
        let groups = self.groups(width, height)?;
        self.hold(groups.saturating_mul(GROUP_BYTES))?;
        for _ in 0..groups {
            self.guard.cancelled()?;
            let group = Group::read(&mut self.bits, cache_bits)?;
            self.hold(group.tree_bytes())?;
        }
        Ok(())
    }

    /// Reads over the transforms; each comes once at most. Gives the width of what they leave.
    fn transforms(&mut self, mut width: u32, height: u32) -> Result<u32, Undecided> {
        let mut seen = [false; 4];
        while self.bits.flag()? {
            let kind = self.bits.take(2)?;
            let before = usize::try_from(kind).ok().and_then(|kind| seen.get_mut(kind));
            if before.is_none_or(|before| core::mem::replace(before, true)) {
                return Err(Undecided::Corrupt);
            }
            match kind {
                // Predictor and colour: an image of blocks.
                0 | 1 => drop(self.blocks(width, height, PIXEL_BYTES)?),
                // Green is subtracted: nothing more is said.
                2 => {}
                // A palette; of a small one several pixels share a byte.
                _ => {
                    let colors = self.bits.take(8)?.saturating_add(1);
                    self.image(colors, 1, PIXEL_BYTES)?;
                    width = width.div_ceil(match colors {
                        ..=2 => 8,
                        3..=4 => 4,
                        5..=16 => 2,
                        _ => 1,
                    });
                }
            }
        }
        Ok(width)
    }

    /// How many groups of codes the picture has: the highest number that any block is given.
    fn groups(&mut self, width: u32, height: u32) -> Result<u64, Undecided> {
        if !self.bits.flag()? {
            return Ok(1);
        }
        let numbers = self.blocks(width, height, GROUP_NUMBER_BYTES)?;
        let number = |[red, green, _, _]: &Pixel| u64::from(u16::from_be_bytes([*red, *green]));
        Ok(numbers.iter().map(number).max().unwrap_or(0).saturating_add(1))
    }

    /// Reads an image with a pixel for each block of the picture.
    fn blocks(&mut self, width: u32, height: u32, bytes: u64) -> Result<Pixels, Undecided> {
        let side = 4_u32 << self.bits.take(3)?;
        self.image(width.div_ceil(side), height.div_ceil(side), bytes)
    }

    fn image(&mut self, width: u32, height: u32, bytes: u64) -> Result<Pixels, Undecided> {
        self.guard.cancelled()?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        self.hold(pixels.saturating_mul(bytes))?;
        image::read(&mut self.bits, width, pixels)
    }

    /// Counts what image-webp will keep; making it is work.
    fn hold(&mut self, bytes: u64) -> Result<(), Undecided> {
        self.held_bytes = self.held_bytes.saturating_add(bytes);
        self.guard.memory(self.held_bytes)?;
        // An entry of four bytes is a step, as a byte of a picture is.
        self.guard.work(bytes.div_ceil(PIXEL_BYTES))
    }
}

#[cfg(test)]
mod tests;
