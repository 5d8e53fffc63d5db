use zeroize::Zeroizing;

use super::directory::Directory;
use super::grid::Grid;
use super::numbers::Numbers;
use super::page::Page;
use super::rows::Rows;
use super::samples::PixelLayout;
use super::unpack::Compression;
use crate::decode::Guard;
use crate::decode::jpeg::Share;
use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::undecided::Undecided;

/// Bytes of memory and of work for a value of a row, and for a pixel of it.
const VALUE_BYTES: u64 = 4;
const PIXEL_BYTES: u64 = 16;

/// Strips or tiles side by side, which are read row by row, and where those of the next band stand.
pub(super) struct Band<'p, 'r> {
    page: &'p Page,
    layout: &'p PixelLayout,
    places: Option<Numbers<'r>>,
    lengths: Option<Numbers<'r>>,
    chunks: Vec<Chunk<'r>>,
    values: Zeroizing<Vec<u16>>,
    /// The first reason why something is missing.
    pub(super) broken: Option<Undecided>,
}

/// A strip or tile: its samples together, or each that is looked at in a plane of its own.
struct Chunk<'r> {
    width: usize,
    planes: Vec<(usize, Rows<'r>)>,
}

impl<'p, 'r> Band<'p, 'r> {
    /// Asks for the memory before it is taken.
    pub(super) fn new(
        page: &'p Page,
        layout: &'p PixelLayout,
        directory: &mut Directory<'r>,
        reader: &BlockReader<'r>,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let grid = page.grid;
        let planes: Vec<usize> = if grid.planar { layout.looked_at().collect() } else { vec![0] };
        let other_bytes = memory_bytes(page, planes.len());
        guard.memory(other_bytes)?;
        let side_by_side =
            u64::from(grid.across).saturating_mul(u64::try_from(planes.len()).unwrap_or(u64::MAX));
        page.compression.begin(Share { pictures: side_by_side, other_bytes });
        let mut chunks = Vec::new();
        for column in 0..grid.across {
            let rows = planes.iter().map(|plane| Ok((*plane, Rows::new(page, reader.rewound())?)));
            let planes = rows.collect::<Result<_, Undecided>>()?;
            chunks.push(Chunk { width: grid.used_width(column), planes });
        }
        let (places, lengths) = (grid.offsets_tag(directory), grid.lengths_tag(directory));
        let places = directory.numbers(places);
        Ok(Self {
            page,
            layout,
            places,
            lengths: directory.numbers(lengths),
            chunks,
            values: Zeroizing::default(),
            broken: None,
        })
    }

    /// Work of a row: its pixels, and what is unpacked with them though nobody looks at it.
    pub(super) fn row_work(&self) -> u64 {
        let grid = self.page.grid;
        let seen = u64::try_from(self.layout.looked_at().count()).unwrap_or(u64::MAX);
        let unseen = if grid.shared.is_some() { 0 } else { grid.together().saturating_sub(seen) };
        u64::from(grid.width).saturating_mul(unseen.saturating_add(1))
    }

    /// Goes to the strips or tiles of a band.
    pub(super) fn go_to(&mut self, band: u32, rows_of_band: u32) {
        let part = self.page.grid.part(band, rows_of_band);
        for (column, chunk) in (0..).zip(&mut self.chunks) {
            for (plane, rows) in &mut chunk.planes {
                let number = self.page.grid.number(*plane, band, column);
                let place = place(self.page, number, &mut self.places, &mut self.lengths);
                rows.go_to(place, part);
            }
        }
    }

    /// Appends luma and alpha of the pixels of the next row, which is this one of the band.
    pub(super) fn row(
        &mut self,
        y: u32,
        pixels: &mut Vec<[f32; 2]>,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        let missing = if self.layout.has_alpha() { [0.0, 0.0] } else { [0.0, 1.0] };
        for chunk in &mut self.chunks {
            let end = pixels.len().saturating_add(chunk.width);
            if y.checked_rem(self.page.grid.unit_rows()) == Some(0) {
                guard.cancelled()?;
                for (_, rows) in &mut chunk.planes {
                    let read = rows.next(self.page, guard);
                    guard.within_work()?;
                    self.broken = self.broken.or(read.err()).or(rows.damage());
                }
            }
            chunk.pixels(y, self.page.grid, self.layout, &mut self.values, pixels);
            pixels.resize(end, missing);
        }
        Ok(())
    }
}

fn memory_bytes(page: &Page, planes: usize) -> u64 {
    let grid = page.grid;
    let planes = u64::try_from(planes).unwrap_or(u64::MAX);
    let rows = Rows::memory_bytes(page).saturating_mul(planes);
    let values = u64::from(grid.chunk.0).saturating_mul(grid.together().max(planes));
    let pixels = u64::from(grid.width).saturating_mul(PIXEL_BYTES);
    rows.saturating_mul(u64::from(grid.across))
        .saturating_add(values.saturating_mul(VALUE_BYTES))
        .saturating_add(pixels)
}

/// Where a strip or tile stands, and how long it is if that is said and counts.
fn place(
    page: &Page,
    number: u64,
    places: &mut Option<Numbers<'_>>,
    lengths: &mut Option<Numbers<'_>>,
) -> Result<(u64, Option<u64>), Undecided> {
    let get = |list: &mut Option<Numbers<'_>>| match list {
        Some(list) => list.get(number).map_err(|error| reason::of_reader(&error)),
        None => Ok(None),
    };
    let place = get(places)?.ok_or(Undecided::Truncated)?;
    // Pixels that are not compressed are as long as they are.
    if matches!(page.compression, Compression::None) {
        return Ok((place, None));
    }
    // Some writers leave zero.
    Ok((place, get(lengths)?.filter(|length| *length > 0)))
}

impl Chunk<'_> {
    /// Appends luma and alpha of the pixels that there are, no more than it has.
    fn pixels(
        &self,
        y: u32,
        grid: Grid,
        layout: &PixelLayout,
        values: &mut Vec<u16>,
        pixels: &mut Vec<[f32; 2]>,
    ) {
        values.clear();
        let together = match &self.planes[..] {
            [(_, rows)] if !grid.planar => unpack(rows, y, grid, self.width, layout, values),
            planes => weave(planes, self.width, layout, values),
        };
        let planar = grid.planar;
        pixels.extend(values.chunks_exact(together.max(1)).take(self.width).map(|pixel| {
            let extra = if planar { pixel.last() } else { pixel.get(layout.extra_at) };
            layout.luma_and_alpha(pixel, extra.copied())
        }));
    }
}

/// The values of a row of samples that stand together; gives how many belong to a pixel.
fn unpack(
    rows: &Rows<'_>,
    y: u32,
    grid: Grid,
    width: usize,
    layout: &PixelLayout,
    values: &mut Vec<u16>,
) -> usize {
    let Some((across, down)) = grid.shared else {
        let together = usize::try_from(grid.together()).unwrap_or(usize::MAX);
        layout.unpack(rows.bytes(), width.saturating_mul(together), values);
        return together;
    };
    // Blocks of luma, row by row, with two colours behind each: of each block one row is taken.
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let block = size(across).saturating_mul(size(down)).saturating_add(2);
    let first = size(y.checked_rem(down).unwrap_or(0)).saturating_mul(size(across));
    for block in rows.bytes().chunks_exact(block) {
        let row = block.get(first..).unwrap_or_default();
        layout.unpack(row, size(across), values);
    }
    1
}

/// The values of a row whose samples lie in planes; gives how many belong to a pixel. It is as long
/// as its shortest plane.
fn weave(
    planes: &[(usize, Rows<'_>)],
    width: usize,
    layout: &PixelLayout,
    values: &mut Vec<u16>,
) -> usize {
    let mut rows = Zeroizing::new(vec![Vec::new(); planes.len()]);
    for (row, (_, plane)) in rows.iter_mut().zip(planes) {
        layout.unpack(plane.bytes(), width, row);
    }
    let length = rows.iter().map(Vec::len).min().unwrap_or(0);
    for x in 0..length {
        values.extend(rows.iter().filter_map(|row| row.get(x)));
    }
    planes.len()
}
