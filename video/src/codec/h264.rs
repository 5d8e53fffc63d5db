use presend::attachment::PixelFormat;
use presend::decode::VideoFrames;
use presend::undecided::Undecided;
use rusty_h264_decoder::{DecodeError, Decoder as Inner};

use super::config::Config;
use super::{Decoder, Given, allow, as_shown, side};
use crate::nal::{self, behind_start_codes};

/// H.264 by `rusty_h264-decoder`, which gives one picture for each sample at once.
pub(super) struct H264 {
    inner: Inner,
    length_bytes: usize,
    stream: Vec<u8>,
    ready: Option<Given>,
    has_full_range: bool,
}

/// Half bytes of memory for each pixel of a picture that is held: its planes, and a vector for each
/// block of 4 by 4 pixels, with borders.
const HALF_BYTES_PER_PIXEL: u64 = 5;

impl H264 {
    pub(super) fn new(config: &[u8], frames: &mut VideoFrames<'_, '_>) -> Result<Self, Undecided> {
        let Config { length_bytes, sets } = Config::h264(config)?;
        let (inner, stream) = (Inner::new(), Vec::new());
        let mut decoder = Self { inner, length_bytes, stream, ready: None, has_full_range: false };
        decoder.stream(&sets);
        decoder.decode(usize::MAX, false, frames)?;
        Ok(decoder)
    }

    /// Puts start codes before units.
    fn stream(&mut self, units: &[&[u8]]) {
        self.stream.clear();
        for unit in units {
            self.stream.extend_from_slice(&[0, 0, 0, 1]);
            self.stream.extend_from_slice(unit);
        }
    }

    /// Decodes the stream, once all sets in it are allowed.
    fn decode(
        &mut self,
        at: usize,
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        for unit in behind_start_codes(&self.stream) {
            if unit_type(unit) == Some(SEQUENCE_SET) {
                let pictures = allow(nal::h264_pictures(unit), HALF_BYTES_PER_PIXEL, frames)?;
                self.has_full_range = pictures.has_full_range;
            }
        }
        let decoded = self.inner.decode(&self.stream).map_err(|error| reason(&error))?;
        if let Some(mut frame) = decoded {
            if is_wanted && !self.has_full_range {
                as_shown(&mut frame.y);
            }
            self.ready = Some(Given {
                sample: at,
                width: side(frame.width)?,
                height: side(frame.height)?,
                stride_bytes: frame.width,
                format: PixelFormat::Gray8,
                luma: frame.y,
            });
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
        let units = nal::units(sample, self.length_bytes).ok_or(Undecided::Truncated)?;
        if !is_wanted && units.iter().all(|unit| is_left_out(unit)) {
            return Ok(());
        }
        self.stream(&units);
        self.decode(at, is_wanted, frames)
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.take()
    }
}

const SLICE: u8 = 1;
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
