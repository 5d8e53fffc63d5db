//! The same matrices for a picture of which only a smaller copy is left: the copy is made with
//! [`Axis::averages`], and [`Axis::window`] reads from it what PDQ would read from the picture.

use core::ops::Range;

use super::OUTPUTS;
use super::axis::{Axis, band, band_weights, centre};

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
        let (mut weights, mut sums, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let mut sums_are_inner = false;
        for output in 0..OUTPUTS {
            let centre = centre(output, stretch.length);
            let (inputs, is_inner) = band(centre, stretch.length);
            // Away from the ends all outputs weigh alike.
            if !(is_inner && sums_are_inner) {
                band_weights(centre, stretch.length, &mut weights);
                running_sums(&weights, &mut sums);
                sums_are_inner = is_inner;
            }
            let from = stretch.from + signed(inputs.start);
            let first = begins_in(side, from);
            let last = ends_in(side, from + signed(inputs.len()) - 1);
            kept_weights(side, first..last + 1, from, &sums, &mut kept);
            axis.push(output..output + 1, first..last + 1, kept.iter().copied());
        }
        axis
    }
}

/// What each of these pixels of the copy counts, if the sums of weights begin at pixel `from` of the
/// picture. The outermost two count for all beyond them.
#[expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    reason = "products of two sides are under 2^40, and whole in an f64"
)]
fn kept_weights(side: Side, kept: Range<usize>, from: i64, sums: &[f64], weights: &mut Vec<f32>) {
    let (full, all) = (signed(side.full), sums.last().copied().unwrap_or_default());
    let (step, step_part) = (full / signed(side.kept), full % signed(side.kept));
    // Where the copy's pixel begins: a division once, and then a sum for each.
    let begins = signed(kept.start) * full;
    let (mut whole, mut part) = (begins / signed(side.kept) - from, begins % signed(side.kept));
    let place = |whole, part: i64| sum_up_to(whole, part as f64 / side.kept as f64, sums);
    let mut start = if kept.start == 0 { 0.0 } else { place(whole, part) };
    weights.clear();
    for pixel in kept {
        (whole, part) = (whole + step, part + step_part);
        if part >= signed(side.kept) {
            (whole, part) = (whole + 1, part - signed(side.kept));
        }
        let end = if pixel + 1 == side.kept { all } else { place(whole, part) };
        weights.push(narrow(end - start));
        start = end;
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

/// Which of the copy's pixels holds the first part of this pixel of the picture,
#[expect(clippy::arithmetic_side_effects, reason = "products of two sides are under 2^40")]
fn begins_in(side: Side, pixel: i64) -> usize {
    let place = pixel.max(0) * signed(side.kept) / signed(side.full);
    usize::try_from(place).unwrap_or_default().min(side.kept - 1)
}

/// and which the last.
#[expect(clippy::arithmetic_side_effects, reason = "products of two sides are under 2^40")]
fn ends_in(side: Side, pixel: i64) -> usize {
    let place = ((pixel.max(0) + 1) * signed(side.kept) - 1) / signed(side.full);
    usize::try_from(place).unwrap_or_default().min(side.kept - 1)
}

/// The sum of the weights up to a place, between two sums in proportion.
#[expect(clippy::arithmetic_side_effects, reason = "places are a few times 2^20")]
fn sum_up_to(whole: i64, part: f64, sums: &[f64]) -> f64 {
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

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What each pixel of the copy counts, pixel by pixel of the picture: a pixel that lies in two of the
    /// copy's is divided between them.
    fn naive(side: Side, stretch: Stretch, output: usize) -> Vec<f64> {
        let (mut weights, mut kept) = (Vec::new(), vec![0.0; side.kept]);
        let inputs = band_weights(centre(output, stretch.length), stretch.length, &mut weights);
        for (input, weight) in inputs.zip(&weights) {
            let place = (stretch.from + input as i64).clamp(0, side.full as i64 - 1) as f64;
            let scale = side.kept as f64 / side.full as f64;
            for (pixel, sum) in kept.iter_mut().enumerate() {
                let (start, end) = (place * scale, (place + 1.0) * scale);
                let common = end.min(pixel as f64 + 1.0) - start.max(pixel as f64);
                *sum += f64::from(*weight) * common.max(0.0) / scale;
            }
        }
        kept
    }

    proptest! {
        #[test]
        fn a_window_of_the_copy_counts_what_its_pixels_hold_of_the_picture(
            full in 5..900_usize,
            kept in 5..300_usize,
            (from, length) in (-200..200_i64, 5..1_200_usize),
        ) {
            let side = Side { full, kept: kept.min(full) };
            let stretch = Stretch { from, length };
            let axis = Axis::window(side, stretch);
            prop_assert_eq!(axis.bands().len(), OUTPUTS);
            for (output, band) in axis.bands().iter().enumerate() {
                let mut found = vec![0.0; side.kept];
                for (at, weight) in band.inputs.clone().zip(axis.weights(band)) {
                    found[at] += f64::from(*weight);
                }
                for (found, naive) in found.iter().zip(naive(side, stretch, output)) {
                    prop_assert!((found - naive).abs() < 1e-5, "{} {}", found, naive);
                }
            }
        }
    }
}
