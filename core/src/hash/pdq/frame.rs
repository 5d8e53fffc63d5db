use std::sync::Arc;

use pulp::Arch;

use super::axis::{Axis, is_symmetric};
use super::grid::Grid;
use super::sampled::Sampled;
use super::stream::Stream;
use super::{MIN_SIDE_PIXELS, PRESCALED_SIDE_PIXELS, Pdq};
use crate::decode::{LumaRow, Samples};
use crate::orientation::Orientation;

/// Everything that is gathered of one frame while its rows pass.
pub(super) struct FrameSums {
    /// Absent if a side is under 5 pixels: there is nothing to hash.
    turns: Option<Turns>,
    /// Present if the rows have an alpha channel.
    over_black: Option<OverBlack>,
    /// Present if a side is over 512 pixels; else it equals the upright hash.
    sampled: Option<Sampled>,
}

/// The hashes of one frame, of the stored pixels: before the orientation tag.
pub(super) struct FrameHashes {
    /// In the order of [`Orientation::ALL`].
    pub(super) stored: [Pdq; 8],
    /// As seen, over black.
    pub(super) over_black: Option<Pdq>,
    /// Of the 512x512 picture.
    pub(super) pdq512: Pdq,
}

impl FrameSums {
    pub(super) fn new(arch: Arch, width: usize, height: usize) -> Self {
        let is_hashable = width >= MIN_SIDE_PIXELS && height >= MIN_SIDE_PIXELS;
        let is_sampled = width > PRESCALED_SIDE_PIXELS || height > PRESCALED_SIDE_PIXELS;
        Self {
            turns: is_hashable.then(|| Turns::new(arch, width, height)),
            over_black: None,
            sampled: is_sampled.then(|| Sampled::new(arch, width, height)),
        }
    }

    /// Asks for the hash over black too, before the first row; `seen` is the orientation tag.
    pub(super) fn with_over_black(mut self, seen: Orientation) -> Self {
        self.over_black = Some(OverBlack::new(self.turns.as_ref(), seen));
        self
    }

    pub(super) const fn has_over_black(&self) -> bool {
        self.over_black.is_some()
    }

    pub(super) fn push(&mut self, row: LumaRow<'_>) {
        if let Some(turns) = &mut self.turns {
            turns.push(row.over_white);
        }
        if let Some(sampled) = &mut self.sampled {
            sampled.push(row.over_white);
        }
        if let (Some(sums), Some(row)) = (&mut self.over_black, row.over_black) {
            sums.push(row);
        }
    }

    pub(super) fn finish(&self) -> FrameHashes {
        let stored = self.turns.as_ref().map_or_else(Default::default, Turns::pdqs);
        let [upright, ..] = stored;
        FrameHashes {
            stored,
            over_black: self.over_black.as_ref().map(OverBlack::pdq),
            pdq512: self.sampled.as_ref().map_or(upright, Sampled::pdq),
        }
    }
}

/// The row matrix and its reversal, each with the column matrix and its reversal.
struct Turns {
    arch: Arch,
    width: usize,
    rows: Both,
    columns: Both,
    upright: Stream,
    /// Absent if the row matrix equals its reversal.
    flipped: Option<Stream>,
}

impl Turns {
    fn new(arch: Arch, width: usize, height: usize) -> Self {
        let (rows, columns) = (Both::new(height), Both::new(width));
        let stream = |rows| Stream::new(arch, width, rows, columns.distinct());
        let upright = stream(Arc::clone(&rows.forward));
        let flipped = rows.reversed.clone().map(stream);
        Self { arch, width, rows, columns, upright, flipped }
    }

    fn push(&mut self, row: Samples<'_>) {
        self.upright.push(row);
        if let Some(flipped) = &mut self.flipped {
            flipped.push(row);
        }
    }

    fn pdqs(&self) -> [Pdq; 8] {
        let upright = self.mirrors(self.upright.grids());
        let flipped = match &self.flipped {
            Some(stream) => self.mirrors(stream.grids()),
            None => {
                self.mirrors(&self.upright.grids().iter().map(Grid::flipped).collect::<Vec<_>>())
            }
        };
        Orientation::ALL.map(|turn| {
            let (transpose, row_reversed, column_reversed) = reversals(turn);
            let mirrors = if row_reversed { flipped } else { upright };
            let [pdq, transposed] = if column_reversed { mirrors.mirror } else { mirrors.plain };
            if transpose { transposed } else { pdq }
        })
    }

    fn mirrors(&self, grids: &[Grid]) -> Mirrors {
        match grids {
            [plain, mirror, ..] => {
                Mirrors { plain: plain.pdqs(self.arch), mirror: mirror.pdqs(self.arch) }
            }
            [plain] => {
                Mirrors { plain: plain.pdqs(self.arch), mirror: plain.mirrored().pdqs(self.arch) }
            }
            [] => Mirrors::default(),
        }
    }
}

/// How a turned picture's grid comes from the picture itself: whether its grid is transposed, and
/// which matrices are reversed first. A mirror that follows a transpose was a flip before it.
const fn reversals(turn: Orientation) -> (bool, bool, bool) {
    let (transpose, mirror, flip) = turn.steps();
    if transpose { (true, mirror, flip) } else { (false, flip, mirror) }
}

/// Hash and transposed hash, of a grid and of the same with left and right swapped in the picture.
#[derive(Clone, Copy, Default)]
struct Mirrors {
    plain: [Pdq; 2],
    mirror: [Pdq; 2],
}

/// The matrix of an axis, and its reversal. If the two hold the same numbers, the grid of the
/// mirrored picture is the mirrored grid, and no second stream is needed.
struct Both {
    forward: Arc<Axis>,
    reversed: Option<Arc<Axis>>,
}

impl Both {
    fn new(length: usize) -> Self {
        let forward = Arc::new(Axis::new(length));
        let reversed = (!is_symmetric(length)).then(|| Arc::new(forward.reversed()));
        Self { forward, reversed }
    }

    fn distinct(&self) -> Vec<Arc<Axis>> {
        core::iter::once(&self.forward).chain(&self.reversed).map(Arc::clone).collect()
    }
}

/// One hash of the picture as seen, over black.
struct OverBlack {
    stream: Option<Stream>,
    transpose: bool,
}

impl OverBlack {
    fn new(turns: Option<&Turns>, seen: Orientation) -> Self {
        let (transpose, row_reversed, column_reversed) = reversals(seen);
        let stream = turns.map(|turns| {
            let rows = one(&turns.rows, row_reversed);
            let columns = one(&turns.columns, column_reversed);
            Stream::new(turns.arch, turns.width, rows, vec![columns])
        });
        Self { stream, transpose }
    }

    fn push(&mut self, row: Samples<'_>) {
        if let Some(stream) = &mut self.stream {
            stream.push(row);
        }
    }

    fn pdq(&self) -> Pdq {
        let [pdq, transposed] = self.stream.as_ref().map(Stream::pdqs).unwrap_or_default();
        if self.transpose { transposed } else { pdq }
    }
}

fn one(axis: &Both, is_reversed: bool) -> Arc<Axis> {
    match &axis.reversed {
        Some(reversed) if is_reversed => Arc::clone(reversed),
        None if is_reversed => Arc::new(axis.forward.reversed()),
        _ => Arc::clone(&axis.forward),
    }
}
