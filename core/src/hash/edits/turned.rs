//! PDQ of a window that is turned about the middle of the picture.
//!
//! PDQ's two boxes are a tent about as wide as the step between two outputs. Two points each way of
//! a copy halved as often as the tent allows stand for it; all places are whole numbers, so that
//! every processor reads the same.

use pulp::Arch;
use zeroize::Zeroizing;

use super::grey::Grey;
use crate::hash::pdq::{Grid, Side, WindowPdq};

/// An angle, by its cosine and its sine; the picture turns clockwise if the sine is positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Angle {
    pub(super) cosine: f64,
    pub(super) sine: f64,
}

impl Angle {
    /// The same the other way round.
    pub(super) fn opposite(self) -> Self {
        Self { sine: -self.sine, ..self }
    }
}

/// A whole number of 65536ths.
const ONE: f64 = 65_536.0;

/// How often a copy is halved at most.
const MAX_HALVINGS: usize = 3;

/// The copy, halved some times.
struct Level {
    width: usize,
    height: usize,
    pixels: Zeroizing<Vec<u8>>,
}

/// Reads turned windows of one picture.
pub(super) struct Turner<'a> {
    grey: &'a Grey,
    /// The copy, a half of it, a quarter, as far as they were asked for.
    levels: Vec<Level>,
}

impl<'a> Turner<'a> {
    pub(super) fn new(grey: &'a Grey) -> Self {
        let pixels = Zeroizing::new(grey.pixels().to_vec());
        let whole = Level { width: grey.width(), height: grey.height(), pixels };
        Self { grey, levels: vec![whole] }
    }

    /// The hashes of a window of this width and height, in pixels of the copy. It may reach
    /// outside, where the outermost pixels are repeated.
    pub(super) fn hash(&mut self, arch: Arch, size: [f64; 2], angle: Angle) -> Option<WindowPdq> {
        let [width, height] = size;
        let across = Outputs::new(self.grey.columns, width);
        let down = Outputs::new(self.grey.rows, height);
        let (level, scale) = self.level(across.box_pixels.min(down.box_pixels))?;
        let x = across.taps(scale).map(|u| [fixed(u * angle.cosine), fixed(u * angle.sine)]);
        let y = down.taps(scale).map(|v| [fixed(v * -angle.sine), fixed(v * angle.cosine)]);
        let middle = [level.width, level.height].map(|side| fixed(number(side) / 2.0 - 0.5));
        let mut grid = Grid::new();
        arch.dispatch(|| fill(&mut grid, level, middle, &x, &y));
        Some(grid.window(arch))
    }

    /// The smallest level in which a box still is 1.5 pixels wide, and how many pixels of the copy
    /// one of it is.
    fn level(&mut self, box_pixels: f64) -> Option<(&Level, f64)> {
        let (mut halvings, mut scale) = (0, 1.0);
        while halvings < MAX_HALVINGS && box_pixels >= scale * 3.0 {
            halvings = halvings.saturating_add(1);
            scale *= 2.0;
            if self.levels.len() <= halvings {
                let next = self.levels.last()?.halved();
                self.levels.push(next);
            }
        }
        self.levels.get(halvings).map(|level| (level, scale))
    }
}

impl Level {
    /// Means of four pixels; a last odd row or column is left out.
    fn halved(&self) -> Self {
        let (width, height) = ((self.width / 2).max(1), (self.height / 2).max(1));
        let mut pixels = Vec::with_capacity(width.saturating_mul(height));
        let rows: Vec<&[u8]> = self.pixels.chunks_exact(self.width.max(1)).collect();
        for pair in rows.chunks(2).take(height) {
            let (upper, lower) = (pair.first().copied(), pair.last().copied());
            let pairs =
                upper.unwrap_or_default().chunks(2).zip(lower.unwrap_or_default().chunks(2));
            pixels.extend(pairs.take(width).map(|(upper, lower)| mean(upper, lower)));
        }
        Self { width, height, pixels: Zeroizing::new(pixels) }
    }

    /// Luma at a place in 65536ths of a pixel, between four pixels, times 65536.
    #[inline(always)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        reason = "places are clamped to the level, whose pixels are under 2^20; weights add up to 2^16"
    )]
    fn at(&self, x: i32, y: i32) -> u32 {
        let (last_x, last_y) = (self.width as i32 - 1, self.height as i32 - 1);
        let (left, top) = ((x >> 16).clamp(0, last_x), (y >> 16).clamp(0, last_y));
        let (right, bottom) = (((x >> 16) + 1).clamp(0, last_x), ((y >> 16) + 1).clamp(0, last_y));
        let (fx, fy) = (((x >> 8) & 255) as u32, ((y >> 8) & 255) as u32);
        let pixel = |x: i32, y: i32| {
            let place = y as usize * self.width + x as usize;
            self.pixels.get(place).map_or(0, |pixel| u32::from(*pixel))
        };
        let upper = pixel(left, top) * (256 - fx) + pixel(right, top) * fx;
        let lower = pixel(left, bottom) * (256 - fx) + pixel(right, bottom) * fx;
        upper * (256 - fy) + lower * fy
    }
}

fn mean(upper: &[u8], lower: &[u8]) -> u8 {
    let all = upper.iter().chain(lower);
    let sum = all.clone().fold(0_u32, |sum, pixel| sum.saturating_add(u32::from(*pixel)));
    let count = u32::try_from(all.count()).unwrap_or(1);
    let rounded = sum.saturating_add(count / 2).checked_div(count);
    rounded.and_then(|mean| u8::try_from(mean).ok()).unwrap_or(u8::MAX)
}

/// Where PDQ's outputs lie along one axis of a window, from its middle, in pixels of the copy.
struct Outputs {
    centres: [f64; OUTPUTS],
    /// How wide PDQ's box is.
    box_pixels: f64,
}

impl Outputs {
    /// For a window of `length` pixels of the copy: in the picture itself it is a window of whole
    /// pixels, whose centres PDQ cuts to whole pixels too.
    #[expect(clippy::arithmetic_side_effects, reason = "sides are at most MAX_SIDE_PIXELS")]
    fn new(side: Side, length: f64) -> Self {
        let full = whole(length * number(side.full) / number(side.kept)).max(OUTPUTS);
        let wide = full.div_ceil(2 * OUTPUTS);
        // An even box reaches one pixel further to the right, and there are two.
        let shift = if wide.is_multiple_of(2) { 1.0 } else { 0.0 };
        let mut centres = [0.0; OUTPUTS];
        for (output, centre) in centres.iter_mut().enumerate() {
            let place = number((2 * output + 1) * full / (2 * OUTPUTS)) + 0.5 + shift;
            *centre = (place / number(full) - 0.5) * length;
        }
        Self { centres, box_pixels: number(wide) / number(full) * length }
    }

    /// Two points for each output, in pixels of a level. They are as far from the middle as gives,
    /// with the level's own blur, the tent of two boxes the same spread.
    fn taps(&self, scale: f64) -> [f64; 2 * OUTPUTS] {
        let wanted = self.box_pixels * self.box_pixels / 6.0;
        let far = (wanted - scale * scale / 4.0).max(0.0).sqrt();
        let mut taps = [0.0; 2 * OUTPUTS];
        for (pair, centre) in taps.as_chunks_mut().0.iter_mut().zip(self.centres) {
            *pair = [(centre - far) / scale, (centre + far) / scale];
        }
        taps
    }
}

type Places = [[i32; 2]; 2 * OUTPUTS];

#[inline(always)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "places are under 2^13 pixels, and four values of at most 2^24 are added"
)]
fn fill(grid: &mut Grid, level: &Level, [x0, y0]: [i32; 2], across: &Places, down: &Places) {
    for (row, ys) in grid.rows_mut().iter_mut().zip(down.as_chunks::<2>().0) {
        for (value, xs) in row.iter_mut().zip(across.as_chunks::<2>().0) {
            let mut sum = 0;
            for [down_x, down_y] in ys {
                for [across_x, across_y] in xs {
                    sum += level.at(x0 + across_x + down_x, y0 + across_y + down_y);
                }
            }
            *value = sum as f32 / 262_144.0;
        }
    }
}

/// In 65536ths, cut down to a whole number.
#[expect(clippy::as_conversions, reason = "a cast from f64 saturates")]
fn fixed(pixels: f64) -> i32 {
    (pixels * ONE).floor() as i32
}

#[expect(clippy::as_conversions, reason = "a cast from f64 saturates")]
fn whole(pixels: f64) -> usize {
    (pixels + 0.5) as usize
}

#[expect(clippy::as_conversions, reason = "a side is whole in an f64")]
const fn number(pixels: usize) -> f64 {
    pixels as f64
}

const OUTPUTS: usize = 64;
