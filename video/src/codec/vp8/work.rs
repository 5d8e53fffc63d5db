use super::plane::{Plane, SIDE};
use super::transform::differences;

/// One macroblock while it is made, with what lies around it: the row above, from its upper left
/// corner on, with four samples beyond its right edge; and the column to its left.
pub(super) struct Work {
    /// Of the macroblock.
    pub(super) side: usize,
    pub(super) rows: [[u8; ACROSS]; SIDE + 1],
}

/// Corner, macroblock, what lies beyond its right edge.
const ACROSS: usize = 1 + SIDE + 4;
/// What stands for samples above and to the left of the picture (RFC 6386, section 12.2).
const ABOVE: u8 = 127;
const LEFT: u8 = 129;

impl Work {
    /// With the surroundings of this macroblock.
    pub(super) fn at(plane: &Plane, side: usize, column: usize, row: usize) -> Self {
        let mut rows = [[LEFT; ACROSS]; SIDE + 1];
        let (x, y) = (column.saturating_mul(side), row.saturating_mul(side));
        let [top, below @ ..] = &mut rows;
        *top = above(plane, x, y);
        for (line, to) in (y..).zip(below).take(side) {
            let before = x.checked_sub(1).and_then(|x| plane.row(line).get(x));
            to[0] = before.copied().unwrap_or(LEFT);
        }
        Self { side, rows }
    }

    /// The samples of the macroblock itself, row by row.
    pub(super) fn inner(&mut self) -> impl Iterator<Item = &mut [u8]> {
        let side = self.side;
        self.rows.iter_mut().skip(1).take(side).filter_map(move |row| row.get_mut(1..=side))
    }

    /// Adds the differences of the block of 4 by 4 that begins here, if it has any.
    pub(super) fn add(&mut self, (x, y): (usize, usize), coefficients: &[i32; 16]) {
        if coefficients.iter().all(|value| *value == 0) {
            return;
        }
        let rows = self.rows.iter_mut().skip(y.saturating_add(1));
        for (row, differences) in rows.zip(differences(coefficients)) {
            for (to, difference) in row.iter_mut().skip(x.saturating_add(1)).zip(differences) {
                *to = clamped(i32::from(*to).wrapping_add(difference));
            }
        }
    }

    /// Puts the macroblock into the picture.
    pub(super) fn store(&mut self, plane: &mut Plane, column: usize, row: usize) {
        let (x, y) = (column.saturating_mul(self.side), row.saturating_mul(self.side));
        for (line, from) in (y..).zip(self.inner()) {
            let to = plane.row_mut(line).get_mut(x..).unwrap_or_default();
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        }
    }
}

/// Column and row of the first sample of a block of luma.
pub(super) const fn place(block: usize) -> (usize, usize) {
    ((block & 3) << 2, (block >> 2) << 2)
}

/// The same of one of four blocks of colour.
pub(super) const fn colour_place(block: usize) -> (usize, usize) {
    ((block & 1) << 2, (block >> 1) << 2)
}

fn above(plane: &Plane, x: usize, y: usize) -> [u8; ACROSS] {
    let mut all = [ABOVE; ACROSS];
    let Some(y) = y.checked_sub(1) else { return all };
    let line = plane.row(y);
    let [corner, rest @ ..] = &mut all;
    *corner = x.checked_sub(1).and_then(|x| line.get(x)).copied().unwrap_or(LEFT);
    let mut last = ABOVE;
    let from = line.get(x..).unwrap_or_default();
    for (at, to) in rest.iter_mut().enumerate() {
        // Beyond the right edge of the picture its last sample goes on.
        last = from.get(at).copied().unwrap_or(last);
        *to = last;
    }
    all
}

pub(super) fn clamped(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}
