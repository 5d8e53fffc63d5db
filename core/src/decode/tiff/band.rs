use ::tiff::decoder::Decoder;
use ::tiff::tags::{SampleFormat, Tag};
use zeroize::Zeroizing;

use super::pages::Patched;
use super::reason_of;
use super::samples::PixelLayout;
use crate::decode::guard::Guard;
use crate::decode::plane::Plane;
use crate::undecided::Undecided;

/// Planar configuration: every sample in a plane of its own.
const PLANAR: u16 = 2;
/// What a strip or tile, or a plane of it, takes besides its samples.
const OVERHEAD_BYTES: u64 = 96;
/// What a value of a row takes: in its row, and in one of its own plane that may be reserved twice.
const VALUE_BYTES: u64 = 6;

/// How a page is cut into strips or tiles.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    /// Size of a strip or tile with its padding.
    chunk: (u32, u32),
    /// Strips or tiles side by side.
    across: u32,
    width: u32,
    height: u32,
    /// Samples that are stored for a pixel: also those that nobody looks at.
    stored_samples: u64,
    /// Strips or tiles of a plane, if every sample has a plane of its own.
    plane: Option<u32>,
}

impl Grid {
    pub(super) fn of(
        tiff: &mut Decoder<Patched<'_>>,
        (width, height): (u32, u32),
        layout: &PixelLayout,
    ) -> Self {
        let chunk = tiff.chunk_dimensions();
        let across = width.div_ceil(chunk.0.max(1));
        let planar =
            tiff.find_tag_unsigned(Tag::PlanarConfiguration).ok().flatten() == Some(PLANAR);
        let plane = planar.then(|| across.saturating_mul(height.div_ceil(chunk.1.max(1))));
        let stored = tiff.find_tag_unsigned::<u16>(Tag::SamplesPerPixel).ok().flatten();
        let stored_samples = u64::from(stored.unwrap_or(1)).max(count(layout.samples));
        Self { chunk, across, width, height, stored_samples, plane }
    }

    /// Numbers of the strips or tiles that hold the samples of this one.
    fn planes(self, unit: u32, layout: &PixelLayout) -> Vec<u32> {
        let plane = |plane: u32| plane.checked_mul(self.plane?)?.checked_add(unit);
        match self.plane {
            Some(_) => (0..).take(layout.samples).map_while(plane).collect(),
            None => vec![unit],
        }
    }

    /// What is unpacked for a strip or tile, padding included, in bytes.
    fn padded_bytes(self, layout: &PixelLayout) -> u64 {
        u64::from(self.chunk.1.min(self.height)).saturating_mul(self.padded_row_bytes(layout))
    }

    fn padded_row_bytes(self, layout: &PixelLayout) -> u64 {
        let bits = u64::from(layout.bits).saturating_mul(self.stored_samples);
        u64::from(self.chunk.0).saturating_mul(bits).div_ceil(8)
    }

    /// Memory for one row besides the band: as it is stored, and as values.
    fn row_memory(self, layout: &PixelLayout) -> u64 {
        let values = u64::from(self.width).saturating_mul(count(layout.samples));
        self.padded_row_bytes(layout).saturating_add(values.saturating_mul(VALUE_BYTES))
    }

    /// The bands from top to bottom: number of the first strip or tile, and number of rows.
    pub(super) fn bands(self) -> impl Iterator<Item = (u32, u32)> {
        let rows = self.chunk.1.max(1);
        (0..self.height.div_ceil(rows)).map(move |band| {
            let above = band.saturating_mul(rows);
            (band.saturating_mul(self.across), self.height.saturating_sub(above).min(rows))
        })
    }
}

/// Strips or tiles that lie side by side: a band of rows over the whole width.
pub(super) struct Band(Vec<Chunk>);

/// A strip or tile: its samples together, or each sample in a plane.
struct Chunk {
    width: usize,
    planes: Vec<Samples>,
}

struct Samples {
    bytes: Plane,
    row_bytes: usize,
}

impl Band {
    /// Reads the band that begins with this strip or tile. Why it broke off stands beside as much of
    /// it as there is.
    pub(super) fn read(
        tiff: &mut Decoder<Patched<'_>>,
        grid: Grid,
        first: u32,
        layout: &PixelLayout,
        guard: &mut Guard<'_>,
    ) -> Result<(Self, Result<(), Undecided>), Undecided> {
        let mut band = Self(Vec::new());
        let mut memory = grid.row_memory(layout);
        guard.memory(memory)?;
        for unit in (first..).take(usize::try_from(grid.across).unwrap_or(usize::MAX)) {
            guard.cancelled()?;
            guard.work(grid.padded_bytes(layout))?;
            let (width, _) = tiff.chunk_data_dimensions(unit);
            let width = usize::try_from(width).unwrap_or(0);
            let mut chunk = Chunk { width, planes: Vec::new() };
            let read = chunk.read(tiff, &grid.planes(unit, layout), &mut memory, guard)?;
            band.0.push(chunk);
            if read.is_err() {
                return Ok((band, read));
            }
        }
        Ok((band, Ok(())))
    }

    /// Appends the samples of row `y`, pixel by pixel.
    pub(super) fn row(&self, y: u32, layout: &PixelLayout, values: &mut Vec<u16>) {
        let y = usize::try_from(y).unwrap_or(usize::MAX);
        for chunk in &self.0 {
            match &chunk.planes[..] {
                [samples] => {
                    let count = chunk.width.saturating_mul(layout.samples);
                    layout.unpack(samples.row(y), count, values);
                }
                planes => weave(planes, y, chunk.width, layout, values),
            }
        }
    }
}

impl Chunk {
    /// Reads the planes with these numbers: why it broke off, if it did.
    fn read(
        &mut self,
        tiff: &mut Decoder<Patched<'_>>,
        planes: &[u32],
        memory: &mut u64,
        guard: &Guard<'_>,
    ) -> Result<Result<(), Undecided>, Undecided> {
        for number in planes {
            let mut samples = Samples::empty(tiff, *number, memory, guard)?;
            let read = tiff.read_chunk_bytes(*number, &mut samples.bytes);
            self.planes.push(samples);
            if let Err(error) = read {
                return Ok(Err(reason_of(&error, guard)));
            }
        }
        Ok(Ok(()))
    }
}

impl Samples {
    /// Memory for a strip or tile, asked for before it is taken.
    fn empty(
        tiff: &mut Decoder<Patched<'_>>,
        number: u32,
        memory: &mut u64,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let size = tiff.image_chunk_buffer_layout(number);
        let size = size.map_err(|error| reason_of(&error, guard))?;
        if !matches!(size.sample_format, SampleFormat::Uint | SampleFormat::Void) {
            return Err(Undecided::UnsupportedFormat);
        }
        *memory = memory.saturating_add(count(size.complete_len)).saturating_add(OVERHEAD_BYTES);
        guard.memory(*memory)?;
        let row_bytes = size.row_stride.map_or(0, usize::from);
        Ok(Self { bytes: Plane::new(size.complete_len), row_bytes })
    }

    fn row(&self, y: usize) -> &[u8] {
        let rest = self.bytes.get(y.saturating_mul(self.row_bytes)..).unwrap_or_default();
        rest.get(..self.row_bytes).unwrap_or(rest)
    }
}

/// A row whose samples lie in planes of their own. A plane that is missing is zero.
fn weave(planes: &[Samples], y: usize, width: usize, layout: &PixelLayout, values: &mut Vec<u16>) {
    let mut rows = Zeroizing::new(vec![Vec::new(); layout.samples]);
    for (row, plane) in rows.iter_mut().zip(planes) {
        layout.unpack(plane.row(y), width, row);
    }
    for x in 0..width {
        values.extend(rows.iter().map(|row| row.get(x).copied().unwrap_or(0)));
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
