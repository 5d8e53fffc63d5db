use presend::decode::VideoFrames;
use presend::undecided::Undecided;
use rusty_h264_decoder::{DecodeError, Decoder as Inner};

use super::config::Config;
use super::shown::{Samples, shown};
use super::{Decoder, Given, allow, pay, side};
use crate::nal::{self, behind_start_codes};

/// H.264 by `rusty_h264-decoder`, which gives one picture for each sample at once.
pub(super) struct H264 {
    inner: Inner,
    length_bytes: usize,
    stream: Vec<u8>,
    ready: Option<Given>,
    has_full_range: bool,
    /// Pixels of a picture: the most that any set says.
    pixels: u64,
}

/// Half bytes of memory for each pixel of a picture that is held: its planes, and a vector for each
/// block of 4 by 4 pixels, with borders.
const HALF_BYTES_PER_PIXEL: u64 = 5;
const BLOCK_PIXELS: u64 = 16 * 16;

impl H264 {
    pub(super) fn new(config: &[u8], frames: &mut VideoFrames<'_, '_>) -> Result<Self, Undecided> {
        let Config { length_bytes, sets } = Config::h264(config)?;
        let (inner, stream) = (Inner::new(), Vec::new());
        let (ready, has_full_range, pixels) = (None, false, 0);
        let mut decoder = Self { inner, length_bytes, stream, ready, has_full_range, pixels };
        for set in sets {
            decoder.decode(set, usize::MAX, false, frames)?;
        }
        Ok(decoder)
    }

    /// Decodes one unit, once all sets in it are allowed and all slices in it are paid for.
    fn decode(
        &mut self,
        unit: &[u8],
        at: usize,
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        self.stream.clear();
        self.stream.extend_from_slice(&[0, 0, 0, 1]);
        self.stream.extend_from_slice(unit);
        for unit in behind_start_codes(&self.stream) {
            match unit_type(unit) {
                Some(SEQUENCE_SET) => {
                    let pictures = allow(nal::h264_pictures(unit), HALF_BYTES_PER_PIXEL, frames)?;
                    self.has_full_range = pictures.has_full_range;
                    self.pixels = self.pixels.max(pictures.pixels());
                }
                // A slice may go on to the end of the picture, wherever the next one begins.
                Some(SLICE | IDR_SLICE) => {
                    let before = u64::from(nal::h264_first_block(unit).unwrap_or(0));
                    pay(self.pixels.saturating_sub(before.saturating_mul(BLOCK_PIXELS)), frames)?;
                }
                _ => {}
            }
        }
        let decoded = self.inner.decode(&self.stream).map_err(|error| reason(&error))?;
        if let Some(frame) = decoded.filter(|_| is_wanted) {
            let half = frame.width / 2;
            let plane = |bytes, stride| Samples { bytes, stride };
            let colour =
                (!frame.u.is_empty()).then(|| [plane(&frame.u, half), plane(&frame.v, half)]);
            let size = (frame.width, frame.height);
            let rgb = shown(plane(&frame.y, frame.width), colour, size, self.has_full_range)?;
            let (width, height) = (side(frame.width)?, side(frame.height)?);
            self.ready = Some(Given { sample: at, width, height, rgb });
        }
        Ok(())
    }
}

impl Decoder for H264 {
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let units = nal::units(sample, self.length_bytes)?;
        if !is_wanted && units.iter().all(|unit| is_left_out(unit)) {
            return Ok(());
        }
        units.into_iter().try_for_each(|unit| self.decode(unit, at, is_wanted, frames))
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.take()
    }
}

const SLICE: u8 = 1;
const IDR_SLICE: u8 = 5;
const SEQUENCE_SET: u8 = 7;

fn unit_type(unit: &[u8]) -> Option<u8> {
    unit.first().map(|first| first & 0x1f)
}

/// True for a slice that no other picture refers to, and for what is no picture and no set.
fn is_left_out(unit: &[u8]) -> bool {
    let is_referred_to = unit.first().is_some_and(|first| first & 0x60 != 0);
    match unit_type(unit) {
        Some(SLICE) => !is_referred_to,
        // Extra information, the mark between pictures, filler.
        Some(6 | 9 | 12) | None => true,
        Some(_) => false,
    }
}

fn reason(error: &DecodeError) -> Undecided {
    match error {
        DecodeError::Truncated => Undecided::Truncated,
        DecodeError::MissingParameterSet => Undecided::Corrupt,
        DecodeError::Unsupported(_) => Undecided::UnsupportedFormat,
        DecodeError::Internal(_) => Undecided::DecoderFailed,
    }
}
