use super::directory::Directory;
use super::tags;
use super::unpack::Compression;
use crate::undecided::Undecided;

/// How a page is cut into strips or tiles.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Width and rows of a strip or tile with its padding.
    pub(super) chunk: (u32, u32),
    /// Strips or tiles side by side.
    pub(super) across: u32,
    /// Samples that are stored for a pixel: also those that nobody looks at.
    pub(super) samples: u64,
    pub(super) bits: u8,
    /// Every sample has a plane of its own.
    pub(super) planar: bool,
    /// Pixels that share their colours, in one row and in how many: luma samples come in blocks of
    /// these, with two samples of colour behind each.
    pub(super) shared: Option<(u32, u32)>,
    tiled: bool,
}

impl Grid {
    pub(super) fn of(
        directory: &mut Directory<'_>,
        (width, height): (u32, u32),
        (samples, bits): (u64, u8),
        compression: &Compression,
    ) -> Result<Self, Undecided> {
        let tiled = directory.has(tags::TILE_WIDTH) || directory.has(tags::TILE_LENGTH);
        let chunk = if tiled {
            let mut side = |tag| {
                let side = directory.number(tag).and_then(|side| u32::try_from(side).ok());
                side.filter(|side| *side > 0).ok_or(Undecided::Corrupt)
            };
            (side(tags::TILE_WIDTH)?, side(tags::TILE_LENGTH)?)
        } else {
            let rows = directory.number(tags::ROWS_PER_STRIP).filter(|rows| *rows > 0);
            let rows = rows.and_then(|rows| u32::try_from(rows).ok()).unwrap_or(u32::MAX);
            (width, rows.min(height))
        };
        let planar = is_planar(directory, samples);
        let shared = if planar { None } else { shared(directory, samples, bits, compression)? };
        let across = width.div_ceil(chunk.0.max(1));
        let grid = Self { width, height, chunk, across, samples, bits, planar, shared, tiled };
        grid.check_offsets(directory);
        Ok(grid)
    }

    /// Strips in the tags of tiles, both at once, or more than there is room for: viewers differ in
    /// what they show.
    fn check_offsets(self, directory: &mut Directory<'_>) {
        let (_, foreign) = if self.tiled {
            (tags::TILE_OFFSETS, tags::STRIP_OFFSETS)
        } else {
            (tags::STRIP_OFFSETS, tags::TILE_OFFSETS)
        };
        let planes = if self.planar { self.samples } else { 1 };
        let needed = u64::from(self.plane_chunks()).saturating_mul(planes);
        let count = directory.numbers(self.offsets_tag(directory)).map(|offsets| offsets.count);
        if directory.has(foreign) || count.is_some_and(|count| count > needed) {
            directory.doubt(Undecided::Corrupt);
        }
    }

    /// libtiff takes either tag for either; of both the one that the directory asks for.
    pub(super) fn offsets_tag(self, directory: &Directory<'_>) -> u16 {
        let own_first = directory.has(tags::TILE_OFFSETS)
            && (self.tiled || !directory.has(tags::STRIP_OFFSETS));
        if own_first { tags::TILE_OFFSETS } else { tags::STRIP_OFFSETS }
    }

    pub(super) fn lengths_tag(self, directory: &Directory<'_>) -> u16 {
        let own_first = directory.has(tags::TILE_BYTE_COUNTS)
            && (self.tiled || !directory.has(tags::STRIP_BYTE_COUNTS));
        if own_first { tags::TILE_BYTE_COUNTS } else { tags::STRIP_BYTE_COUNTS }
    }

    /// Strips or tiles of a plane.
    fn plane_chunks(self) -> u32 {
        self.across.saturating_mul(self.height.div_ceil(self.chunk.1.max(1)))
    }

    /// Number of the strip or tile that holds a plane of a band.
    pub(super) fn number(self, plane: usize, band: u32, column: u32) -> u64 {
        let plane = u64::try_from(plane).unwrap_or(u64::MAX);
        let before = plane.saturating_mul(u64::from(self.plane_chunks()));
        let band = u64::from(band).saturating_mul(u64::from(self.across));
        before.saturating_add(band).saturating_add(u64::from(column))
    }

    /// Samples of a pixel that stand together.
    pub(super) const fn together(self) -> u64 {
        if self.planar { 1 } else { self.samples }
    }

    /// Rows that are stored as one: those of a block, if colours are shared.
    pub(super) fn unit_rows(self) -> u32 {
        self.shared.map_or(1, |(_, rows)| rows)
    }

    /// Bytes of the rows that are stored as one, padding included.
    pub(super) fn unit_bytes(self) -> u64 {
        let width = u64::from(self.chunk.0);
        let samples = match self.shared {
            Some((across, down)) => {
                let block = u64::from(across).saturating_mul(u64::from(down)).saturating_add(2);
                width.div_ceil(u64::from(across.max(1))).saturating_mul(block)
            }
            None => width.saturating_mul(self.together()),
        };
        samples.saturating_mul(u64::from(self.bits)).div_ceil(8)
    }

    /// The bands from top to bottom: number and rows.
    pub(super) fn bands(self) -> impl Iterator<Item = (u32, u32)> {
        let rows = self.chunk.1.max(1);
        (0..self.height.div_ceil(rows)).map(move |band| {
            let above = band.saturating_mul(rows);
            (band, self.height.saturating_sub(above).min(rows))
        })
    }

    /// What is stored of the strip or tile that has these rows of the page.
    pub(super) fn part(self, band: u32, rows: u32) -> Part {
        let end = band.saturating_mul(self.chunk.1).saturating_add(rows);
        if self.tiled {
            Part { rows: self.chunk.1, may_have_more: false }
        } else {
            Part { rows, may_have_more: end >= self.height }
        }
    }

    /// Pixels of a strip or tile that lie inside the page.
    pub(super) fn used_width(self, column: u32) -> usize {
        let left = column.saturating_mul(self.chunk.0);
        usize::try_from(self.width.saturating_sub(left).min(self.chunk.0)).unwrap_or(0)
    }
}

/// The rows of a strip or tile that has a height of its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    rows: u32,
    /// The last strip, which some writers make as high as the others.
    may_have_more: bool,
}

impl Part {
    /// True if this is what libtiff expects.
    pub(super) fn fits(self, width: u32, (own_width, own_rows): (u32, u32)) -> bool {
        let rows = own_rows == self.rows || (self.may_have_more && own_rows > self.rows);
        own_width == width && rows
    }
}

/// True if every sample has a plane of its own.
pub(super) fn is_planar(directory: &mut Directory<'_>, samples: u64) -> bool {
    samples > 1 && directory.number(tags::PLANAR_CONFIGURATION) == Some(2)
}

/// Blocks of pixels that share their colours; a page that does not say has blocks of 2x2.
fn shared(
    directory: &mut Directory<'_>,
    samples: u64,
    bits: u8,
    compression: &Compression,
) -> Result<Option<(u32, u32)>, Undecided> {
    let ycbcr = directory.number(tags::PHOTOMETRIC) == Some(6) && samples > 1;
    if !ycbcr || compression.is_jpeg() {
        return Ok(None);
    }
    let said = directory.list(tags::YCBCR_SUBSAMPLING, 2);
    let factors = match said.as_deref() {
        Some([across, down, ..]) => (*across, *down),
        _ => {
            // Pillow takes it for none.
            directory.doubt(Undecided::Corrupt);
            (2, 2)
        }
    };
    match factors {
        (1, 1) => Ok(None),
        (across @ (1 | 2 | 4), down @ (1 | 2 | 4)) if bits == 8 && samples == 3 => {
            let small = |factor| u32::try_from(factor).unwrap_or(1);
            Ok(Some((small(across), small(down))))
        }
        _ => Err(Undecided::UnsupportedFormat),
    }
}
