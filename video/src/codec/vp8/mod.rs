//! VP8 as RFC 6386 has it.

mod bools;
mod filter;
mod frame;
mod header;
mod inter;
mod intra;
mod modes;
mod plane;
mod tables;
#[cfg(test)]
mod tests;
mod tokens;
mod transform;
mod vectors;
mod work;

use std::rc::Rc;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use self::frame::{Frame, Pictures};
use self::header::{State, Tag};
use self::plane::{Picture, Plane};
use super::shown::shown;
use super::{Decoder, Given, pay};

/// What is held of each pixel, in bytes: one and a half in three pictures and a new one, three in colours, and
/// of each macroblock its vectors and modes.
const BYTES_PER_PIXEL: u64 = 10;
/// Side of a macroblock, and how many samples it has.
const BLOCK_SIDE: u32 = 16;
const BLOCK_PIXELS: u64 = 256;
/// Versions beyond are not defined.
const LAST_VERSION: u8 = 3;

/// True for a frame that nobody sees, by its first byte.
pub(super) const fn is_hidden(first: u8, _: u8) -> bool {
    !header::is_shown(first)
}

/// A decoder of VP8.
#[derive(Default)]
pub(super) struct Vp8 {
    size: Option<(u32, u32)>,
    state: State,
    pictures: Option<Pictures>,
    /// The segment of each macroblock of the last frame.
    segments: Vec<u8>,
    ready: Option<Given>,
}

impl Decoder for Vp8 {
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let Decoded { picture, is_shown, is_whole, size } = self.decode(sample, frames)?;
        if is_shown && is_wanted {
            self.ready = Some(given(at, &picture, size)?);
        }
        if is_whole { Ok(()) } else { Err(Undecided::Truncated) }
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.take()
    }
}

/// One frame.
struct Decoded {
    picture: Rc<Picture>,
    is_shown: bool,
    /// False if bytes of it are missing.
    is_whole: bool,
    size: (u32, u32),
}

impl Vp8 {
    fn decode(
        &mut self,
        sample: &[u8],
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Decoded, Undecided> {
        let tag = Tag::of(sample)?;
        if tag.version > LAST_VERSION {
            return Err(Undecided::UnsupportedFormat);
        }
        if tag.is_key {
            self.begin(sample, frames)?;
        }
        let (Some(size), Some(pictures)) = (self.size, &mut self.pictures) else {
            return Err(Undecided::Corrupt);
        };
        let blocks = u64::try_from(pictures.macroblocks()).unwrap_or(u64::MAX);
        pay(blocks.saturating_mul(BLOCK_PIXELS), frames)?;
        let (state, segments) = (&mut self.state, &mut self.segments);
        let frame = Frame::read(sample, tag, state)?;
        let (picture, is_whole) = frame.decode(state, segments, pictures, frames)?;
        Ok(Decoded { picture, is_shown: tag.is_shown, is_whole, size })
    }

    /// A key frame says how large it is, and all others up to the next one.
    fn begin(&mut self, sample: &[u8], frames: &mut VideoFrames<'_, '_>) -> Result<(), Undecided> {
        let (width, height) = header::size(sample)?;
        frames.guard().picture(width, height)?;
        let blocks = (width.div_ceil(BLOCK_SIDE), height.div_ceil(BLOCK_SIDE));
        let pixels =
            u64::from(blocks.0).saturating_mul(blocks.1.into()).saturating_mul(BLOCK_PIXELS);
        frames.guard().memory(pixels.saturating_mul(BYTES_PER_PIXEL))?;
        if self.size != Some((width, height)) || self.pictures.is_none() {
            let count = |blocks: u32| usize::try_from(blocks).map_err(|_| Undecided::Corrupt);
            let pictures = Pictures::new(count(blocks.0)?, count(blocks.1)?);
            self.segments = vec![0; pictures.macroblocks()];
            self.pictures = Some(pictures);
            self.size = Some((width, height));
        }
        Ok(())
    }
}

fn given(at: usize, picture: &Picture, (width, height): (u32, u32)) -> Result<Given, Undecided> {
    let sides = [width, height].map(|side| usize::try_from(side).map_err(|_| Undecided::Corrupt));
    let [wide, high] = sides;
    let colour = picture.colour.each_ref().map(Plane::shown);
    let rgb = shown(picture.luma.shown(), Some(colour), (wide?, high?), false)?;
    Ok(Given { sample: at, width, height, rgb })
}
