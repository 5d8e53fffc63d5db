//! Decoders of one coded picture after the other.

mod config;
mod h264;
mod hevc;
mod shown;
#[cfg(test)]
mod tests;
mod vp8;
mod vp9;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use crate::nal::Pictures;
use crate::track::{Codec, Track};

/// A picture that a decoder has ready.
pub(crate) struct Given {
    /// Which sample it is of.
    pub(crate) sample: usize,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green and blue.
    pub(crate) rgb: Vec<u8>,
}

/// Decodes the samples of one track.
pub(crate) trait Decoder {
    /// Takes the next sample. One that is not wanted may be left out if no other refers to it.
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided>;

    /// There are no further samples.
    fn finish(&mut self) -> Result<(), Undecided>;

    /// The next picture that is ready.
    fn next(&mut self) -> Option<Given>;
}

/// Most bytes that a container keeps for a decoder: a few parameter sets.
const MAX_CONFIG_BYTES: usize = 64 << 10;

/// What a decoded pixel costs that is only there for later frames, as a part of a byte of work: it is
/// neither brought into a row of luma nor hashed.
const PIXELS_PER_BYTE: u64 = 16;

/// Tells the samples that are not shown, and that others are predicted from, by their first and last byte;
/// `None` if every sample is shown.
pub(crate) const fn hidden(codec: Codec) -> Option<fn(u8, u8) -> bool> {
    match codec {
        Codec::H264 | Codec::Hevc => None,
        Codec::Vp8 => Some(vp8::is_hidden),
        Codec::Vp9 => Some(vp9::is_hidden),
    }
}

/// The decoder of a track.
pub(crate) fn open(
    track: &Track,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Box<dyn Decoder>, Undecided> {
    if track.config.len() > MAX_CONFIG_BYTES {
        return Err(Undecided::Corrupt);
    }
    Ok(match track.codec {
        Codec::H264 => Box::new(h264::H264::new(&track.config, frames)?),
        Codec::Hevc => Box::new(hevc::Hevc::new(&track.config, frames)?),
        Codec::Vp8 => Box::new(vp8::Vp8::default()),
        Codec::Vp9 => Box::new(vp9::Vp9::default()),
    })
}

/// Asks whether pictures of this size may be decoded, and all that a decoder holds be held: before it
/// sees the set that says so.
fn allow(
    pictures: Option<Pictures>,
    bytes_per_pixel: u64,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Pictures, Undecided> {
    let pictures = pictures.ok_or(Undecided::Corrupt)?;
    frames.guard().picture(pictures.width, pictures.height)?;
    let pixels = pictures.pixels();
    // Those that are held, the one that is decoded, and the one that is given, in colours.
    let held = u64::from(pictures.held.min(16)).saturating_add(3);
    frames.guard().memory(pixels.saturating_mul(held).saturating_mul(bytes_per_pixel) / 2)?;
    if pictures.is_supported { Ok(pictures) } else { Err(Undecided::UnsupportedFormat) }
}

/// Takes the work of decoding so many pixels from the budget, before it is done: a slice that ends in an
/// error has cost as much as another.
fn pay(pixels: u64, frames: &mut VideoFrames<'_, '_>) -> Result<(), Undecided> {
    frames.guard().cancelled()?;
    frames.guard().work(pixels.checked_div(PIXELS_PER_BYTE).unwrap_or(0))
}

fn side(pixels: usize) -> Result<u32, Undecided> {
    u32::try_from(pixels).map_err(|_| Undecided::Corrupt)
}
