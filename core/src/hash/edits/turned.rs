//! PDQ of a window that is turned about the middle of the picture.
//!
//! PDQ's two boxes are a tent about as wide as the step between two outputs. Two points each way of
//! a copy halved as often as the tent allows stand for it; all places are whole numbers, so that
//! every processor reads the same.

use pulp::Arch;
use zeroize::Zeroizing;

use super::grey::Grey;
use crate::hash::pdq::{Grid, Side, WindowPdq, wide};

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
    /// And one row and a pixel more, which count nothing.
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
        let whole = Level::new(grey.width(), grey.height(), grey.pixels().to_vec());
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
        wide(
            arch,
            #[inline(always)]
            || fill(&mut grid, level, middle, &x, &y),
        );
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
    fn new(width: usize, height: usize, mut pixels: Vec<u8>) -> Self {
        pixels.resize(pixels.len().saturating_add(width).saturating_add(1), 0);
        Self { width, height, pixels: Zeroizing::new(pixels) }
    }

    /// Means of four pixels; a last odd row or column is left out. A side is at least 32 pixels, halved
    /// [`MAX_HALVINGS`] times, so that there are four.
    fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut pixels = Vec::with_capacity(width.saturating_mul(height.saturating_add(2)));
        let rows = self.pixels.chunks_exact(self.width.max(1)).take(self.height);
        let rows: Vec<&[[u8; 2]]> = rows.map(|row| row.as_chunks().0).collect();
        let (pairs, _) = rows.as_chunks();
        for [upper, lower] in pairs {
            pixels.extend(upper.iter().zip(*lower).map(|(upper, lower)| mean(*upper, *lower)));
        }
        Self::new(width, height, pixels)
    }

    /// Luma at a place in 65536ths of a pixel, between four pixels, times 65536. Outside, the outermost
    /// pixels are repeated.
    #[inline(always)]
    #[expect(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        reason = "places are clamped to the level, whose pixels are under 2^20; weights add up to 2^16"
    )]
    fn at(&self, x: i32, y: i32) -> u32 {
        let x = x.clamp(0, (self.width as i32 - 1) << 16) as u32;
        let y = y.clamp(0, (self.height as i32 - 1) << 16) as u32;
        let (fx, fy) = ((x >> 8) & 255, (y >> 8) & 255);
        // Beyond the last column and the last row everything counts nothing.
        let place = (y >> 16) as usize * self.width + (x >> 16) as usize;
        let pair = |place: usize| self.pixels.get(place..place + 2).unwrap_or(&[0, 0]);
        let mixed = |pair: &[u8]| match pair {
            [left, right] => u32::from(*left) * (256 - fx) + u32::from(*right) * fx,
            _ => 0,
        };
        mixed(pair(place)) * (256 - fy) + mixed(pair(place + self.width)) * fy
    }
}

/// To the nearest whole number, up from a half.
#[inline(always)]
#[expect(clippy::as_conversions, reason = "a mean of bytes is one")]
fn mean([a, b]: [u8; 2], [c, d]: [u8; 2]) -> u8 {
    let sum =
        [b, c, d, 2].into_iter().fold(u16::from(a), |sum, part| sum.wrapping_add(part.into()));
    (sum / 4) as u8
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
