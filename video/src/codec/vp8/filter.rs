//! Smooths the edges between blocks, once a frame is whole (RFC 6386, section 15).

use super::header::{Header, State};
use super::modes::{Macroblock, Mode, Reference};
use super::plane::{COLOUR_SIDE, Picture, Plane, SIDE};

/// How strongly a macroblock is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Strength {
    interior: i32,
    /// At the edges of the macroblock, and at those within it.
    outer: i32,
    inner: i32,
    high: i32,
}

/// What of a macroblock the filter asks: how it was made, and whether anything was added to that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) block: Macroblock,
    pub(super) is_coded: bool,
}

/// Filters a frame: each macroblock after those above it and to its left.
pub(super) fn frame(
    picture: &mut Picture,
    columns: usize,
    made: impl Iterator<Item = Made>,
    header: &Header,
    state: &State,
    is_key: bool,
) {
    if header.level == 0 {
        return;
    }
    for (number, made) in made.enumerate() {
        let Some(strength) = strength(&made.block, header, state, is_key) else { continue };
        let place = (number.checked_rem(columns), number.checked_div(columns));
        let (Some(column), Some(row)) = place else { return };
        let has_inner = made.is_coded || !made.block.has_second();
        let edges = Edges { column, row, strength, is_simple: header.is_simple_filter, has_inner };
        edges.filter::<SIDE>(&mut picture.luma, &[4, 8, 12]);
        // The simple filter leaves colour as it is.
        for plane in picture.colour.iter_mut().filter(|_| !header.is_simple_filter) {
            edges.filter::<COLOUR_SIDE>(plane, &[4]);
        }
    }
}

fn strength(block: &Macroblock, header: &Header, state: &State, is_key: bool) -> Option<Strength> {
    let level = level(block, header, state);
    if level == 0 {
        return None;
    }
    let sharp = header.sharpness;
    let shifted = match sharp {
        0 => level,
        1..=4 => level >> 1,
        _ => level >> 2,
    };
    let most = if sharp > 0 { 9_i32.wrapping_sub(sharp) } else { i32::MAX };
    let interior = shifted.min(most).max(1);
    let high = match (is_key, level) {
        (true, 40..) | (false, 20..=39) => 2,
        (true, 15..=39) | (false, 15..=19) => 1,
        (false, 40..) => 3,
        _ => 0,
    };
    let edge = |level: i32| level.wrapping_mul(2).wrapping_add(interior);
    Some(Strength { interior, outer: edge(level.wrapping_add(2)), inner: edge(level), high })
}

fn level(block: &Macroblock, header: &Header, state: &State) -> i32 {
    let segments = &state.segments;
    let of_segment = segments.level.get(usize::from(block.segment)).filter(|_| segments.is_on);
    let level = match of_segment {
        Some(level) if segments.is_absolute => *level,
        Some(level) => header.level.wrapping_add(*level),
        None => header.level,
    };
    let level = level.clamp(0, 63);
    if !state.deltas.is_on {
        return level;
    }
    let of_reference = state.deltas.of_reference.get(block.reference.number());
    let [blocks, zero, moved, split] = state.deltas.of_mode;
    let of_mode = match (block.reference, block.mode) {
        (Reference::Itself, Mode::Blocks) => blocks,
        (Reference::Itself, _) => 0,
        (_, Mode::Zero) => zero,
        (_, Mode::Split) => split,
        (_, _) => moved,
    };
    let level = level.wrapping_add(of_reference.copied().unwrap_or(0));
    level.wrapping_add(of_mode).clamp(0, 63)
}

struct Edges {
    column: usize,
    row: usize,
    strength: Strength,
    is_simple: bool,
    has_inner: bool,
}

impl Edges {
    /// A plane in which a macroblock has `N` samples a side, and edges within it at these places.
    fn filter<const N: usize>(&self, plane: &mut Plane, inner: &[usize]) {
        let (x, y) = (self.column.saturating_mul(N), self.row.saturating_mul(N));
        let inner = if self.has_inner { inner } else { &[] };
        if x > 0 {
            self.upright::<N>(plane, (x, y), true);
        }
        for at in inner {
            self.upright::<N>(plane, (x.saturating_add(*at), y), false);
        }
        if y > 0 {
            self.level::<N>(plane, (x, y), true);
        }
        for at in inner {
            self.level::<N>(plane, (x, y.saturating_add(*at)), false);
        }
    }

    /// An edge between columns.
    fn upright<const N: usize>(&self, plane: &mut Plane, (x, y): (usize, usize), is_outer: bool) {
        let Some(left) = x.checked_sub(4) else { return };
        for y in y..y.saturating_add(N) {
            let line = plane.row_mut(y).get_mut(left..).unwrap_or_default();
            if let Some(eight) = line.first_chunk_mut::<8>() {
                *eight = self.strength.filtered(*eight, self.is_simple, is_outer);
            }
        }
    }

    /// An edge between rows.
    fn level<const N: usize>(&self, plane: &mut Plane, (x, y): (usize, usize), is_outer: bool) {
        let Some(top) = y.checked_sub(4) else { return };
        let width = plane.width;
        let start = top.saturating_mul(width).saturating_add(x);
        let Some(samples) = plane.samples.get_mut(start..) else { return };
        let mut rows = samples.chunks_mut(width).take(8).map(|row| row.first_chunk_mut::<N>());
        let rows: [Option<&mut [u8; N]>; 8] = [(); 8].map(|()| rows.next().flatten());
        let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f), Some(g), Some(h)] = rows else {
            return;
        };
        let upper = a.iter_mut().zip(b).zip(c.iter_mut().zip(d));
        let lower = e.iter_mut().zip(f).zip(g.iter_mut().zip(h));
        for (((a, b), (c, d)), ((e, f), (g, h))) in upper.zip(lower) {
            let eight = [*a, *b, *c, *d, *e, *f, *g, *h];
            [*a, *b, *c, *d, *e, *f, *g, *h] =
                self.strength.filtered(eight, self.is_simple, is_outer);
        }
    }
}

/// A value that fits in eight bits with a sign.
fn fits(value: i32) -> i32 {
    value.clamp(-128, 127)
}

fn signed(sample: u8) -> i32 {
    i32::from(sample).wrapping_sub(128)
}

fn sample(value: i32) -> u8 {
    u8::try_from(fits(value).wrapping_add(128)).unwrap_or(u8::MAX)
}

impl Strength {
    /// Four samples on each side of an edge, filtered.
    #[inline]
    fn filtered(&self, eight: [u8; 8], is_simple: bool, is_outer: bool) -> [u8; 8] {
        let edge = if is_outer { self.outer } else { self.inner };
        let [_, _, p1, p0, q0, q1, _, _] = eight.map(i32::from);
        let apart = |a: i32, b: i32| a.wrapping_sub(b).wrapping_abs();
        let step = apart(p0, q0).wrapping_mul(2).wrapping_add(apart(p1, q1) >> 1);
        if step > edge {
            return eight;
        }
        if is_simple {
            return common(eight, true, |_| 0);
        }
        let [p3, p2, .., q2, q3] = eight.map(i32::from);
        let pairs = [(p3, p2), (p2, p1), (p1, p0), (q0, q1), (q1, q2), (q2, q3)];
        if pairs.into_iter().any(|(a, b)| apart(a, b) > self.interior) {
            return eight;
        }
        let is_high = apart(p1, p0) > self.high || apart(q1, q0) > self.high;
        match (is_high, is_outer) {
            (true, _) => common(eight, true, |_| 0),
            (false, true) => wide(eight),
            (false, false) => common(eight, false, |moved| moved.wrapping_add(1) >> 1),
        }
    }
}

/// Moves the two samples at the edge, and those beside them by as much as `further` says. `with_outer`:
/// what lies beyond them counts too.
fn common(eight: [u8; 8], with_outer: bool, further: fn(i32) -> i32) -> [u8; 8] {
    let [a, b, p1, p0, q0, q1, c, d] = eight;
    let [p1, p0, q0, q1] = [p1, p0, q0, q1].map(signed);
    let start = if with_outer { fits(p1.wrapping_sub(q1)) } else { 0 };
    let all = fits(start.wrapping_add(q0.wrapping_sub(p0).wrapping_mul(3)));
    let (down, up) = (fits(all.wrapping_add(4)) >> 3, fits(all.wrapping_add(3)) >> 3);
    let more = further(down);
    let p = [p1.wrapping_add(more), p0.wrapping_add(up)].map(sample);
    let q = [q0.wrapping_sub(down), q1.wrapping_sub(more)].map(sample);
    [a, b, p[0], p[1], q[0], q[1], c, d]
}

/// Moves three samples on each side.
fn wide(eight: [u8; 8]) -> [u8; 8] {
    let [a, p2, p1, p0, q0, q1, q2, d] = eight;
    let [p2, p1, p0, q0, q1, q2] = [p2, p1, p0, q0, q1, q2].map(signed);
    let start = fits(p1.wrapping_sub(q1));
    let all = fits(start.wrapping_add(q0.wrapping_sub(p0).wrapping_mul(3)));
    let part = |weight: i32| fits(all.wrapping_mul(weight).wrapping_add(63) >> 7);
    let [most, middle, least] = [part(27), part(18), part(9)];
    let p = [p2.wrapping_add(least), p1.wrapping_add(middle), p0.wrapping_add(most)].map(sample);
    let q = [q0.wrapping_sub(most), q1.wrapping_sub(middle), q2.wrapping_sub(least)].map(sample);
    [a, p[0], p[1], p[2], q[0], q[1], q[2], d]
}
