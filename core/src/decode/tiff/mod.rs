//! TIFF by the tiff crate: every page of the file is a frame.

mod band;
mod pages;
mod samples;

use ::tiff::decoder::{Decoder, Limits};
use ::tiff::tags::Tag;
use ::tiff::{ColorType, TiffError};
use zeroize::Zeroizing;

use self::band::{Band, Grid};
use self::pages::{Pages, Patched};
use self::samples::{Alpha, PixelLayout};
use super::guard::Guard;
use super::luma::{LumaBuffer, luma8};
use super::reader::BlockReader;
use super::reason;
use super::sink::{FrameInfo, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;
use crate::unpack::FramePlan;

/// Most bytes of one value of a directory: the places of a million strips.
const VALUE_BYTES: usize = 8 << 20;
/// Photometric interpretation of a page whose zeros are white.
const WHITE_IS_ZERO: u16 = 0;

/// Gives the pages of a file, a band of strips or tiles in memory at a time. A page that cannot be
/// decoded does not keep the others from being seen; the first reason is told.
pub(super) fn decode(
    reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let mut pages = Pages::find(reader.rewound(), guard)?;
    let plan = FramePlan::new(pages.count, guard.limits().max_frames);
    let tiff = Decoder::new(pages.as_gray(reader)).map_err(|error| reason_of(&error, guard))?;
    let mut tiff = tiff.with_limits(limits(guard));
    let mut reason = None;
    for number in 0..pages.count {
        guard.cancelled()?;
        let ready = if number == 0 { Ok(()) } else { tiff.next_image() };
        let given = match ready {
            Ok(()) if plan.takes(number) => {
                let mapped = pages.with_palette.contains(&number);
                give_page(&mut tiff, number, mapped, guard, sink)
            }
            Ok(()) => Ok(()),
            Err(error) => Err(reason_of(&error, guard)),
        };
        match given {
            Err(Undecided::Cancelled | Undecided::OverLimit(LimitName::WorkBytes)) => return given,
            Err(error) => reason = reason.or(Some(error)),
            Ok(()) => {}
        }
    }
    match reason {
        Some(reason) => Err(reason),
        None if plan.complete() => Ok(()),
        None => Err(Undecided::OverLimit(LimitName::Frames)),
    }
}

fn limits(guard: &Guard<'_>) -> Limits {
    let bytes = usize::try_from(guard.limits().max_decode_bytes).unwrap_or(usize::MAX);
    let mut limits = Limits::default();
    limits.decoding_buffer_size = bytes;
    limits.intermediate_buffer_size = bytes;
    limits.ifd_value_size = VALUE_BYTES;
    limits
}

/// Gives one page. Rows that are missing are black, or transparent where the page has transparency.
fn give_page(
    tiff: &mut Decoder<Patched<'_>>,
    number: u32,
    mapped: bool,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let (width, height) = tiff.dimensions().map_err(|error| reason_of(&error, guard))?;
    guard.picture(width, height)?;
    let layout = layout(tiff, mapped, guard)?;
    let frame =
        FrameInfo { frame: number, time_ms: None, width, height, orientation: orientation(tiff) };
    let cut_shows = shows_when_cut(tiff, &layout);
    let grid = Grid::of(tiff, (width, height), &layout);
    let mut page = Page { layout, width, buffer: LumaBuffer::default(), ended: None };
    for (first, rows) in grid.bands() {
        let band = match page.ended {
            None => page.read_band(tiff, grid, first, cut_shows, guard)?,
            Some(_) => None,
        };
        if first == 0 {
            match (&band, page.ended) {
                (None, Some(reason)) => return Err(reason),
                _ => sink.start(frame),
            }
        }
        page.give_rows(band.as_ref(), rows, guard, sink)?;
    }
    sink.end(page.buffer.transparent());
    page.ended.map_or(Ok(()), Err)
}

/// A page while its rows are given.
struct Page {
    layout: PixelLayout,
    width: u32,
    buffer: LumaBuffer,
    /// Why no more bands are read.
    ended: Option<Undecided>,
}

impl Page {
    /// The next band; `None` if nothing of it can be shown.
    fn read_band(
        &mut self,
        tiff: &mut Decoder<Patched<'_>>,
        grid: Grid,
        first: u32,
        cut_shows: bool,
        guard: &mut Guard<'_>,
    ) -> Result<Option<Band>, Undecided> {
        let (band, read) = Band::read(tiff, grid, first, &self.layout, guard)?;
        guard.cancelled()?;
        self.ended = read.err();
        let shown = match read {
            Ok(()) => true,
            Err(Undecided::Truncated | Undecided::Corrupt) => cut_shows,
            Err(_) => false,
        };
        Ok(Some(band).filter(|_| shown))
    }

    fn give_rows(
        &mut self,
        band: Option<&Band>,
        rows: u32,
        guard: &mut Guard<'_>,
        sink: &mut dyn LumaSink,
    ) -> Result<(), Undecided> {
        let width = usize::try_from(self.width).unwrap_or(usize::MAX);
        let count = width.saturating_mul(self.layout.samples);
        let mut values = Zeroizing::new(Vec::with_capacity(count));
        for y in 0..rows {
            guard.cancelled()?;
            guard.work(u64::from(self.width))?;
            values.clear();
            if let Some(band) = band {
                band.row(y, &self.layout, &mut values);
            }
            let missing = if self.layout.has_alpha() { (0.0, 0.0) } else { (0.0, 1.0) };
            let pixels = values.chunks_exact(self.layout.samples.max(1));
            let pixels = pixels.map(|pixel| self.layout.luma_and_alpha(pixel));
            let pixels = pixels.chain(core::iter::repeat(missing)).take(width);
            sink.row(if self.layout.has_alpha() {
                self.buffer.alpha_values(pixels)
            } else {
                self.buffer.opaque_values(pixels.map(|(luma, _)| luma))
            });
        }
        Ok(())
    }
}

fn layout(
    tiff: &mut Decoder<Patched<'_>>,
    mapped: bool,
    guard: &Guard<'_>,
) -> Result<PixelLayout, Undecided> {
    let color = tiff.colortype().map_err(|error| reason_of(&error, guard))?;
    let layout = PixelLayout::of(color, extra_sample(tiff))?;
    if mapped { layout.with_map(colour_map(tiff, color, guard)?) } else { Ok(layout) }
}

/// What the first sample beyond the colours is; a page that does not say has none to look at.
fn extra_sample(tiff: &mut Decoder<Patched<'_>>) -> Alpha {
    let extra = tiff.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples).ok().flatten();
    match extra.as_deref() {
        Some([1, ..]) => Alpha::Associated,
        Some([2, ..]) => Alpha::Unassociated,
        _ => Alpha::None,
    }
}

/// Luma of every place in the colour map: all reds, all greens, all blues, of 16 bits. Some writers
/// put 8-bit values there; a map without any larger value is one of those, as libtiff takes it.
fn colour_map(
    tiff: &mut Decoder<Patched<'_>>,
    color: ColorType,
    guard: &Guard<'_>,
) -> Result<Vec<f32>, Undecided> {
    let map = tiff.find_tag_unsigned_vec::<u16>(Tag::ColorMap);
    let map = map.map_err(|error| reason_of(&error, guard))?.ok_or(Undecided::Corrupt)?;
    let places = 1_usize.checked_shl(u32::from(color.bit_depth())).ok_or(Undecided::Corrupt)?;
    let (reds, rest) = map.split_at_checked(places).ok_or(Undecided::Corrupt)?;
    let (greens, blues) = rest.split_at_checked(places).ok_or(Undecided::Corrupt)?;
    let small = map.iter().all(|value| *value < 256);
    let byte = |value: &u16| {
        let [upper, lower] = value.to_be_bytes();
        if small { lower } else { upper }
    };
    let colours = reds.iter().zip(greens).zip(blues);
    Ok(colours.map(|((red, green), blue)| luma8([red, green, blue].map(byte))).collect())
}

fn orientation(tiff: &mut Decoder<Patched<'_>>) -> Orientation {
    let tag = tiff.find_tag_unsigned::<u16>(Tag::Orientation).ok().flatten();
    tag.map_or(Orientation::Upright, Orientation::from_exif)
}

/// True if a strip that breaks off can be shown as far as it goes: its bytes are the pixels, with
/// nothing left to be done to them.
fn shows_when_cut(tiff: &mut Decoder<Patched<'_>>, layout: &PixelLayout) -> bool {
    let mut tag = |tag| tiff.find_tag_unsigned::<u16>(tag).ok().flatten();
    let predicted = tag(Tag::Predictor).unwrap_or(1) != 1;
    let inverted = tag(Tag::PhotometricInterpretation) == Some(WHITE_IS_ZERO);
    layout.bits <= 8 && !predicted && !inverted
}

fn reason_of(error: &TiffError, guard: &Guard<'_>) -> Undecided {
    match error {
        TiffError::IoError(error) => reason::of_io(error, guard),
        TiffError::UnsupportedError(_) => Undecided::UnsupportedFormat,
        TiffError::LimitsExceeded => Undecided::OverLimit(LimitName::DecodeBytes),
        TiffError::FormatError(_) | TiffError::IntSizeError => Undecided::Corrupt,
        TiffError::UsageError(_) => Undecided::DecoderFailed,
    }
}

#[cfg(test)]
mod tests;
