//! A picture in the size that a model takes: bilinear, and wide enough to take all of what it makes smaller.

use presend::decode::Guard;
use presend::orientation::Orientation;
use presend::undecided::Undecided;
use zeroize::Zeroize as _;

use crate::rows::Rows;

/// A small picture: red, green and blue from 0 to 255, row by row. Overwritten when dropped.
pub(crate) struct Small {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<[f32; 3]>,
}

impl Drop for Small {
    fn drop(&mut self) {
        self.pixels.zeroize();
    }
}

/// The whole picture, as it is shown, stretched to these sides.
pub(crate) fn resize(
    rows: Rows<'_>,
    (width, height): (usize, usize),
    guard: &Guard<'_>,
) -> Result<Small, Undecided> {
    let orientation = rows.view().orientation;
    // To turn comes last: there are far fewer pixels then.
    let (stored_width, stored_height) =
        if orientation.swaps_sides() { (height, width) } else { (width, height) };
    let columns = taps(side(rows.view().width), stored_width);
    let lines = taps(side(rows.view().height), stored_height);
    let mut pixels = vec![[0.0_f32; 3]; stored_width.saturating_mul(stored_height)];
    let mut source = Vec::new();
    for (y, row) in rows.rgb().enumerate() {
        guard.cancelled()?;
        source.clear();
        source.extend(row);
        for (line, out) in lines.iter().zip(pixels.chunks_mut(stored_width)) {
            if let Some(share) = line.weight_of(y) {
                add_row(&source, &columns, share, out);
            }
        }
    }
    source.zeroize();
    Ok(turned(Small { width: stored_width, height: stored_height, pixels }, orientation))
}

fn add_row(source: &[[f32; 3]], columns: &[Taps], share: f32, out: &mut [[f32; 3]]) {
    for (column, to) in columns.iter().zip(out) {
        let from = source.get(column.start..).unwrap_or_default();
        let mut sum = [0.0_f32; 3];
        for (weight, pixel) in column.weights.iter().zip(from) {
            for (sum, value) in sum.iter_mut().zip(pixel) {
                *sum += weight * value;
            }
        }
        for (to, value) in to.iter_mut().zip(sum) {
            *to += share * value;
        }
    }
}

/// Which pixels of a line make one pixel of a shorter or longer one. The weights add up to 1.
struct Taps {
    start: usize,
    weights: Vec<f32>,
}

impl Taps {
    fn weight_of(&self, index: usize) -> Option<f32> {
        self.weights.get(index.checked_sub(self.start)?).copied()
    }
}

fn taps(size: usize, target: usize) -> Vec<Taps> {
    let scale = real(size) / real(target);
    let support = scale.max(1.0);
    let weight =
        |index: usize, centre: f64| (1.0 - (real(index) + 0.5 - centre).abs() / support).max(0.0);
    let tap = |place: usize| {
        let centre = (real(place) + 0.5) * scale;
        let start = whole(centre - support).min(size.saturating_sub(1));
        let end = whole(centre + support).saturating_add(1).min(size);
        let weights: Vec<f64> = (start..end).map(|index| weight(index, centre)).collect();
        let sum: f64 = weights.iter().sum();
        Taps { start, weights: weights.into_iter().map(|weight| single(weight / sum)).collect() }
    };
    (0..target).map(tap).collect()
}

fn side(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(usize::MAX)
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a side is below 2^32")]
const fn real(number: usize) -> f64 {
    number as f64
}

/// Rounded down; 0 for what is below it.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "this conversion saturates, and what is below 0 is to be 0"
)]
const fn whole(number: f64) -> usize {
    number as usize
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "rounds to the nearest"
)]
const fn single(number: f64) -> f32 {
    number as f32
}

/// As a viewer shows it.
fn turned(small: Small, orientation: Orientation) -> Small {
    let (width, height) = if orientation.swaps_sides() {
        (small.height, small.width)
    } else {
        (small.width, small.height)
    };
    let (last_x, last_y) = (small.width.saturating_sub(1), small.height.saturating_sub(1));
    let mut pixels = Vec::with_capacity(small.pixels.len());
    for y in 0..height {
        for x in 0..width {
            let (from_x, from_y) = match orientation {
                Orientation::Upright => (x, y),
                Orientation::Rotate90 => (y, last_y.saturating_sub(x)),
                Orientation::Rotate180 => (last_x.saturating_sub(x), last_y.saturating_sub(y)),
                Orientation::Rotate270 => (last_x.saturating_sub(y), x),
                Orientation::Mirror => (last_x.saturating_sub(x), y),
                Orientation::Flip => (x, last_y.saturating_sub(y)),
                Orientation::Transpose => (y, x),
                Orientation::Transverse => (last_x.saturating_sub(y), last_y.saturating_sub(x)),
            };
            let place = from_y.saturating_mul(small.width).saturating_add(from_x);
            pixels.push(small.pixels.get(place).copied().unwrap_or_default());
        }
    }
    Small { width, height, pixels }
}

#[cfg(test)]
mod tests;
