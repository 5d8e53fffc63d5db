use std::collections::BTreeSet;

use presend::attachment::PixelFormat;
use presend::decode::VideoFrames;
use presend::undecided::Undecided;
use rusty_h265::{Decoder as Inner, Error, Frame};

use super::config::Config;
use super::{Decoder, Given, allow, as_shown, side};
use crate::nal;

/// HEVC by `rusty_h265`, which gives pictures in the order in which they are shown.
pub(super) struct Hevc {
    inner: Inner,
    length_bytes: usize,
    /// Samples whose pixels are asked for, and not given yet.
    wanted: BTreeSet<usize>,
    /// Pixels of a picture, as the latest set says.
    pixels: u64,
}

/// Half bytes of memory for each pixel of a picture that is held: planes of 16 bits, and vectors.
const HALF_BYTES_PER_PIXEL: u64 = 7;
const SEQUENCE_SET: u8 = 33;

impl Hevc {
    pub(super) fn new(config: &[u8], frames: &mut VideoFrames<'_, '_>) -> Result<Self, Undecided> {
        let Config { length_bytes, sets } = Config::hevc(config)?;
        let mut decoder =
            Self { inner: Inner::new(), length_bytes, wanted: BTreeSet::new(), pixels: 0 };
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
        if unit.first().is_some_and(|first| (first >> 1) & 0x3f == SEQUENCE_SET) {
            let pictures = allow(nal::hevc_pictures(unit), HALF_BYTES_PER_PIXEL, frames)?;
            let pixels = u64::from(pictures.width).saturating_mul(u64::from(pictures.height));
            self.pixels = self.pixels.max(pixels);
        }
        // A stream may hold more pictures than the set says, up to 16.
        let held = u64::try_from(self.inner.dpb().len()).unwrap_or(u64::MAX).saturating_add(2);
        let half_bytes = self.pixels.saturating_mul(held).saturating_mul(HALF_BYTES_PER_PIXEL);
        frames.guard().memory(half_bytes / 2)?;
        self.inner.push_nal(unit, at).map_err(|error| reason(&error))
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
        let units = nal::units(sample, self.length_bytes).ok_or(Undecided::Truncated)?;
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
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        loop {
            let frame = self.inner.next_frame().ok()?;
            let sample = frame.pts.and_then(|at| usize::try_from(at).ok());
            let given = sample.and_then(|at| given(at, &frame, self.wanted.remove(&at)));
            if given.is_some() {
                return given;
            }
        }
    }
}

/// The luma that is shown, in 8 bits, if it is asked for.
fn given(sample: usize, frame: &Frame, is_wanted: bool) -> Option<Given> {
    let (left, top, width, height) = frame.picture.crop;
    let [plane, _, _] = &frame.picture.planes;
    let shift = u32::from(frame.picture.bit_depth_luma).saturating_sub(8);
    let mut luma = Vec::new();
    let rows = plane.data.chunks(plane.stride.max(1)).skip(top).take(height);
    for row in rows.filter(|_| is_wanted) {
        let row = row.get(left..left.checked_add(width)?)?;
        luma.extend(row.iter().map(|sample| u8::try_from(sample >> shift).unwrap_or(u8::MAX)));
    }
    as_shown(&mut luma);
    Some(Given {
        sample,
        width: side(width).ok()?,
        height: side(height).ok()?,
        stride_bytes: width,
        format: PixelFormat::Gray8,
        luma,
    })
}

fn reason(error: &Error) -> Undecided {
    match error {
        Error::Unsupported(_) | Error::Unimplemented(_) => Undecided::UnsupportedFormat,
        _ => Undecided::Corrupt,
    }
}
