//! PDQ in the published order of operations, on a whole picture in memory: slow, and plainly the
//! same as the published code. It is the oracle that the product's [`super::PdqHasher`] is held
//! against in tests, benches and `presend bench`; no scan calls it.

use super::dct::{DCT, FREQUENCIES};
use super::{MIN_SIDE_PIXELS, OUTPUTS, PRESCALED_SIDE_PIXELS, Pdq, PdqHash};
use crate::orientation::Orientation;

type Small = [[f32; OUTPUTS]; OUTPUTS];
type Spectrum = [[f32; FREQUENCIES]; FREQUENCIES];

/// Luma of a whole picture, row by row, 0 to 255.
#[derive(Clone, PartialEq)]
pub struct Plane {
    width: usize,
    height: usize,
    luma: Vec<f32>,
}

impl core::fmt::Debug for Plane {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Plane(..)")
    }
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the oracle: a plane that exists has width * height values"
)]
impl Plane {
    /// A picture of `width` times `height` values; `None` if there are more or fewer of them.
    #[must_use]
    pub fn new(width: usize, height: usize, luma: Vec<f32>) -> Option<Self> {
        (width.checked_mul(height) == Some(luma.len())).then_some(Self { width, height, luma })
    }

    /// Width in pixels.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// The values, row by row.
    #[must_use]
    pub fn luma(&self) -> &[f32] {
        &self.luma
    }

    /// The picture turned, pixel by pixel.
    #[must_use]
    pub fn turned(&self, turn: Orientation) -> Self {
        let (transpose, mirror, flip) = turn.steps();
        let (width, height) =
            if transpose { (self.height, self.width) } else { (self.width, self.height) };
        self.picked(width, height, |x, y| {
            let x = if mirror { width - 1 - x } else { x };
            let y = if flip { height - 1 - y } else { y };
            if transpose { (y, x) } else { (x, y) }
        })
    }

    /// The picture at 512x512, pixel `i` from place `i * length / 512`, if a side is over 512.
    #[must_use]
    pub fn prescaled(&self) -> Self {
        let side = PRESCALED_SIDE_PIXELS;
        if self.width <= side && self.height <= side {
            return self.clone();
        }
        self.picked(side, side, |x, y| (x * self.width / side, y * self.height / side))
    }

    /// PDQ of the picture. The plane is used up: the filter works in it.
    #[must_use]
    pub fn pdq(mut self) -> Pdq {
        if self.width < MIN_SIDE_PIXELS || self.height < MIN_SIDE_PIXELS {
            return Pdq::default();
        }
        if (self.width, self.height) != (OUTPUTS, OUTPUTS) {
            self.blur();
        }
        let small = self.decimated();
        Pdq { hash: hash(&spectrum(&small)), quality: quality(&small) }
    }

    /// PDQ as the C++ tool computes it.
    #[must_use]
    pub fn pdq512(&self) -> Pdq {
        self.prescaled().pdq()
    }

    fn picked(
        &self,
        width: usize,
        height: usize,
        from: impl Fn(usize, usize) -> (usize, usize),
    ) -> Self {
        let mut luma = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let (x, y) = from(x, y);
                luma.push(self.luma[y * self.width + x]);
            }
        }
        Self { width, height, luma }
    }

    /// The Jarosz filter: two passes of a box along rows and a box along columns.
    fn blur(&mut self) {
        let (width, height) = (self.width, self.height);
        let mut other = vec![0.0; self.luma.len()];
        for _ in 0..2 {
            for y in 0..height {
                let row = Line { start: y * width, stride: 1, length: width };
                box_filter(&self.luma, &mut other, row);
            }
            for x in 0..width {
                let column = Line { start: x, stride: width, length: height };
                box_filter(&other, &mut self.luma, column);
            }
        }
    }

    fn decimated(&self) -> Small {
        let mut small = [[0.0; OUTPUTS]; OUTPUTS];
        for (i, row) in small.iter_mut().enumerate() {
            for (j, value) in row.iter_mut().enumerate() {
                *value = self.luma[centre(i, self.height) * self.width + centre(j, self.width)];
            }
        }
        small
    }
}

/// One row or column within a plane.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    stride: usize,
    length: usize,
}

/// The box filter along one line, with a running sum in four phases.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "the oracle: a line lies within its plane"
)]
fn box_filter(from: &[f32], to: &mut [f32], line: Line) {
    let Line { start, stride, length } = line;
    let window = length.div_ceil(128);
    let half = (window + 2) / 2;
    let (mut left, mut right, mut out) = (start, start, start);
    let (mut sum, mut count) = (0.0_f32, 0_usize);
    for _ in 0..half - 1 {
        sum += from[right];
        count += 1;
        right += stride;
    }
    for _ in 0..window - half + 1 {
        sum += from[right];
        count += 1;
        to[out] = sum / count as f32;
        right += stride;
        out += stride;
    }
    for _ in 0..length - window {
        sum += from[right];
        sum -= from[left];
        to[out] = sum / count as f32;
        left += stride;
        right += stride;
        out += stride;
    }
    for _ in 0..half - 1 {
        sum -= from[left];
        count -= 1;
        to[out] = sum / count as f32;
        left += stride;
        out += stride;
    }
}

#[expect(clippy::as_conversions, reason = "the published formula: the cut is meant")]
fn centre(output: usize, length: usize) -> usize {
    (((output as f64 + 0.5) * length as f64) / OUTPUTS as f64) as usize
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::needless_range_loop,
    reason = "fixed bounds; at most 8,064 steps of a saturating cast, summed in 64 bits"
)]
fn quality(small: &Small) -> u8 {
    let step = |u: f32, v: f32| i64::from(((((u - v) * 100.0) / 255.0) as i32).unsigned_abs());
    let mut sum = 0;
    for i in 0..OUTPUTS - 1 {
        for j in 0..OUTPUTS {
            sum += step(small[i][j], small[i + 1][j]);
        }
    }
    for row in small {
        for j in 0..OUTPUTS - 1 {
            sum += step(row[j], row[j + 1]);
        }
    }
    u8::try_from((sum / 90).min(100)).unwrap_or(100)
}

#[expect(clippy::indexing_slicing, reason = "as published, fixed bounds")]
fn spectrum(small: &Small) -> Spectrum {
    let mut half = [[0.0; OUTPUTS]; FREQUENCIES];
    for i in 0..FREQUENCIES {
        for j in 0..OUTPUTS {
            for k in 0..OUTPUTS {
                half[i][j] += DCT[i][k] * small[k][j];
            }
        }
    }
    let mut spectrum = [[0.0; FREQUENCIES]; FREQUENCIES];
    for i in 0..FREQUENCIES {
        for j in 0..FREQUENCIES {
            for k in 0..OUTPUTS {
                spectrum[i][j] += half[i][k] * DCT[j][k];
            }
        }
    }
    spectrum
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::needless_range_loop,
    reason = "fixed bounds: the bit is under 256"
)]
fn hash(spectrum: &Spectrum) -> PdqHash {
    let median = torben(spectrum.as_flattened());
    let mut bytes = [0_u8; 32];
    for i in 0..FREQUENCIES {
        for j in 0..FREQUENCIES {
            let bit = i * FREQUENCIES + j;
            if spectrum[i][j] > median {
                bytes[31 - bit / 8] |= 1 << (bit % 8);
            }
        }
    }
    PdqHash::from_bytes(bytes)
}

/// The lower median by halving the range of values, after Torben Mogensen. Values that are no
/// pictures' (infinite, or too large to halve) end it too: the range shrinks at most 256 times.
fn torben(values: &[f32]) -> f32 {
    let half = values.len().div_ceil(2);
    let mut low = values.iter().copied().fold(f32::INFINITY, f32::min);
    let mut high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    for _ in 0..=values.len() {
        let guess = (low + high) / 2.0;
        let less = values.iter().copied().filter(|v| *v < guess);
        let greater = values.iter().copied().filter(|v| *v > guess);
        let equal = values.iter().filter(|v| **v == guess).count();
        let (fewer, more) = (less.clone().count(), greater.clone().count());
        let below = less.fold(low, f32::max);
        let above = greater.fold(high, f32::min);
        if fewer <= half && more <= half {
            return if fewer >= half {
                below
            } else if fewer.saturating_add(equal) >= half {
                guess
            } else {
                above
            };
        }
        if fewer > more { high = below } else { low = above }
    }
    low
}
