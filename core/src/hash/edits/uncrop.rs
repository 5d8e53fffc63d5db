//! Windows that reach outside the picture, as far as a crop would have to have cut.
//!
//! PDQ fails on a crop mostly because its grid moves. Edge pixels repeated where the rest of the
//! picture was put the grid back.

use super::grey::Grey;
use super::window::Window;
use crate::hash::pdq::{Side, Stretch};

/// What was cut away, in thousandths of the picture's sides before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Crop {
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
}

const fn crop(left: u32, right: u32, top: u32, bottom: u32) -> Crop {
    Crop { left, right, top, bottom }
}

/// Around the middle, at one side, at two opposite sides, at a corner. A hash survives a shift of about half
/// a per cent: small crops, which are most, lie closer together than that, and large ones are lost anyway.
const CROPS: [Crop; 20] = [
    crop(17, 17, 17, 17),
    crop(28, 28, 28, 28),
    crop(39, 39, 39, 39),
    crop(53, 53, 53, 53),
    crop(44, 0, 0, 0),
    crop(0, 44, 0, 0),
    crop(0, 0, 44, 0),
    crop(0, 0, 0, 44),
    crop(100, 0, 0, 0),
    crop(0, 100, 0, 0),
    crop(0, 0, 100, 0),
    crop(0, 0, 0, 100),
    crop(75, 75, 0, 0),
    crop(125, 125, 0, 0),
    crop(0, 0, 75, 75),
    crop(0, 0, 125, 125),
    crop(60, 0, 60, 0),
    crop(0, 60, 60, 0),
    crop(60, 0, 0, 60),
    crop(0, 60, 0, 60),
];

/// The picture before each crop.
pub(super) fn windows(grey: &Grey) -> impl Iterator<Item = Window> {
    let (columns, rows) = (grey.columns, grey.rows);
    CROPS.into_iter().map(move |crop| Window {
        across: before(columns, crop.left, crop.right),
        down: before(rows, crop.top, crop.bottom),
    })
}

/// The side as it was before so much was cut away at its start and its end.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "sides are at most MAX_SIDE_PIXELS, and less than half is cut away"
)]
fn before(side: Side, start: u32, end: u32) -> Stretch {
    let full = i64::try_from(side.full).unwrap_or(i64::MAX);
    let left = i64::from(1000 - start - end);
    let rounded = |part: i64| (2 * full * part + left) / (2 * left);
    let (from, length) = (-rounded(i64::from(start)), rounded(1000));
    Stretch { from, length: usize::try_from(length).unwrap_or(side.full) }
}
