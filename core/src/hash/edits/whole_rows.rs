//! Rows of bytes that lie as a whole in one row of the copy, added up as whole numbers: most rows of a
//! large picture, and several times faster than weighing each.

use pulp::Arch;
use zeroize::Zeroizing;

use crate::decode::Samples;
use crate::hash::pdq::{Begun, Side, wide};

/// So many rows of 255 fit in 16 bits.
const MAX_ROWS: usize = 257;

/// With fewer rows in each of the copy's nothing is gained.
const LEAST_ROWS: usize = 3;

/// Sums of such rows.
pub(super) struct WholeRows {
    /// What such a row counts; `None` if rows are not added up here.
    weight: Option<f32>,
    sums: Zeroizing<Vec<u16>>,
    rows: usize,
}

impl WholeRows {
    /// For rows of this width, and a copy of that many.
    pub(super) fn new(width: usize, side: Side) -> Self {
        let rows = side.full.checked_div(side.kept).unwrap_or(0);
        let pays = (LEAST_ROWS..MAX_ROWS).contains(&rows);
        let weight = pays.then(|| share(side));
        let sums = Zeroizing::new(vec![0; if pays { width } else { 0 }]);
        Self { weight, sums, rows: 0 }
    }

    /// Adds a row if it counts as much as a whole one does.
    pub(super) fn takes(&mut self, arch: Arch, row: Samples<'_>, weight: f32) -> bool {
        match row {
            Samples::U8(row) if self.weight == Some(weight) => {
                let is_first = self.rows == 0;
                wide(
                    arch,
                    #[inline(always)]
                    || add(&mut self.sums, row, is_first),
                );
                self.rows = self.rows.saturating_add(1);
                true
            }
            Samples::U8(_) | Samples::F32(_) => false,
        }
    }

    /// Brings the rows that were taken into `sums`, and begins again.
    pub(super) fn give(&mut self, arch: Arch, sums: &mut [f32], begun: Begun) {
        if let Some(weight) = self.weight.filter(|_| self.rows > 0) {
            wide(
                arch,
                #[inline(always)]
                || give(&self.sums, sums, weight, begun),
            );
        }
        self.rows = 0;
    }
}

/// A row's part of a row of the copy.
#[expect(clippy::as_conversions, reason = "sides are at most MAX_SIDE_PIXELS: whole in an f64")]
fn share(side: Side) -> f32 {
    (side.kept as f64 / side.full as f64) as f32
}

/// Nothing wraps: there are at most [`MAX_ROWS`] rows.
#[inline(always)]
fn add(sums: &mut [u16], row: &[u8], is_first: bool) {
    let pairs = sums.iter_mut().zip(row);
    if is_first {
        pairs.for_each(|(sum, pixel)| *sum = u16::from(*pixel));
    } else {
        pairs.for_each(|(sum, pixel)| *sum = sum.wrapping_add(u16::from(*pixel)));
    }
}

#[inline(always)]
fn give(whole: &[u16], sums: &mut [f32], weight: f32, begun: Begun) {
    let pairs = sums.iter_mut().zip(whole);
    match begun {
        Begun::Now => pairs.for_each(|(sum, whole)| *sum = f32::from(*whole) * weight),
        Begun::Before => pairs.for_each(|(sum, whole)| *sum += f32::from(*whole) * weight),
    }
}
