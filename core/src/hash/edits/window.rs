//! PDQ of an upright window of a picture, read from its grey copy.

use pulp::Arch;

use super::grey::Grey;
use super::row_sums::RowSums;
use crate::hash::pdq::{Axis, Grid, Side, Stretch, WindowPdq, reduce_row, wide};

/// A window, in pixels of the picture. It may reach outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) across: Stretch,
    pub(super) down: Stretch,
}

/// A rectangle of the grey copy's pixels: `left` and `top` are inside, `right` and `bottom` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rectangle {
    pub(super) left: usize,
    pub(super) top: usize,
    pub(super) right: usize,
    pub(super) bottom: usize,
}

#[expect(clippy::arithmetic_side_effects, reason = "sides are at most MAX_SIDE_PIXELS")]
impl Rectangle {
    /// The whole copy.
    pub(super) const fn of(grey: &Grey) -> Self {
        Self { left: 0, top: 0, right: grey.width(), bottom: grey.height() }
    }

    pub(super) const fn width(self) -> usize {
        self.right.saturating_sub(self.left)
    }

    pub(super) const fn height(self) -> usize {
        self.bottom.saturating_sub(self.top)
    }

    pub(super) const fn area(self) -> usize {
        self.width() * self.height()
    }

    /// The same rectangle of the picture.
    pub(super) fn window(self, grey: &Grey) -> Window {
        Window {
            across: stretch(grey.columns, self.left, self.right),
            down: stretch(grey.rows, self.top, self.bottom),
        }
    }
}

/// The nearest whole pixels of the picture.
#[expect(clippy::arithmetic_side_effects, reason = "products of two sides are under 2^40")]
fn stretch(side: Side, start: usize, end: usize) -> Stretch {
    let unsigned = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    let kept = unsigned(side.kept);
    let place =
        |kept_place: usize| (2 * unsigned(kept_place) * unsigned(side.full) + kept) / (2 * kept);
    let (from, to) = (place(start), place(end));
    let length = usize::try_from(to.saturating_sub(from)).unwrap_or(1).max(1);
    Stretch { from: i64::try_from(from).unwrap_or(0), length }
}

/// From a shorter window PDQ reads other pixels once it is mirrored: a shift of one pixel, which an
/// even box has, is then much of the step between two outputs.
const SYMMETRIC_LENGTH: usize = 512;

/// The matrix of a window, and that of the same window of the mirrored picture, if they differ.
fn columns(side: Side, across: Stretch) -> Vec<Axis> {
    let upright = Axis::window(side, across);
    if across.length >= SYMMETRIC_LENGTH {
        return vec![upright];
    }
    let signed = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let end = across.from.saturating_add(signed(across.length));
    let mirrored = Stretch { from: signed(side.full).saturating_sub(end), ..across };
    vec![upright, Axis::window(side, mirrored).reversed()]
}

/// The hashes of a window.
pub(super) fn hash(arch: Arch, grey: &Grey, window: Window) -> Option<WindowPdq> {
    let columns = columns(grey.columns, window.across);
    let down = Axis::window(grey.rows, window.down);
    let grids = wide(
        arch,
        #[inline(always)]
        || grids(grey, &down, &columns),
    );
    let mut grids = grids.iter().map(|grid| grid.window(arch));
    let mut window = grids.next()?;
    if let (Some(mirrored), [_, place]) = (grids.next(), &mut window.pdq) {
        *place = mirrored.pdq[0];
    }
    Some(window)
}

/// A grid for each of the column matrices.
#[inline(always)]
fn grids(grey: &Grey, down: &Axis, columns: &[Axis]) -> Vec<Grid> {
    let mut grids = vec![Grid::new(); columns.len()];
    let mut sums = RowSums::new(grey, columns);
    for (output, band) in down.bands().iter().enumerate() {
        sums.weigh(grey, band.inputs.clone(), down.weights(band));
        for (columns, grid) in columns.iter().zip(&mut grids) {
            if let Some(row) = grid.rows_mut().get_mut(output) {
                *row = reduce_row(columns, sums.values());
            }
        }
    }
    grids
}
