//! Where in another frame a prediction comes from (RFC 6386, sections 16.3 and 17).

use super::bools::Bools;
use super::modes::{Around, Macroblock, Mode, Reference, Spot, beside, put};
use super::tables::{INTER_MODES, SPLITS, SUB_VECTORS, VectorProbs};

/// Quarters of a sample of luma, which are eighths of one of colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Vector {
    pub(super) across: i32,
    pub(super) down: i32,
}

/// How far beyond the picture a vector of a neighbour may lead.
const MARGIN: i32 = 16 << 2;

impl Vector {
    pub(super) const fn plus(self, other: Self) -> Self {
        Self {
            across: self.across.wrapping_add(other.across),
            down: self.down.wrapping_add(other.down),
        }
    }

    /// Eighths instead of quarters.
    pub(super) const fn doubled(self) -> Self {
        self.plus(self)
    }

    const fn negated(self) -> Self {
        Self { across: self.across.wrapping_neg(), down: self.down.wrapping_neg() }
    }

    /// The nearest one that leads to a place not far beyond the picture.
    pub(super) fn within(self, spot: Spot) -> Self {
        let bound = |value: i32, at: usize, count: usize| {
            let quarters = |blocks: usize| i32::try_from(blocks).unwrap_or(i32::MAX >> 8) << 6;
            let after = quarters(count.saturating_sub(1).saturating_sub(at));
            let least = quarters(at).saturating_add(MARGIN).saturating_neg();
            value.clamp(least, after.saturating_add(MARGIN))
        };
        Self {
            across: bound(self.across, spot.column, spot.columns),
            down: bound(self.down, spot.row, spot.rows),
        }
    }
}

/// What the neighbours of a macroblock suggest.
pub(super) struct Near {
    pub(super) best: Vector,
    pub(super) nearest: Vector,
    pub(super) near: Vector,
    counts: [usize; 4],
}

impl Near {
    pub(super) fn of(around: &Around<'_>, reference: Reference, is_backward: [bool; 2]) -> Self {
        let backward = |reference| match reference {
            Reference::Itself | Reference::Last => false,
            Reference::Golden => is_backward[0],
            Reference::Alternate => is_backward[1],
        };
        let (mut found, mut counts, mut last) = ([Vector::default(); 4], [0_usize; 4], 0_usize);
        for (neighbour, weight) in [(around.above, 2), (around.left, 2), (around.above_left, 1)] {
            if neighbour.reference == Reference::Itself {
                continue;
            }
            let mut vector = neighbour.vector();
            let mut at = 0;
            if vector != Vector::default() {
                if backward(neighbour.reference) != backward(reference) {
                    vector = vector.negated();
                }
                if last == 0 || found.get(last) != Some(&vector) {
                    last = last.saturating_add(1);
                }
                at = last;
                found.iter_mut().skip(at).take(1).for_each(|found| *found = vector);
            }
            counts
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|count| *count = count.wrapping_add(weight));
        }
        Self::settled(around, found, counts)
    }

    fn settled(around: &Around<'_>, found: [Vector; 4], counts: [usize; 4]) -> Self {
        let [zero, mut first, mut second, third] = counts;
        let [_, mut nearest, mut near, last] = found;
        if third > 0 && last == nearest {
            first = first.wrapping_add(1);
        }
        let splits =
            |block: &Macroblock, weight| if block.mode == Mode::Split { weight } else { 0 };
        let split = splits(around.above, 2_usize)
            .wrapping_add(splits(around.left, 2))
            .wrapping_add(splits(around.above_left, 1));
        if second > first {
            core::mem::swap(&mut first, &mut second);
            core::mem::swap(&mut nearest, &mut near);
        }
        let best = if first >= zero { nearest } else { Vector::default() };
        Self { best, nearest, near, counts: [zero, first, second, split] }
    }

    pub(super) fn probs(&self) -> [u8; 4] {
        let [zero, first, second, split] = self.counts;
        let of = |count: usize| INTER_MODES.get(count).copied().unwrap_or_default();
        [of(zero)[0], of(first)[1], of(second)[2], of(split)[3]]
    }
}

/// One vector: down first.
pub(super) fn vector(bools: &mut Bools<'_>, [down, across]: &VectorProbs) -> Vector {
    let down = component(bools, down);
    Vector { down, across: component(bools, across) }
}

fn component(bools: &mut Bools<'_>, probs: &[u8; 19]) -> i32 {
    let [is_long, sign, short @ .., _, _, _, _, _, _, _, _, _, _] = probs;
    let [.., b0, b1, b2, b3, b4, b5, b6, b7, b8, b9] = probs;
    let value = if bools.read(*is_long) {
        let low = [b0, b1, b2]
            .into_iter()
            .zip(0..)
            .fold(0, |value, (prob, bit)| value | i32::from(bools.read(*prob)) << bit);
        let high = [b9, b8, b7, b6, b5, b4].into_iter().zip((4..10).rev());
        let value =
            high.fold(low, |value, (prob, bit)| value | i32::from(bools.read(*prob)) << bit);
        // A long one that is short otherwise has this bit.
        let has_it = value & 0xfff0 == 0 || bools.read(*b3);
        value | i32::from(has_it) << 3
    } else {
        small(bools, short)
    };
    if value != 0 && bools.read(*sign) { value.wrapping_neg() } else { value }
}

fn small(bools: &mut Bools<'_>, [a, b, c, d, e, f, g]: &[u8; 7]) -> i32 {
    let high = bools.read(*a);
    let [of_middle, if_not, if_so] = if high { [e, f, g] } else { [b, c, d] };
    let middle = bools.read(*of_middle);
    let low = bools.read(if middle { *if_so } else { *if_not });
    i32::from(high) << 2 | i32::from(middle) << 1 | i32::from(low)
}

/// Vectors of the pieces of a macroblock.
pub(super) fn split(
    bools: &mut Bools<'_>,
    probs: &VectorProbs,
    around: &Around<'_>,
    best: Vector,
) -> [Vector; 16] {
    let [is_coarse, is_halves, is_beside] = SPLITS;
    // The piece of each block, by its row and column.
    let piece: fn(usize, usize) -> usize = if !bools.read(is_coarse) {
        |row, column| (row << 2) | column
    } else if !bools.read(is_halves) {
        |row, column| (row & 2) | (column >> 1)
    } else if bools.read(is_beside) {
        |_, column| column >> 1
    } else {
        |row, _| row >> 1
    };
    let pieces: [usize; 16] = core::array::from_fn(|at| piece(at >> 2, at & 3));
    let mut vectors = [Vector::default(); 16];
    for number in 0..16 {
        let Some(first) = pieces.iter().position(|piece| *piece == number) else { break };
        let (left, above) = (&around.left.vectors, &around.above.vectors);
        let (left, above) = beside(first, &vectors, left, above);
        let chosen = sub_vector(bools, probs, left, above, best);
        for (at, piece) in pieces.iter().enumerate() {
            if *piece == number {
                put(&mut vectors, at, chosen);
            }
        }
    }
    vectors
}

fn sub_vector(
    bools: &mut Bools<'_>,
    probs: &VectorProbs,
    left: Vector,
    above: Vector,
    best: Vector,
) -> Vector {
    let zero = Vector::default();
    let [of_any, above_zero, left_zero, same, both_zero] = match SUB_VECTORS {
        [any, left, above, same, both] => [any, above, left, same, both],
    };
    let [is_other, is_late, is_new] = if left == above {
        if above == zero { both_zero } else { same }
    } else if above == zero {
        above_zero
    } else if left == zero {
        left_zero
    } else {
        of_any
    };
    if !bools.read(is_other) {
        left
    } else if !bools.read(is_late) {
        above
    } else if bools.read(is_new) {
        best.plus(vector(bools, probs))
    } else {
        zero
    }
}
