//! The grey copy, made of a picture's rows while they pass.

use pulp::Arch;
use zeroize::Zeroizing;

use super::grey::{Grey, sides};
use super::whole_rows::WholeRows;
use crate::decode::Samples;
use crate::hash::pdq::{Axis, Begun, LANES, Side, accumulate, wide};

/// Takes the rows of one picture and makes its copy.
pub(super) struct GreyCopy {
    arch: Arch,
    columns: Side,
    rows: Side,
    across: Axis,
    down: Axis,
    /// Sums of the rows that make the row of the copy which is being made,
    sums: Zeroizing<Vec<f32>>,
    begun: Begun,
    /// and of those among them that lie in it as a whole.
    whole: WholeRows,
    next_row: usize,
    next_band: usize,
    pixels: Zeroizing<Vec<u8>>,
}

impl GreyCopy {
    /// For a picture of this many pixels, neither zero.
    #[expect(clippy::arithmetic_side_effects, reason = "sides are at most MAX_SIDE_PIXELS")]
    pub(super) fn new(arch: Arch, width: usize, height: usize) -> Self {
        let [columns, rows] = sides(width, height);
        Self {
            arch,
            columns,
            rows,
            across: Axis::averages(columns),
            down: Axis::averages(rows),
            sums: Zeroizing::new(vec![0.0; width + LANES]),
            begun: Begun::Now,
            whole: WholeRows::new(width, rows),
            next_row: 0,
            next_band: 0,
            pixels: Zeroizing::new(Vec::with_capacity(columns.kept * rows.kept)),
        }
    }

    /// The next row. The caller has seen that it is as wide as the picture.
    #[expect(clippy::arithmetic_side_effects, reason = "rows and bands are counted up to a cap")]
    pub(super) fn push(&mut self, row: Samples<'_>) {
        while let Some(band) = self.down.bands().get(self.next_band) {
            let Some(place) = self.next_row.checked_sub(band.inputs.start) else { break };
            let weight = self.down.weights(band).get(place).copied().unwrap_or_default();
            if !self.whole.takes(self.arch, row, weight) {
                accumulate(self.arch, &mut self.sums, row, weight, self.begun);
                self.begun = Begun::Before;
            }
            if band.inputs.end != self.next_row + 1 {
                break;
            }
            self.end_row();
        }
        self.next_row += 1;
    }

    /// A row of the copy has all that it is made of.
    #[expect(clippy::arithmetic_side_effects, reason = "bands are counted up to a cap")]
    fn end_row(&mut self) {
        let Self { arch, across, sums, begun, whole, pixels, .. } = self;
        whole.give(*arch, sums, *begun);
        wide(
            *arch,
            #[inline(always)]
            || reduce(across, sums, pixels),
        );
        self.begun = Begun::Now;
        self.next_band += 1;
    }

    /// The copy, after the last row; `None` before it.
    pub(super) fn finish(self) -> Option<Grey> {
        let Self { columns, rows, mut pixels, next_band, .. } = self;
        (next_band == rows.kept).then(|| Grey::new(columns, rows, core::mem::take(&mut *pixels)))
    }
}

/// One more row of the copy. A loop over places: what a `Vec` is extended by is compiled by itself.
#[inline(always)]
#[expect(clippy::arithmetic_side_effects, reason = "inputs and weights are capped")]
fn reduce(across: &Axis, sums: &[f32], pixels: &mut Vec<u8>) {
    let done = pixels.len();
    pixels.resize(done + across.bands().len(), 0);
    let row = pixels.get_mut(done..).unwrap_or_default();
    for (pixel, band) in row.iter_mut().zip(across.bands()) {
        let weights = across.weights(band);
        let start = band.inputs.start;
        *pixel = rounded(mean(sums.get(start..start + weights.len()).unwrap_or_default(), weights));
    }
}

/// The sum of products, lane by lane and then two halves at a time: in the same order on every processor.
#[inline(always)]
fn mean(values: &[f32], weights: &[f32]) -> f32 {
    let (values, _) = values.as_chunks::<LANES>();
    let (weights, _) = weights.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (values, weights) in values.iter().zip(weights) {
        for ((lane, value), weight) in lanes.iter_mut().zip(values).zip(weights) {
            *lane += value * weight;
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    let [a, b, c, d] = [a + e, b + f, c + g, d + h];
    (a + c) + (b + d)
}

#[inline(always)]
#[expect(clippy::as_conversions, reason = "a cast from f32 saturates")]
fn rounded(luma: f32) -> u8 {
    (luma + 0.5) as u8
}
