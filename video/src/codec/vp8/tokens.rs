//! The coefficients of a macroblock (RFC 6386, sections 13 and 14.1).

use super::bools::Bools;
use super::header::{Header, Segments};
use super::tables::{AC_STEPS, BANDS, DC_STEPS, LARGE, TokenProbs, ZIGZAG};

/// Which blocks of the neighbours had coefficients: four of luma, four of chroma, the second one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    luma: [bool; 4],
    chroma: [bool; 4],
    second: bool,
}

impl Before {
    /// Behind a macroblock without coefficients. A second block that it cannot have counts as before.
    pub(super) fn clear(&mut self, has_second: bool) {
        let second = self.second && !has_second;
        *self = Self { second, ..Self::default() };
    }
}

/// Steps between the values of coefficients.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps {
    luma: [i32; 2],
    second: [i32; 2],
    colour: [i32; 2],
}

impl Steps {
    pub(super) fn of(header: &Header, segments: &Segments, segment: u8) -> Self {
        let of_segment = segments.index.get(usize::from(segment)).filter(|_| segments.is_on);
        let index = match of_segment {
            Some(index) if segments.is_absolute => *index,
            Some(index) => header.index.wrapping_add(*index),
            None => header.index,
        };
        let step = |table: &[i32; 128], delta: i32| {
            let index = index.clamp(0, 127).wrapping_add(delta).clamp(0, 127);
            usize::try_from(index).ok().and_then(|index| table.get(index)).copied().unwrap_or(0)
        };
        let [luma, second_dc, second_ac, colour_dc, colour_ac] = header.index_deltas;
        let second = step(&AC_STEPS, second_ac).wrapping_mul(155) / 100;
        Self {
            luma: [step(&DC_STEPS, luma), step(&AC_STEPS, 0)],
            second: [step(&DC_STEPS, second_dc).wrapping_mul(2), second.max(8)],
            colour: [step(&DC_STEPS, colour_dc).min(132), step(&AC_STEPS, colour_ac)],
        }
    }
}

/// Coefficients, in the order of rows and columns.
#[derive(Default)]
pub(super) struct Coefficients {
    pub(super) blocks: [[i32; 16]; 16],
    /// Of blue, and of red.
    pub(super) colour: [[[i32; 16]; 4]; 2],
    pub(super) second: Option<[i32; 16]>,
    /// True if there is any.
    pub(super) is_coded: bool,
}

/// Reads all coefficients.
pub(super) fn read(
    bools: &mut Bools<'_>,
    probs: &TokenProbs,
    steps: &Steps,
    has_second: bool,
    (left, above): (&mut Before, &mut Before),
) -> Coefficients {
    let [behind_second, second_probs, chroma_probs, whole_probs] = probs;
    let mut found = Coefficients::default();
    let mut block = |probs, first, steps, left: &mut bool, above: &mut bool, to: &mut [i32; 16]| {
        let neighbours = usize::from(*left).wrapping_add(usize::from(*above));
        let is_coded = coefficients(bools, probs, neighbours, first, steps, to) > first;
        (*left, *above) = (is_coded, is_coded);
        found.is_coded |= is_coded;
    };
    if has_second {
        let mut second = [0; 16];
        let (left, above) = (&mut left.second, &mut above.second);
        block(second_probs, 0, steps.second, left, above, &mut second);
        found.second = Some(second);
    }
    let (probs, first) = if has_second { (behind_second, 1) } else { (whole_probs, 0) };
    for (blocks, left) in found.blocks.as_chunks_mut::<4>().0.iter_mut().zip(&mut left.luma) {
        for (to, above) in blocks.iter_mut().zip(&mut above.luma) {
            block(probs, first, steps.luma, left, above, to);
        }
    }
    let (left, above) = (&mut left.chroma, &mut above.chroma);
    let planes = left.as_chunks_mut::<2>().0.iter_mut().zip(above.as_chunks_mut::<2>().0);
    for (to, (left, above)) in found.colour.iter_mut().zip(planes) {
        for (to, left) in to.as_chunks_mut::<2>().0.iter_mut().zip(left) {
            for (to, above) in to.iter_mut().zip(above.iter_mut()) {
                block(chroma_probs, 0, steps.colour, left, above, to);
            }
        }
    }
    found
}

/// Reads one block; gives the place behind its last coefficient.
fn coefficients(
    bools: &mut Bools<'_>,
    probs: &[[[u8; 11]; 3]; 8],
    neighbours: usize,
    first: usize,
    steps: [i32; 2],
    to: &mut [i32; 16],
) -> usize {
    let of = |at: usize, context: usize| {
        let band = BANDS.get(at).and_then(|band| probs.get(usize::from(*band)));
        band.and_then(|band| band.get(context))
    };
    let (mut at, mut context, mut may_end) = (first, neighbours, true);
    while let Some(probs) = of(at, context) {
        let [more, is_some, ..] = probs;
        if may_end && !bools.read(*more) {
            return at;
        }
        if bools.read(*is_some) {
            let value = magnitude(bools, probs);
            (context, may_end) = (if value > 1 { 2 } else { 1 }, true);
            let value = if bools.flag() { value.wrapping_neg() } else { value };
            let [dc, ac] = steps;
            let place = ZIGZAG.get(at).and_then(|place| to.get_mut(usize::from(*place)));
            if let Some(place) = place {
                *place = value.wrapping_mul(if at == 0 { dc } else { ac });
            }
        } else {
            (context, may_end) = (0, false);
        }
        at = at.wrapping_add(1);
    }
    16
}

fn magnitude(bools: &mut Bools<'_>, probs: &[u8; 11]) -> i32 {
    let [_, _, over_one, over_four, over_two, is_four, over_ten, over_six, high, of_low, of_high] =
        *probs;
    if !bools.read(over_one) {
        return 1;
    }
    if !bools.read(over_four) {
        let is_more = bools.read(over_two);
        return if is_more { 3_i32.wrapping_add(i32::from(bools.read(is_four))) } else { 2 };
    }
    if !bools.read(over_ten) {
        return if bools.read(over_six) {
            let two = i32::from(bools.read(165)) << 1;
            7_i32.wrapping_add(two | i32::from(bools.read(145)))
        } else {
            5_i32.wrapping_add(i32::from(bools.read(159)))
        };
    }
    let is_high = bools.read(high);
    let is_second = bools.read(if is_high { of_high } else { of_low });
    let size = usize::from(is_high) << 1 | usize::from(is_second);
    let bits = LARGE.get(size).copied().unwrap_or_default().iter();
    let more = bits.fold(0, |more, prob| more << 1 | i32::from(bools.read(*prob)));
    (8_i32 << size).wrapping_add(3).wrapping_add(more)
}
