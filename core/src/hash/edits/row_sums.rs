//! Rows of a grey copy, weighed and added up: the columns of a window that are needed, so many at a time
//! that their sums stay in registers.

use core::ops::Range;

use zeroize::Zeroizing;

use super::grey::Grey;
use crate::hash::pdq::{Axis, LANES};

/// Columns whose sums stay in registers.
const TOGETHER: usize = 64;

/// Weighted sums of some rows, one for each column.
pub(super) struct RowSums {
    /// The columns that are asked for.
    used: Range<usize>,
    values: Zeroizing<Vec<f32>>,
}

impl RowSums {
    /// For the columns that any of these matrices reads.
    pub(super) fn new(grey: &Grey, columns: &[Axis]) -> Self {
        let inputs = || columns.iter().flat_map(Axis::bands).map(|band| band.inputs.clone());
        let start = inputs().map(|inputs| inputs.start).min().unwrap_or_default();
        let end = inputs().map(|inputs| inputs.end).max().unwrap_or_default();
        // A matrix reads on past the last column, with weights of zero.
        let values = Zeroizing::new(vec![0.0; grey.width().saturating_add(LANES)]);
        Self { used: start..end, values }
    }

    /// The sums, by their columns; those of columns that were not asked for are of no meaning.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Adds up these rows, from the first to the last. There are at least as many weights.
    #[inline(always)]
    pub(super) fn weigh(&mut self, grey: &Grey, rows: Range<usize>, weights: &[f32]) {
        let rows = Rows { grey, rows, weights };
        let values = self.values.get_mut(self.used.clone()).unwrap_or_default();
        let (chunks, rest) = values.as_chunks_mut::<TOGETHER>();
        let mut left = self.used.start;
        for chunk in chunks {
            *chunk = rows.sums(left);
            left = left.saturating_add(TOGETHER);
        }
        for value in rest {
            let [sum] = rows.sums(left);
            *value = sum;
            left = left.saturating_add(1);
        }
    }
}

struct Rows<'a> {
    grey: &'a Grey,
    rows: Range<usize>,
    weights: &'a [f32],
}

impl Rows<'_> {
    /// Of so many columns from `left` on.
    #[inline(always)]
    fn sums<const N: usize>(&self, left: usize) -> [f32; N] {
        let mut sums = [0.0; N];
        for (row, weight) in self.rows.clone().zip(self.weights) {
            let pixels = self.grey.row(row).get(left..).and_then(<[u8]>::first_chunk::<N>);
            for (sum, pixel) in sums.iter_mut().zip(pixels.unwrap_or(&[0; N])) {
                *sum += f32::from(*pixel) * weight;
            }
        }
        sums
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::float_cmp,
    reason = "small pictures, and sums in the same order"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hash::pdq::Side;

    proptest! {
        #[test]
        fn sums_are_those_of_weighing_each_pixel_by_itself(
            width in 1..200_usize,
            levels in prop::collection::vec(any::<u8>(), 200 * 12),
            shares in prop::collection::vec(0..100_u32, 12),
        ) {
            let side = |kept| Side { full: kept, kept };
            let pixels: Vec<u8> = levels.into_iter().take(width * 12).collect();
            let grey = Grey::new(side(width), side(12), pixels);
            let all = shares.iter().sum::<u32>().max(1) as f32;
            let weights: Vec<f32> = shares.iter().map(|share| *share as f32 / all).collect();
            let mut sums = RowSums::new(&grey, &[Axis::averages(side(width))]);
            sums.weigh(&grey, 0..12, &weights);
            for (x, sum) in sums.values().iter().enumerate().take(width) {
                let naive = (0..12).zip(&weights).map(|(y, weight)| {
                    weight * grey.row(y).get(x).copied().map_or(0.0, f32::from)
                });
                prop_assert_eq!(*sum, naive.fold(0.0, |sum, part| sum + part));
            }
        }
    }
}
