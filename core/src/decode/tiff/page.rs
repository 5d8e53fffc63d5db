use super::colours::{Colour, colour};
use super::directory::Directory;
use super::grid::Grid;
use super::samples::PixelLayout;
use super::tags;
use super::unpack::Compression;
use crate::decode::Guard;
use crate::decode::jpeg::Stream;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// What a page's directory says of its picture.
pub(super) struct Page {
    pub(super) grid: Grid,
    pub(super) compression: Compression,
    /// How its samples are read: once, or in several ways where viewers differ.
    pub(super) readings: Vec<PixelLayout>,
    pub(super) orientation: Orientation,
    /// The bits of every byte are stored from right to left.
    pub(super) reversed: bool,
    /// Every sample is stored as the difference to the one on its left.
    pub(super) differences: bool,
    pub(super) big_endian: bool,
}

impl Page {
    pub(super) fn read(
        directory: &mut Directory<'_>,
        big_endian: bool,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let (width, height) =
            (side(directory, tags::IMAGE_WIDTH)?, side(directory, tags::IMAGE_LENGTH)?);
        guard.picture(width, height)?;
        let samples = directory.number(tags::SAMPLES_PER_PIXEL).unwrap_or(1);
        let compression = Compression::of(directory, samples, guard)?;
        let Colour { readings, bits } = colour(directory, samples, &compression)?;
        // Of mixed colours only luma is unpacked.
        let unpacked = if compression.mixes_colours() { 1 } else { samples };
        let grid = Grid::of(directory, (width, height), (unpacked, bits), &compression)?;
        if compression.is_jpeg() {
            check_first(directory, grid, guard)?;
        }
        let orientation =
            directory.number(tags::ORIENTATION).and_then(|tag| u16::try_from(tag).ok());
        Ok(Self {
            grid,
            readings,
            orientation: orientation.map_or(Orientation::Upright, Orientation::from_exif),
            reversed: directory.number(tags::FILL_ORDER) == Some(2) && !compression.is_jpeg(),
            differences: differences(directory, &compression, bits)?,
            compression,
            big_endian,
        })
    }
}

fn side(directory: &mut Directory<'_>, tag: u16) -> Result<u32, Undecided> {
    let side = directory.number(tag).ok_or(directory.doubt.unwrap_or(Undecided::Corrupt))?;
    // A longer one is refused by the guard.
    Ok(u32::try_from(side).unwrap_or(u32::MAX))
}

/// Refuses a page whose first stream is of a kind that is not decoded; any other damage is told where
/// the stream is read.
fn check_first(
    directory: &mut Directory<'_>,
    grid: Grid,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let (places, lengths) = (grid.offsets_tag(directory), grid.lengths_tag(directory));
    let mut first = |tag| directory.numbers(tag).and_then(|mut list| list.get(0).ok().flatten());
    let Some(place) = first(places) else { return Ok(()) };
    let length = first(lengths).filter(|length| *length > 0);
    let stream = directory.stretch(place, length);
    match Stream::check_kind(stream, guard) {
        Err(Undecided::UnsupportedFormat) => Err(Undecided::UnsupportedFormat),
        _ => guard.within_work(),
    }
}

/// Only LZW and deflate have a predictor; elsewhere the tag is not looked at.
fn differences(
    directory: &mut Directory<'_>,
    compression: &Compression,
    bits: u8,
) -> Result<bool, Undecided> {
    if !matches!(compression, Compression::Lzw | Compression::Deflate) {
        return Ok(false);
    }
    match (directory.number(tags::PREDICTOR).unwrap_or(1), bits) {
        (1, _) => Ok(false),
        (2, 8 | 16 | 32) => Ok(true),
        (2 | 3, _) => Err(Undecided::UnsupportedFormat),
        _ => Err(Undecided::Corrupt),
    }
}
