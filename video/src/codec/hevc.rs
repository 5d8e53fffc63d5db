use std::collections::{BTreeSet, VecDeque};

use presend::decode::VideoFrames;
use presend::undecided::Undecided;
use rusty_h265::{Decoder as Inner, Error, Frame};

use super::config::Config;
use super::shown::{Samples, shown};
use super::{Decoder, Given, allow, pay, side};
use crate::nal;

/// HEVC by `rusty_h265`, which gives pictures in the order in which they are shown.
pub(super) struct Hevc {
    inner: Inner,
    length_bytes: usize,
    /// Samples whose pixels are asked for, and not given yet.
    wanted: BTreeSet<usize>,
    /// Those that were given, in the order in which they are shown.
    ready: VecDeque<Given>,
    /// Pixels of a picture: the most that any set says.
    pixels: u64,
    /// References that were missing and were made up, so far.
    made_up: u64,
}

/// Half bytes of memory for each pixel of a picture that is held: planes of 16 bits, and vectors.
const HALF_BYTES_PER_PIXEL: u64 = 7;
const SEQUENCE_SET: u8 = 33;
/// Units below this number are slices.
const FIRST_SET: u8 = 32;

/// A slice may name so many references that are missing, and the decoder makes all of them at once, of
/// so many bytes a pixel. For that moment it holds up to so many times what [`Limits`] allow.
///
/// [`Limits`]: presend::limits::Limits
const MOST_MADE_UP: u64 = 65;
const MADE_UP_BYTES_PER_PIXEL: u64 = 3;
const TIMES_THE_LIMIT: u64 = 8;

impl Hevc {
    pub(super) fn new(config: &[u8], frames: &mut VideoFrames<'_, '_>) -> Result<Self, Undecided> {
        let Config { length_bytes, sets } = Config::hevc(config)?;
        let (inner, wanted, ready) = (Inner::new(), BTreeSet::new(), VecDeque::new());
        let mut decoder = Self { inner, length_bytes, wanted, ready, pixels: 0, made_up: 0 };
        for set in sets {
            decoder.unit(set, None, frames)?;
        }
        Ok(decoder)
    }

    fn unit(
        &mut self,
        unit: &[u8],
        at: Option<i64>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        match unit.first().map(|first| (first >> 1) & 0x3f) {
            Some(SEQUENCE_SET) => {
                let pictures = allow(nal::hevc_pictures(unit), HALF_BYTES_PER_PIXEL, frames)?;
                self.pixels = self.pixels.max(pictures.pixels());
                let made_up = self.pixels.saturating_mul(MOST_MADE_UP * MADE_UP_BYTES_PER_PIXEL);
                frames.guard().memory(made_up / TIMES_THE_LIMIT)?;
            }
            Some(slice) if slice < FIRST_SET => pay(self.pixels, frames)?,
            _ => {}
        }
        // A stream may hold more pictures than the set says, up to 16.
        let held = u64::try_from(self.inner.dpb().len()).unwrap_or(u64::MAX).saturating_add(3);
        let half_bytes = self.pixels.saturating_mul(held).saturating_mul(HALF_BYTES_PER_PIXEL);
        frames.guard().memory(half_bytes / 2)?;
        let pushed = self.inner.push_nal(unit, at).map_err(|error| reason(&error));
        let made_up = self.inner.stats.generated_refs.saturating_sub(self.made_up);
        self.made_up = self.inner.stats.generated_refs;
        frames.guard().work(made_up.saturating_mul(self.pixels))?;
        self.take_given();
        pushed
    }

    /// Takes what is shown next out of the decoder, and keeps what is asked for: one sample may be many
    /// pictures.
    fn take_given(&mut self) {
        while let Ok(frame) = self.inner.next_frame() {
            let sample = frame.pts.and_then(|at| usize::try_from(at).ok());
            let wanted = sample.filter(|at| self.wanted.remove(at));
            self.ready.extend(wanted.and_then(|at| given(at, &frame)));
        }
    }
}

impl Decoder for Hevc {
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let units = nal::units(sample, self.length_bytes)?;
        if is_wanted {
            self.wanted.insert(at);
        }
        let at = i64::try_from(at).ok();
        let mut trouble = Ok(());
        for unit in units {
            trouble = trouble.and(self.unit(unit, at, frames));
        }
        trouble
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        self.inner.flush();
        self.take_given();
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.pop_front()
    }
}

/// What is shown of a frame.
fn given(sample: usize, frame: &Frame) -> Option<Given> {
    let picture = &frame.picture;
    let (left, top, width, height) = picture.crop;
    let [luma, blue, red] = picture.planes.each_ref().map(|plane| (&plane.data[..], plane.stride));
    let shift = |depth: u8| u32::from(depth).saturating_sub(8);
    let (deep, deep_colour) = (shift(picture.bit_depth_luma), shift(picture.bit_depth_chroma));
    let half = |side: usize| side.div_ceil(2);
    let colour =
        |plane| cut(plane, (left >> 1, top >> 1), (half(width), half(height)), deep_colour);
    let luma = cut(luma, (left, top), (width, height), deep)?;
    let planes = match picture.chroma_format_idc {
        0 => None,
        _ => Some([colour(blue)?, colour(red)?]),
    };
    let samples = |bytes, stride| Samples { bytes, stride };
    let planes =
        planes.as_ref().map(|[blue, red]| [samples(blue, half(width)), samples(red, half(width))]);
    let rgb = shown(samples(&luma, width), planes, (width, height), false).ok()?;
    Some(Given { sample, width: side(width).ok()?, height: side(height).ok()?, rgb })
}

/// A part of a plane, in 8 bits.
fn cut(
    (data, stride): (&[u16], usize),
    (left, top): (usize, usize),
    (width, height): (usize, usize),
    shift: u32,
) -> Option<Vec<u8>> {
    let mut samples = Vec::new();
    for row in data.chunks(stride.max(1)).skip(top).take(height) {
        let row = row.get(left..left.checked_add(width)?)?;
        samples.extend(row.iter().map(|sample| u8::try_from(sample >> shift).unwrap_or(u8::MAX)));
    }
    Some(samples)
}

fn reason(error: &Error) -> Undecided {
    match error {
        Error::Unsupported(_) | Error::Unimplemented(_) => Undecided::UnsupportedFormat,
        _ => Undecided::Corrupt,
    }
}
