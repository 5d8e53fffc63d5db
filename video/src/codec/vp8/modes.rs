//! How each macroblock is predicted (RFC 6386, sections 8, 10, 11 and 16).

use super::bools::Bools;
use super::header::{Header, Probs};
use super::tables::{KEY_CHROMA_MODES, KEY_LUMA_MODES, KEY_SUB_MODES, SUB_MODES};
use super::vectors::{Near, Vector, split, vector};

/// What a macroblock is predicted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reference {
    /// What lies above it and to its left.
    #[default]
    Itself,
    Last,
    Golden,
    Alternate,
}

impl Reference {
    pub(super) const fn number(self) -> usize {
        match self {
            Self::Itself => 0,
            Self::Last => 1,
            Self::Golden => 2,
            Self::Alternate => 3,
        }
    }
}

/// How.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mode {
    #[default]
    Mean,
    Down,
    Across,
    Slope,
    /// Each block of 4 by 4 in its own way.
    Blocks,
    /// From the same place of another frame.
    Zero,
    /// From another place.
    Moved,
    /// Each block of 4 by 4 from a place of its own.
    Split,
}

/// How a block of 4 by 4 is predicted, in the order of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum SubMode {
    #[default]
    Mean,
    Slope,
    Down,
    Across,
    LeftDown,
    RightDown,
    RightDownSteep,
    LeftDownSteep,
    RightDownFlat,
    AcrossUp,
}

impl SubMode {
    const fn number(self) -> usize {
        match self {
            Self::Mean => 0,
            Self::Slope => 1,
            Self::Down => 2,
            Self::Across => 3,
            Self::LeftDown => 4,
            Self::RightDown => 5,
            Self::RightDownSteep => 6,
            Self::LeftDownSteep => 7,
            Self::RightDownFlat => 8,
            Self::AcrossUp => 9,
        }
    }
}

/// One macroblock, as far as its neighbours and what comes later ask.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Macroblock {
    pub(super) reference: Reference,
    pub(super) mode: Mode,
    /// How colour is predicted, if from itself.
    pub(super) colour: Mode,
    pub(super) sub_modes: [SubMode; 16],
    pub(super) vectors: [Vector; 16],
    pub(super) segment: u8,
    /// True if it says that it has no coefficients.
    pub(super) is_skipped: bool,
}

impl Macroblock {
    /// True if its first coefficients come in a block of their own.
    pub(super) const fn has_second(&self) -> bool {
        !matches!(self.mode, Mode::Blocks | Mode::Split)
    }

    pub(super) const fn vector(&self) -> Vector {
        self.vectors[15]
    }
}

/// Those around a macroblock; one outside of the picture is the default.
pub(super) struct Around<'a> {
    pub(super) above: &'a Macroblock,
    pub(super) left: &'a Macroblock,
    pub(super) above_left: &'a Macroblock,
}

/// Where a macroblock lies, and how many there are across and down.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Spot {
    /// True if nothing of the picture is above, and to the left.
    pub(super) const fn is_first(self) -> (bool, bool) {
        (self.row == 0, self.column == 0)
    }
}

/// What the modes of a frame are read by.
pub(super) struct Rules<'a> {
    pub(super) is_key: bool,
    pub(super) header: &'a Header,
    pub(super) probs: &'a Probs,
    pub(super) is_backward: [bool; 2],
}

/// Reads one macroblock; `before` is the segment of the same one in the frame before.
pub(super) fn macroblock(
    bools: &mut Bools<'_>,
    rules: &Rules<'_>,
    around: &Around<'_>,
    before: u8,
    spot: Spot,
) -> Macroblock {
    let segment = match rules.header.segment_map {
        Some(probs) => segment(bools, probs),
        None if rules.is_key => 0,
        None => before,
    };
    let is_skipped = rules.header.skip.is_some_and(|prob| bools.read(prob));
    let block = Macroblock { segment, is_skipped, ..Macroblock::default() };
    let [of_itself, _, _] = rules.header.kinds;
    if rules.is_key {
        of_key_frame(bools, around, block)
    } else if bools.read(of_itself) {
        of_another(bools, rules, around, spot, block)
    } else {
        of_itself_alone(bools, rules.probs, block)
    }
}

fn segment(bools: &mut Bools<'_>, [first, low, high]: [u8; 3]) -> u8 {
    if bools.read(first) { 2 | u8::from(bools.read(high)) } else { u8::from(bools.read(low)) }
}

fn of_key_frame(bools: &mut Bools<'_>, around: &Around<'_>, block: Macroblock) -> Macroblock {
    let [is_whole, is_second, is_down, is_slope] = KEY_LUMA_MODES;
    let mode = if !bools.read(is_whole) {
        Mode::Blocks
    } else if bools.read(is_second) {
        if bools.read(is_slope) { Mode::Slope } else { Mode::Across }
    } else if bools.read(is_down) {
        Mode::Down
    } else {
        Mode::Mean
    };
    let mut sub_modes = [implied(mode); 16];
    if mode == Mode::Blocks {
        for at in 0..16 {
            let (above, left) = (&around.above.sub_modes, &around.left.sub_modes);
            let (left, above) = beside(at, &sub_modes, left, above);
            let probs = KEY_SUB_MODES.get(above.number()).and_then(|of| of.get(left.number()));
            let read = sub_mode(bools, probs.unwrap_or(&SUB_MODES));
            put(&mut sub_modes, at, read);
        }
    }
    let colour = colour(bools, KEY_CHROMA_MODES);
    Macroblock { mode, colour, sub_modes, ..block }
}

fn of_itself_alone(bools: &mut Bools<'_>, probs: &Probs, block: Macroblock) -> Macroblock {
    let [is_other, is_late, is_across, is_blocks] = probs.luma;
    let mode = if !bools.read(is_other) {
        Mode::Mean
    } else if bools.read(is_late) {
        if bools.read(is_blocks) { Mode::Blocks } else { Mode::Slope }
    } else if bools.read(is_across) {
        Mode::Across
    } else {
        Mode::Down
    };
    let mut sub_modes = [implied(mode); 16];
    if mode == Mode::Blocks {
        sub_modes = [(); 16].map(|()| sub_mode(bools, &SUB_MODES));
    }
    let colour = colour(bools, probs.chroma);
    Macroblock { mode, colour, sub_modes, ..block }
}

/// What blocks of a macroblock count as that is predicted as a whole.
const fn implied(mode: Mode) -> SubMode {
    match mode {
        Mode::Down => SubMode::Down,
        Mode::Across => SubMode::Across,
        Mode::Slope => SubMode::Slope,
        Mode::Mean | Mode::Blocks | Mode::Zero | Mode::Moved | Mode::Split => SubMode::Mean,
    }
}

fn sub_mode(bools: &mut Bools<'_>, probs: &[u8; 9]) -> SubMode {
    let [mean, slope, down, right, across, right_down, left_down, left_steep, flat] = *probs;
    if !bools.read(mean) {
        SubMode::Mean
    } else if !bools.read(slope) {
        SubMode::Slope
    } else if !bools.read(down) {
        SubMode::Down
    } else if !bools.read(right) {
        if !bools.read(across) {
            SubMode::Across
        } else if bools.read(right_down) {
            SubMode::RightDownSteep
        } else {
            SubMode::RightDown
        }
    } else if !bools.read(left_down) {
        SubMode::LeftDown
    } else if !bools.read(left_steep) {
        SubMode::LeftDownSteep
    } else if bools.read(flat) {
        SubMode::AcrossUp
    } else {
        SubMode::RightDownFlat
    }
}

fn colour(bools: &mut Bools<'_>, [is_other, is_late, is_slope]: [u8; 3]) -> Mode {
    if !bools.read(is_other) {
        Mode::Mean
    } else if !bools.read(is_late) {
        Mode::Down
    } else if bools.read(is_slope) {
        Mode::Slope
    } else {
        Mode::Across
    }
}

fn of_another(
    bools: &mut Bools<'_>,
    rules: &Rules<'_>,
    around: &Around<'_>,
    spot: Spot,
    block: Macroblock,
) -> Macroblock {
    let [_, is_not_last, is_alternate] = rules.header.kinds;
    let reference = if !bools.read(is_not_last) {
        Reference::Last
    } else if bools.read(is_alternate) {
        Reference::Alternate
    } else {
        Reference::Golden
    };
    let near = Near::of(around, reference, rules.is_backward);
    let block = Macroblock { reference, ..block };
    let moved = |vector| Macroblock { mode: Mode::Moved, vectors: [vector; 16], ..block };
    let [is_moved, is_second, is_third, is_split] = near.probs();
    if !bools.read(is_moved) {
        return Macroblock { mode: Mode::Zero, ..block };
    }
    if !bools.read(is_second) {
        return moved(near.nearest.within(spot));
    }
    if !bools.read(is_third) {
        return moved(near.near.within(spot));
    }
    let best = near.best.within(spot);
    if !bools.read(is_split) {
        return moved(best.plus(vector(bools, &rules.probs.vectors)));
    }
    let vectors = split(bools, &rules.probs.vectors, around, best);
    Macroblock { mode: Mode::Split, vectors, ..block }
}

/// What lies to the left of a block of 4 by 4, and what above it.
pub(super) fn beside<T: Copy + Default>(
    at: usize,
    own: &[T; 16],
    left: &[T; 16],
    above: &[T; 16],
) -> (T, T) {
    let of = |blocks: &[T; 16], at: Option<usize>| {
        at.and_then(|at| blocks.get(at)).copied().unwrap_or_default()
    };
    let beside =
        if at.is_multiple_of(4) { of(left, at.checked_add(3)) } else { of(own, at.checked_sub(1)) };
    let over = if at < 4 { of(above, at.checked_add(12)) } else { of(own, at.checked_sub(4)) };
    (beside, over)
}

pub(super) fn put<T>(blocks: &mut [T; 16], at: usize, value: T) {
    if let Some(block) = blocks.get_mut(at) {
        *block = value;
    }
}
