use core::ops::Range;

use super::OUTPUTS;
use super::kernel::LANES;

/// PDQ's two box filters and the choice of 64 centres, along one axis of a picture, as one sparse
/// matrix: each output is a weighted sum of a short band of inputs.
#[derive(Debug)]
pub(in crate::hash) struct Axis {
    length: usize,
    bands: Vec<Band>,
    weights: Vec<f32>,
}

/// One row of the matrix. Both ends of the bands never go back from one band to the next.
#[derive(Clone, Debug)]
pub(in crate::hash) struct Band {
    /// Which of the 64 outputs it gives: several, if the axis is shorter than 64.
    pub(in crate::hash) outputs: Range<usize>,
    /// The inputs it reaches.
    pub(in crate::hash) inputs: Range<usize>,
    /// Where its weights are; a whole number of lanes, zeros after the last input's.
    weights: Range<usize>,
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "lengths are at most MAX_SIDE_PIXELS, so that no sum or product comes near usize::MAX"
)]
impl Axis {
    /// The matrix for an axis of `length` pixels, at least 1.
    pub(in crate::hash) fn new(length: usize) -> Self {
        let mut axis = Self { length, bands: Vec::with_capacity(OUTPUTS), weights: Vec::new() };
        let mut scratch = Vec::new();
        for output in 0..OUTPUTS {
            let centre = centre(output, length);
            match axis.bands.last_mut() {
                Some(last) if self::centre(last.outputs.start, length) == centre => {
                    last.outputs.end = output + 1;
                }
                _ => {
                    let inputs = band_weights(centre, length, &mut scratch);
                    axis.push(output..output + 1, inputs, scratch.iter().copied());
                }
            }
        }
        axis
    }

    /// A matrix of this many outputs for an axis of `length` pixels, still without its bands.
    pub(super) fn empty(length: usize, outputs: usize) -> Self {
        Self { length, bands: Vec::with_capacity(outputs), weights: Vec::new() }
    }

    /// The matrix that gives of a picture what `self` gives of the same picture mirrored.
    pub(in crate::hash) fn reversed(&self) -> Self {
        let bands = Vec::with_capacity(self.bands.len());
        let mut axis = Self { length: self.length, bands, weights: Vec::new() };
        for band in self.bands.iter().rev() {
            let inputs = self.length - band.inputs.end..self.length - band.inputs.start;
            let weights = self.weights(band).get(..band.inputs.len()).unwrap_or_default();
            axis.push(band.outputs.clone(), inputs, weights.iter().rev().copied());
        }
        axis
    }

    pub(super) fn push(
        &mut self,
        outputs: Range<usize>,
        inputs: Range<usize>,
        weights: impl Iterator<Item = f32>,
    ) {
        let start = self.weights.len();
        self.weights.extend(weights);
        self.weights.resize(start + inputs.len().div_ceil(LANES) * LANES, 0.0);
        self.bands.push(Band { outputs, inputs, weights: start..self.weights.len() });
    }

    /// The bands in the order in which the inputs reach them.
    pub(in crate::hash) fn bands(&self) -> &[Band] {
        &self.bands
    }

    /// The weights of a band, zeros after the last.
    pub(in crate::hash) fn weights(&self, band: &Band) -> &[f32] {
        self.weights.get(band.weights.clone()).unwrap_or_default()
    }

    /// The most bands that reach one input.
    pub(in crate::hash) fn most_open(&self) -> usize {
        let open = |(i, band): (usize, &Band)| {
            let until_here = self.bands.iter().take(i + 1).rev();
            until_here.take_while(|before| before.inputs.end > band.inputs.start).count()
        };
        self.bands.iter().enumerate().map(open).max().unwrap_or(0)
    }
}

/// True if the matrix for this length equals its own reversal: the box is odd, so that it has a
/// middle, and no centre falls on the border between two pixels.
pub(super) const fn is_symmetric(length: usize) -> bool {
    window(length) % 2 == 1 && !length.is_multiple_of(128)
}

/// Pixels that the box filter averages: one for each half of an output, rounded up.
const fn window(length: usize) -> usize {
    length.div_ceil(128)
}

/// The input in the middle of an output: `(int)((output + 0.5) * length / 64)`.
#[expect(clippy::arithmetic_side_effects, reason = "output is under 64, length is capped")]
pub(super) const fn centre(output: usize, length: usize) -> usize {
    (2 * output + 1) * length / 128
}

/// What one box averages around an input: an even window reaches one pixel further to the right.
#[expect(clippy::arithmetic_side_effects, reason = "the window is at most 1/128 of the length")]
fn box_around(input: usize, length: usize) -> Range<usize> {
    let window = window(length);
    let right = window.midpoint(2);
    input.saturating_sub(window - right)..(input + right).min(length)
}

/// The inputs that an output reaches, and whether both its boxes are whole: then its weights are those
/// of every other such output.
#[expect(clippy::arithmetic_side_effects, reason = "the window is at most 1/128 of the length")]
pub(super) fn band(centre: usize, length: usize) -> (Range<usize>, bool) {
    let second = box_around(centre, length);
    let start = box_around(second.start, length).start;
    let end = box_around(second.end - 1, length).end;
    let right = window(length).midpoint(2);
    let is_whole = centre >= 2 * (window(length) - right) && centre + 2 * right - 1 <= length;
    (start..end, is_whole)
}

/// Writes into `weights` how far each input counts after both boxes, and returns which inputs
/// these are. Both boxes are ranges, so that a sum of differences serves.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "the boxes of an output lie within the ends of its first and last box"
)]
pub(super) fn band_weights(centre: usize, length: usize, weights: &mut Vec<f32>) -> Range<usize> {
    let second = box_around(centre, length);
    let (Range { start, end }, _) = band(centre, length);
    let mut steps = vec![0.0_f64; end - start + 1];
    for middle in second.clone() {
        let first = box_around(middle, length);
        let share = 1.0 / (first.len() as f64 * second.len() as f64);
        steps[first.start - start] += share;
        steps[first.end - start] -= share;
    }
    weights.clear();
    let mut sum = 0.0;
    for step in &steps[..end - start] {
        sum += step;
        weights.push(sum as f32);
    }
    start..end
}
