//! One small grey copy of a picture.

use core::fmt;

use zeroize::Zeroizing;

use crate::hash::pdq::Side;
use crate::orientation::Orientation;

/// The shorter side of a copy has at most so many pixels,
const MAX_SHORT_SIDE: usize = 512;
/// and the longer one so many: together at most 1 MiB.
const MAX_LONG_SIDE: usize = 2048;

/// Averages of a picture's areas, 8 bits each, row by row. `Debug` shows none.
pub(super) struct Grey {
    pub(super) columns: Side,
    pub(super) rows: Side,
    pixels: Zeroizing<Vec<u8>>,
}

impl Grey {
    /// From all pixels of the copy, `columns.kept` in each of `rows.kept` rows.
    pub(super) fn new(columns: Side, rows: Side, pixels: Vec<u8>) -> Self {
        Self { columns, rows, pixels: Zeroizing::new(pixels) }
    }

    /// Width of the copy.
    pub(super) const fn width(&self) -> usize {
        self.columns.kept
    }

    /// Height of the copy.
    pub(super) const fn height(&self) -> usize {
        self.rows.kept
    }

    /// The copy's pixels.
    pub(super) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// One row of the copy; empty beyond the last.
    #[expect(clippy::arithmetic_side_effects, reason = "a copy has at most 2^20 pixels")]
    pub(super) fn row(&self, y: usize) -> &[u8] {
        let width = self.width();
        self.pixels.get(y * width..(y + 1) * width).unwrap_or_default()
    }

    /// The picture as seen, of the picture as stored.
    pub(super) fn seen(self, orientation: Orientation) -> Self {
        let (transpose, mirror, flip) = orientation.steps();
        let mut seen = if transpose { self.transposed() } else { self };
        let width = seen.width().max(1);
        if mirror {
            seen.pixels.chunks_exact_mut(width).for_each(<[u8]>::reverse);
        }
        if flip {
            // Every row mirrored and the whole reversed is top and bottom swapped.
            seen.pixels.chunks_exact_mut(width).for_each(<[u8]>::reverse);
            seen.pixels.reverse();
        }
        seen
    }

    /// Rows and columns swapped: strip by strip, so that what is read stays near the processor.
    #[expect(clippy::arithmetic_side_effects, reason = "a copy has at most 2^20 pixels")]
    pub(super) fn transposed(&self) -> Self {
        let (width, height) = (self.width().max(1), self.height().max(1));
        let mut pixels = vec![0; self.pixels.len()];
        for (strip, rows) in self.pixels.chunks(width * STRIP_ROWS).enumerate() {
            let rows: Vec<&[u8]> = rows.chunks_exact(width).collect();
            let first = strip * STRIP_ROWS;
            for (x, column) in pixels.chunks_exact_mut(height).enumerate() {
                let places = column.get_mut(first..first + rows.len()).unwrap_or_default();
                for (place, row) in places.iter_mut().zip(&rows) {
                    *place = row.get(x).copied().unwrap_or_default();
                }
            }
        }
        Self::new(self.rows, self.columns, pixels)
    }
}

/// Rows that are turned into columns together.
const STRIP_ROWS: usize = 32;

impl fmt::Debug for Grey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grey").field("columns", &self.columns).field("rows", &self.rows).finish()
    }
}

/// How large the copy of a picture is, width first.
#[expect(clippy::arithmetic_side_effects, reason = "products of two sides are under 2^40")]
pub(super) fn sides(width: usize, height: usize) -> [Side; 2] {
    let short = width.min(height).max(1);
    let wanted_short = unsigned(short.min(MAX_SHORT_SIDE));
    [width, height].map(|full| {
        let in_proportion = unsigned(full) * wanted_short / unsigned(short);
        let kept = usize::try_from(in_proportion).unwrap_or(MAX_LONG_SIDE);
        Side { full, kept: kept.clamp(1, MAX_LONG_SIDE).min(full.max(1)) }
    })
}

/// A product of two sides needs more than 32 bits.
fn unsigned(side: usize) -> u64 {
    u64::try_from(side).unwrap_or(u64::MAX)
}
