use pulp::{Arch, Simd, WithSimd};

use crate::decode::Samples;

/// Sums that run side by side in a dot product. It is fixed, so that every processor adds in the
/// same order and gives the same bits.
pub(in crate::hash) const LANES: usize = 8;

/// Does `work` with the best instructions that this processor has. A closure that is given here, and what
/// it calls, must be `#[inline(always)]`, or it is compiled for every processor.
pub(in crate::hash) fn wide<R>(arch: Arch, work: impl FnMut() -> R) -> R {
    arch.dispatch(Wide(work))
}

struct Wide<F>(F);

impl<R, F: FnMut() -> R> WithSimd for Wide<F> {
    type Output = R;

    /// `FnMut`, since a shim lies between `FnOnce` and a closure that only borrows, which need not be inlined.
    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> R {
        (self.0)()
    }
}

/// `sums = row * weight`, or `sums += row * weight` where the band was begun before.
pub(in crate::hash) fn accumulate(
    arch: Arch,
    sums: &mut [f32],
    row: Samples<'_>,
    weight: f32,
    begun: Begun,
) {
    wide(
        arch,
        #[inline(always)]
        || match (row, begun) {
            (Samples::U8(row), Begun::Now) => set(sums, row.iter().map(|v| f32::from(*v)), weight),
            (Samples::U8(row), Begun::Before) => {
                add(sums, row.iter().map(|v| f32::from(*v)), weight)
            }
            (Samples::F32(row), Begun::Now) => set(sums, row.iter().copied(), weight),
            (Samples::F32(row), Begun::Before) => add(sums, row.iter().copied(), weight),
        },
    );
}

/// Whether a band has sums from earlier rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hash) enum Begun {
    /// This is its first row.
    Now,
    /// It has had rows.
    Before,
}

#[inline(always)]
fn set(sums: &mut [f32], row: impl Iterator<Item = f32>, weight: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum = value * weight;
    }
}

#[inline(always)]
fn add(sums: &mut [f32], row: impl Iterator<Item = f32>, weight: f32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += value * weight;
    }
}

/// The sum of products of two slices of the same whole number of lanes.
#[inline(always)]
pub(super) fn dot(values: &[f32], weights: &[f32]) -> f32 {
    let (values, _) = values.as_chunks::<LANES>();
    let (weights, _) = weights.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (values, weights) in values.iter().zip(weights) {
        for ((lane, value), weight) in lanes.iter_mut().zip(values).zip(weights) {
            *lane += value * weight;
        }
    }
    lanes.iter().sum()
}
