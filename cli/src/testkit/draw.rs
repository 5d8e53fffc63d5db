//! The test pictures: coloured clouds, one bold figure each, and words that say what they are.
//! Whole numbers only, so that every machine draws the same bytes.
#![expect(clippy::disallowed_methods, reason = "places in a picture of a few hundred pixels")]

use super::font;
use super::picture::{Picture, Rgb};

/// One drawn picture.
#[derive(Clone, Copy)]
pub(crate) struct Drawing {
    pub(crate) number: u32,
    pub(crate) listed: bool,
    portrait: bool,
    seed: u32,
    colours: [Rgb; 3],
    figure: fn(i64, i64) -> bool,
    ink: Rgb,
    /// Where the words stand, in virtual pixels from the top.
    words_at: i64,
}

/// All of them: six on the test list, two that are not.
pub(crate) const DRAWINGS: [Drawing; 8] = [
    drawing(1, true, false, 11, [[12, 44, 92], [40, 140, 170], [240, 225, 170]], rings, 40),
    drawing(2, true, true, 205, [[70, 14, 60], [200, 70, 60], [250, 205, 120]], stripes, 470),
    drawing(3, true, false, 34, [[10, 50, 30], [90, 150, 60], [230, 240, 190]], checker, 350),
    drawing(4, true, false, 47, [[40, 30, 20], [170, 110, 60], [235, 220, 200]], peaks, 60),
    drawing(5, true, true, 58, [[20, 20, 60], [110, 90, 190], [235, 210, 245]], crosses, 90),
    drawing(6, true, false, 63, [[60, 8, 8], [190, 60, 90], [250, 220, 210]], arcs, 330),
    drawing(7, false, false, 76, [[10, 40, 50], [60, 130, 120], [220, 235, 220]], diamonds, 45),
    drawing(8, false, true, 81, [[45, 40, 8], [160, 150, 50], [245, 240, 200]], bars, 500),
];

const fn drawing(
    number: u32,
    listed: bool,
    portrait: bool,
    seed: u32,
    colours: [Rgb; 3],
    figure: fn(i64, i64) -> bool,
    words_at: i64,
) -> Drawing {
    let ink = [colours[2][2], colours[0][1], colours[1][0]];
    Drawing { number, listed, portrait, seed, colours, figure, ink, words_at }
}

/// Sub-pixel steps in a virtual pixel: figures are placed the same at every scale.
const STEP: i64 = 256;

impl Drawing {
    /// Width and height in virtual pixels.
    fn size(&self) -> (u32, u32) {
        if self.portrait { (480, 640) } else { (640, 480) }
    }

    /// Draws it `scale` times as large as its 640 by 480 pixels.
    pub(crate) fn at_scale(&self, scale: u32) -> Picture {
        let (width, height) = self.size();
        let step = |at: u32| (i64::from(at) * 2 + 1) * STEP / 2 / i64::from(scale);
        Picture::draw(width * scale, height * scale, |x, y| self.colour(step(x), step(y)))
    }

    fn colour(&self, x: i64, y: i64) -> Rgb {
        let (px, py) = (x / STEP, y / STEP);
        if let Some(colour) = self.words(px, py) {
            return colour;
        }
        if let Some(colour) = self.white_and_black(px, py) {
            return colour;
        }
        let cloud = self.clouds(x, y);
        let ground = self.shade(cloud);
        if (self.figure)(px, py) { blend(ground, self.ink, 190) } else { ground }
    }

    /// A dark plate with two lines of light letters.
    fn words(&self, x: i64, y: i64) -> Option<Rgb> {
        let centre = i64::from(self.size().0) / 2;
        let (left, top) = (centre - 222, self.words_at);
        if !(left..left + 444).contains(&x) || !(top..top + 92).contains(&y) {
            return None;
        }
        let title = format!("PRESEND TEST {}", self.number);
        let inked = inked(&title, 5, x - centre, y - top - 12)
            || inked(self.second_line(), 3, x - centre, y - top - 60);
        Some(if inked { [250, 250, 245] } else { [24, 26, 32] })
    }

    fn second_line(&self) -> &'static str {
        if self.listed { "HARMLESS DRAWN PICTURE" } else { "HARMLESS - NOT LISTED" }
    }

    /// A pure white and a pure black patch, which the variants with transparency turn clear.
    fn white_and_black(&self, x: i64, y: i64) -> Option<Rgb> {
        let (width, height) = (i64::from(self.size().0), i64::from(self.size().1));
        let seed = i64::from(self.seed);
        let (white_x, white_y) = (90 + seed * 37 % (width - 180), 190 + seed * 23 % (height - 340));
        let (black_x, black_y) = (width - white_x, height - white_y + 60);
        if (x - white_x).pow(2) + (y - white_y).pow(2) < 62 * 62 {
            return Some([255; 3]);
        }
        ((x - black_x).abs() + (y - black_y).abs() < 84).then_some([0; 3])
    }

    /// Value noise in three sizes, 0 to 65,535, with its contrast raised.
    fn clouds(&self, x: i64, y: i64) -> i64 {
        let sum = [(150, 5, 0), (70, 3, 1), (34, 2, 2)].into_iter().fold(0, |sum, layer| {
            let (cell, weight, salt) = layer;
            sum + weight * noise(self.seed.wrapping_mul(8) + salt, x, y, cell * STEP)
        });
        ((sum / 10 - 32_768) * 9 / 4 + 32_768).clamp(0, 65_535)
    }

    /// From the first colour over the second to the third.
    fn shade(&self, cloud: i64) -> Rgb {
        let half = (cloud % 32_768) / 128;
        let first = usize::from(cloud >= 32_768);
        blend(self.colours[first], self.colours[first + 1], half)
    }
}

/// True if this line of text, centred on x 0 with dots of this size, has ink there.
fn inked(text: &str, dot: i64, x: i64, y: i64) -> bool {
    let from_left = x + font::width(text) * dot / 2;
    font::inked(text, from_left.div_euclid(dot), y.div_euclid(dot))
}

/// `share` of 256 parts of `to` over `from`.
fn blend(from: Rgb, to: Rgb, share: i64) -> Rgb {
    let mix = |a: u8, b: u8| ((i64::from(a) * (256 - share) + i64::from(b) * share) / 256) as u8;
    [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])]
}

/// Smooth noise, 0 to 65,535, from random values on a grid of this cell size.
fn noise(seed: u32, x: i64, y: i64, cell: i64) -> i64 {
    let smooth = |at: i64| {
        let f = (at % cell) * 256 / cell;
        f * f * (768 - 2 * f) / 65_536
    };
    let (fx, fy) = (smooth(x), smooth(y));
    let value = |dx: i64, dy: i64| i64::from(random(seed, x / cell + dx, y / cell + dy) & 0xFFFF);
    let top = value(0, 0) * (256 - fx) + value(1, 0) * fx;
    let bottom = value(0, 1) * (256 - fx) + value(1, 1) * fx;
    (top * (256 - fy) + bottom * fy) / 65_536
}

/// A fixed pseudo-random number for a place: the same on every machine, of no cryptographic use.
pub(crate) fn random(seed: u32, x: i64, y: i64) -> u32 {
    let mut h = seed ^ (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    for _ in 0..2 {
        h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
        h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    }
    h ^ (h >> 15)
}

fn rings(x: i64, y: i64) -> bool {
    let d = ((x - 420).pow(2) + (y - 290).pow(2)).isqrt();
    d < 180 && d / 30 % 2 == 0
}

fn stripes(x: i64, y: i64) -> bool {
    (100..400).contains(&y) && (x + y) / 44 % 2 == 0 && x < 330
}

fn checker(x: i64, y: i64) -> bool {
    (40..400).contains(&x) && (30..330).contains(&y) && (x / 60 + y / 60) % 2 == 0
}

fn peaks(x: i64, y: i64) -> bool {
    let peak = |at: i64, top: i64| y > top + (x - at).abs() * 5 / 4 && y < 450;
    (peak(180, 190) && !peak(180, 260)) || peak(470, 210)
}

fn crosses(x: i64, y: i64) -> bool {
    let cross = |cx: i64, cy: i64, arm: i64| {
        let (dx, dy) = ((x - cx).abs(), (y - cy).abs());
        dx.max(dy) < arm && dx.min(dy) < arm / 3
    };
    cross(140, 330, 110) || cross(350, 470, 90) || cross(380, 250, 50)
}

fn arcs(x: i64, y: i64) -> bool {
    let (cell, band) = (160, 34);
    let (u, v) = (x % cell, y % cell);
    let u = if random(9, x / cell, y / cell) & 1 == 0 { u } else { cell - 1 - u };
    let near = |cx: i64, cy: i64| {
        let d = ((u - cx).pow(2) + (v - cy).pow(2)).isqrt();
        (d - cell / 2).abs() < band / 2
    };
    near(0, 0) || near(cell, cell)
}

fn diamonds(x: i64, y: i64) -> bool {
    let d = (x - 300).abs() + (y - 300).abs();
    d < 240 && d / 48 % 2 == 0
}

fn bars(x: i64, y: i64) -> bool {
    let heights = [180, 320, 120, 400, 260, 90];
    let bar = (x - 30) / 72;
    x >= 30 && (x - 30) % 72 < 48 && bar < 6 && y > 470 - heights[bar as usize] && y < 470
}
