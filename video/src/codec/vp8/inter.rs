//! Predictions from another frame (RFC 6386, section 18).

use super::modes::{Macroblock, Mode, Spot};
use super::plane::{COLOUR_SIDE, Plane, SIDE};
use super::tables::{SIX_TAPS, TWO_TAPS};
use super::vectors::Vector;
use super::work::{Work, clamped, colour_place};

/// Samples before and behind a piece that its own depend on.
const BEFORE: usize = 2;
const BEFORE_SIGNED: i64 = 2;
const BESIDE: usize = 5;
const MOST: usize = SIDE + BESIDE;

/// A filter for each eighth of a sample.
type Taps = [[i32; 6]; 8];

/// How a version of the format predicts.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    taps: &'static Taps,
    /// Vectors of colour lead to whole samples.
    is_whole: bool,
}

impl Rule {
    pub(super) const fn of(version: u8) -> Self {
        Self { taps: if version == 0 { &SIX_TAPS } else { &TWO_TAPS }, is_whole: version == 3 }
    }

    fn of_colour(self, Vector { across, down }: Vector) -> Vector {
        let mask = if self.is_whole { !7 } else { !0 };
        Vector { across: across & mask, down: down & mask }
    }
}

/// Predicts luma of a macroblock, as a whole or in pieces.
pub(super) fn luma(work: &mut Work, from: &Plane, block: &Macroblock, spot: Spot, rule: Rule) {
    let at = |x: usize, y: usize, vector: Vector| Source {
        from,
        rule,
        spot,
        x,
        y,
        vector: vector.doubled(),
    };
    if block.mode != Mode::Split {
        return at(0, 0, block.vector()).copy::<SIDE>(work);
    }
    for ((x, y), vectors) in quarters(block) {
        let [first, ..] = vectors;
        if vectors == [first; 4] {
            at(x, y, first).copy::<8>(work);
        } else {
            for (number, vector) in vectors.into_iter().enumerate() {
                let (more_x, more_y) = colour_place(number);
                at(x | more_x, y | more_y, vector).copy::<4>(work);
            }
        }
    }
}

/// Predicts one plane of colour.
pub(super) fn colour(work: &mut Work, from: &Plane, block: &Macroblock, spot: Spot, rule: Rule) {
    let at = |x: usize, y: usize, vector: Vector| Source {
        from,
        rule,
        spot,
        x,
        y,
        vector: rule.of_colour(vector),
    };
    if block.mode != Mode::Split {
        return at(0, 0, block.vector()).copy::<COLOUR_SIDE>(work);
    }
    for ((x, y), vectors) in quarters(block) {
        let sum = vectors.into_iter().fold(Vector::default(), Vector::plus);
        // The mean, rounded away from zero.
        let mean = |sum: i32| sum.wrapping_add(if sum < 0 { -2 } else { 2 }) / 4;
        let vector = Vector { across: mean(sum.across), down: mean(sum.down) };
        at(x >> 1, y >> 1, vector).copy::<4>(work);
    }
}

/// Vectors of each eight by eight samples of luma, and where these begin.
fn quarters(block: &Macroblock) -> [((usize, usize), [Vector; 4]); 4] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = block.vectors;
    let upper = [((0, 0), [a, b, e, f]), ((8, 0), [c, d, g, h])];
    let lower = [((0, 8), [i, j, m, n]), ((8, 8), [k, l, o, p])];
    let ([first, second], [third, fourth]) = (upper, lower);
    [first, second, third, fourth]
}

/// Where a square of samples comes from.
struct Source<'a> {
    from: &'a Plane,
    rule: Rule,
    spot: Spot,
    /// Its place in the macroblock.
    x: usize,
    y: usize,
    /// In eighths.
    vector: Vector,
}

impl Source<'_> {
    fn copy<const N: usize>(&self, work: &mut Work) {
        let (x, y) = (self.x, self.y);
        let start = |block: usize, inside: usize, eighths: i32| {
            let at = block.saturating_mul(work.side).saturating_add(inside);
            let at = i64::try_from(at).unwrap_or(i64::MAX >> 1);
            at.saturating_add(i64::from(eighths >> 3)).saturating_sub(BEFORE_SIGNED)
        };
        let Vector { across, down } = self.vector;
        let left = start(self.spot.column, x, across);
        let top = start(self.spot.row, y, down);
        let filter = |eighths: i32| {
            let at = usize::try_from(eighths & 7).unwrap_or(0);
            self.rule.taps.get(at).filter(|_| at > 0)
        };
        let mut rows = [[0; MOST]; MOST];
        for (row, at) in rows.iter_mut().take(N.saturating_add(BESIDE)).zip(top..) {
            let line = self.from.row(within(at, self.from.height));
            let row = row.get_mut(..N.saturating_add(BESIDE)).unwrap_or_default();
            fetch(line, left, row);
            across_row::<N>(row, filter(across));
        }
        let to = work.rows.iter_mut().skip(y.saturating_add(1)).take(N);
        for (to, rows) in to.zip(rows.windows(6)) {
            let to = to.iter_mut().skip(x.saturating_add(1)).take(N);
            let [a, b, c, d, e, f] = rows else { continue };
            let Some(taps) = filter(down) else {
                to.zip(c).for_each(|(to, from)| *to = *from);
                continue;
            };
            let six = a.iter().zip(b).zip(c.iter().zip(d)).zip(e.iter().zip(f));
            for (to, (((a, b), (c, d)), (e, f))) in to.zip(six) {
                *to = weighed([*a, *b, *c, *d, *e, *f], taps);
            }
        }
    }
}

fn within(at: i64, count: usize) -> usize {
    let last = i64::try_from(count.saturating_sub(1)).unwrap_or(i64::MAX);
    usize::try_from(at.clamp(0, last)).unwrap_or(0)
}

/// Samples of a line from `left` on, which may lie beyond its ends.
fn fetch(line: &[u8], left: i64, to: &mut [u8]) {
    let inside = usize::try_from(left).ok().and_then(|left| line.get(left..));
    if let Some(from) = inside.and_then(|line| line.get(..to.len())) {
        to.copy_from_slice(from);
        return;
    }
    for (to, at) in to.iter_mut().zip(left..) {
        *to = line.get(within(at, line.len())).copied().unwrap_or_default();
    }
}

/// Filters a row in place: the result begins at its start.
fn across_row<const N: usize>(row: &mut [u8], taps: Option<&[i32; 6]>) {
    let Some(taps) = taps else {
        row.copy_within(BEFORE..BEFORE.saturating_add(N), 0);
        return;
    };
    let mut made = [0; N];
    for (to, from) in made.iter_mut().zip(row.windows(6)) {
        if let [a, b, c, d, e, f] = from {
            *to = weighed([*a, *b, *c, *d, *e, *f], taps);
        }
    }
    row.iter_mut().zip(made).for_each(|(to, from)| *to = from);
}

#[inline]
fn weighed(samples: [u8; 6], taps: &[i32; 6]) -> u8 {
    let products =
        samples.iter().zip(taps).map(|(sample, tap)| i32::from(*sample).wrapping_mul(*tap));
    clamped(products.fold(64_i32, i32::wrapping_add) >> 7)
}
