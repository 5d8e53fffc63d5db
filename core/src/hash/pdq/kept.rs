//! The same matrices for a picture of which only a smaller copy is left: the copy is made with
//! [`Axis::averages`], and [`Axis::window`] reads from it what PDQ would read from the picture.

use super::OUTPUTS;
use super::axis::{Axis, band_weights, centre};

/// One side of a picture and of its smaller copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hash) struct Side {
    /// Pixels of the picture.
    pub(in crate::hash) full: usize,
    /// Pixels of the copy: at least 1, at most `full`.
    pub(in crate::hash) kept: usize,
}

/// A stretch of a side, in pixels of the picture. It may begin before the picture and end after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hash) struct Stretch {
    pub(in crate::hash) from: i64,
    /// At least 1.
    pub(in crate::hash) length: usize,
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "sides are at most MAX_SIDE_PIXELS and stretches a few times as long"
)]
impl Axis {
    /// Area averages: each pixel of the copy is the mean of what it covers.
    pub(in crate::hash) fn averages(side: Side) -> Self {
        let Side { full, kept } = side;
        let mut axis = Self::empty(full, kept);
        for output in 0..kept {
            let start = output * full / kept;
            let end = ((output + 1) * full).div_ceil(kept);
            let weight = |input: usize| share(side, output, input);
            axis.push(output..output + 1, start..end, (start..end).map(weight));
        }
        axis
    }

    /// PDQ's matrix for a stretch of the picture, as sums of the copy's pixels. Beyond its ends the
    /// outermost pixels are repeated.
    pub(in crate::hash) fn window(side: Side, stretch: Stretch) -> Self {
        let mut axis = Self::empty(side.kept, OUTPUTS);
        let (mut weights, mut sums) = (Vec::new(), Vec::new());
        for output in 0..OUTPUTS {
            let inputs = band_weights(centre(output, stretch.length), stretch.length, &mut weights);
            running_sums(&weights, &mut sums);
            let from = stretch.from + signed(inputs.start);
            let first = covering(side, from);
            let last = covering(side, from + signed(inputs.len()) - 1);
            let weight = |kept: usize| {
                let start = if kept == 0 { 0.0 } else { sum_up_to(side, kept, from, &sums) };
                let is_last = kept + 1 == side.kept;
                let all = sums.last().copied().unwrap_or_default();
                let end = if is_last { all } else { sum_up_to(side, kept + 1, from, &sums) };
                narrow(end - start)
            };
            axis.push(output..output + 1, first..last + 1, (first..=last).map(weight));
        }
        axis
    }
}

/// How much of a copy's pixel one of the picture's pixels is.
#[expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    reason = "products of two sides are under 2^40, and whole in an f64"
)]
fn share(side: Side, output: usize, input: usize) -> f32 {
    let (full, kept) = (side.full as u64, side.kept as u64);
    let (output, input) = (output as u64, input as u64);
    let start = (output * full).max(input * kept);
    let end = ((output + 1) * full).min((input + 1) * kept);
    narrow((end - start) as f64 / full as f64)
}

/// Which of the copy's pixels holds the last part of this pixel of the picture.
#[expect(clippy::arithmetic_side_effects, reason = "products of two sides are under 2^40")]
fn covering(side: Side, pixel: i64) -> usize {
    let place = ((pixel.max(0) + 1) * signed(side.kept) - 1) / signed(side.full);
    usize::try_from(place).unwrap_or_default().min(side.kept - 1)
}

/// The sum of the weights from `from` on up to where pixel `kept` of the copy begins.
#[expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    reason = "products of two sides are under 2^40, and whole in an f64"
)]
fn sum_up_to(side: Side, kept: usize, from: i64, sums: &[f64]) -> f64 {
    let begins = signed(kept) * signed(side.full);
    let whole = begins / signed(side.kept) - from;
    let part = (begins % signed(side.kept)) as f64 / side.kept as f64;
    let last = sums.last().copied().unwrap_or_default();
    let at = |place: i64| match usize::try_from(place) {
        Ok(place) => sums.get(place).copied().unwrap_or(last),
        Err(_) => 0.0,
    };
    let below = at(whole);
    below + (at(whole + 1) - below) * part
}

/// From nothing to the sum of all.
fn running_sums(weights: &[f32], sums: &mut Vec<f64>) {
    sums.clear();
    sums.push(0.0);
    let mut sum = 0.0;
    for weight in weights {
        sum += f64::from(*weight);
        sums.push(sum);
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[expect(clippy::as_conversions, reason = "a weight between 0 and 1")]
const fn narrow(weight: f64) -> f32 {
    weight as f32
}
