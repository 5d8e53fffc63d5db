use core::ops::Range;
use std::sync::Arc;

use pulp::Arch;
use zeroize::Zeroizing;

use super::axis::{Axis, Band};
use super::grid::Grid;
use super::kernel::{Begun, LANES, accumulate, dot, wide};
use super::{OUTPUTS, Pdq};
use crate::decode::Samples;

/// Turns rows, pushed one at a time, into 64x64 grids: one for each column matrix.
pub(in crate::hash) struct Stream {
    arch: Arch,
    rows: Arc<Axis>,
    columns: Vec<Arc<Axis>>,
    /// Weighted sums of rows, one `stride` of them for each band that is open at a time.
    sums: Zeroizing<Vec<f32>>,
    stride: usize,
    /// The bands that have had their first row and not their last.
    open: Range<usize>,
    next_row: usize,
    grids: Vec<Grid>,
}

impl Stream {
    /// For rows of `width` pixels.
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "width is capped, and at most three bands are open at a time"
    )]
    pub(in crate::hash) fn new(
        arch: Arch,
        width: usize,
        rows: Arc<Axis>,
        columns: Vec<Arc<Axis>>,
    ) -> Self {
        // A column band may reach this far past the last pixel, with weights of zero.
        let stride = width + LANES;
        let sums = Zeroizing::new(vec![0.0; stride * rows.most_open()]);
        let grids = vec![Grid::new(); columns.len()];
        Self { arch, rows, columns, sums, stride, open: 0..0, next_row: 0, grids }
    }

    /// The next row. The caller has seen that it is as wide as all others.
    #[expect(clippy::arithmetic_side_effects, reason = "rows and bands are counted up to a cap")]
    pub(in crate::hash) fn push(&mut self, row: Samples<'_>) {
        let rows = Arc::clone(&self.rows);
        let is_begun = |band: &Band| band.inputs.start <= self.next_row;
        self.open.end +=
            rows.bands().iter().skip(self.open.end).take_while(|b| is_begun(b)).count();
        for (index, band) in
            rows.bands().iter().enumerate().take(self.open.end).skip(self.open.start)
        {
            self.add(index, band, &rows, row);
            if band.inputs.end == self.next_row + 1 {
                self.reduce(index, band);
                self.open.start = index + 1;
            }
        }
        self.next_row += 1;
    }

    /// The grids after the last row, in the order of the column matrices.
    pub(super) fn grids(&self) -> &[Grid] {
        &self.grids
    }

    /// The hash of the first grid and of its transpose.
    pub(in crate::hash) fn pdqs(&self) -> [Pdq; 2] {
        self.grids.first().map(|grid| grid.pdqs(self.arch)).unwrap_or_default()
    }

    fn add(&mut self, index: usize, band: &Band, rows: &Axis, row: Samples<'_>) {
        let place = self.next_row.saturating_sub(band.inputs.start);
        let weight = rows.weights(band).get(place).copied().unwrap_or_default();
        let begun = if place == 0 { Begun::Now } else { Begun::Before };
        let slot = self.slot(index);
        if let Some(sums) = self.sums.get_mut(slot) {
            accumulate(self.arch, sums, row, weight, begun);
        }
    }

    /// A band has had all its rows: its sums become rows of the grids.
    fn reduce(&mut self, index: usize, band: &Band) {
        let slot = self.slot(index);
        let sums = self.sums.get(slot).unwrap_or_default();
        for (columns, grid) in self.columns.iter().zip(&mut self.grids) {
            let reduced = wide(
                self.arch,
                #[inline(always)]
                || reduce_row(columns, sums),
            );
            for row in grid.rows_mut().get_mut(band.outputs.clone()).unwrap_or_default() {
                *row = reduced;
            }
        }
    }

    #[expect(
        clippy::arithmetic_side_effects,
        reason = "the remainder is under the number of slots, whose strides were allocated"
    )]
    fn slot(&self, index: usize) -> Range<usize> {
        let slots = (self.sums.len() / self.stride).max(1);
        let start = index % slots * self.stride;
        start..start + self.stride
    }
}

/// One row of the grid, of sums that go on for [`LANES`] past the last pixel.
#[inline(always)]
#[expect(clippy::arithmetic_side_effects, reason = "inputs and weights are capped")]
pub(in crate::hash) fn reduce_row(columns: &Axis, sums: &[f32]) -> [f32; OUTPUTS] {
    let mut reduced = [0.0; OUTPUTS];
    for band in columns.bands() {
        let weights = columns.weights(band);
        let start = band.inputs.start;
        let value = dot(sums.get(start..start + weights.len()).unwrap_or_default(), weights);
        for place in reduced.get_mut(band.outputs.clone()).unwrap_or_default() {
            *place = value;
        }
    }
    reduced
}
