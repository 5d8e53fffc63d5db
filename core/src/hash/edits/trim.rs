//! Flat borders, cut off.

use super::grey::Grey;
use super::window::Rectangle;

/// How far a pixel of a border may lie from the border's middle value, in steps of luma.
const MAX_STEP: u8 = 10;

/// Of a side at least so much stays: one in five.
const LEAST_LEFT: usize = 5;

#[derive(Clone, Copy)]
enum Edge {
    Left,
    Right,
    Top,
    Bottom,
}

/// What is left of a rectangle when flat lines are taken off its edges: lines of which this share,
/// in thousandths, lies near one value. Twice around, since a border may have a border.
pub(super) fn trimmed(grey: &Grey, whole: Rectangle, share: usize) -> Rectangle {
    let mut left = whole;
    for _ in 0..2 {
        for edge in [Edge::Left, Edge::Right, Edge::Top, Edge::Bottom] {
            trim_edge(grey, whole, &mut left, edge, share);
        }
    }
    left
}

/// Takes lines off as long as they look like the first one.
#[expect(clippy::arithmetic_side_effects, reason = "places within a copy of 2^20 pixels")]
fn trim_edge(grey: &Grey, whole: Rectangle, left: &mut Rectangle, edge: Edge, share: usize) {
    let middle = median(line(grey, *left, edge));
    let least = match edge {
        Edge::Left | Edge::Right => whole.width() / LEAST_LEFT,
        Edge::Top | Edge::Bottom => whole.height() / LEAST_LEFT,
    };
    loop {
        let remaining = match edge {
            Edge::Left | Edge::Right => left.width(),
            Edge::Top | Edge::Bottom => left.height(),
        };
        if remaining <= least.max(1) || !is_flat(line(grey, *left, edge), middle, share) {
            return;
        }
        match edge {
            Edge::Left => left.left += 1,
            Edge::Right => left.right -= 1,
            Edge::Top => left.top += 1,
            Edge::Bottom => left.bottom -= 1,
        }
    }
}

/// The outermost line of pixels at one edge.
#[expect(clippy::arithmetic_side_effects, reason = "places within a copy of 2^20 pixels")]
fn line(grey: &Grey, of: Rectangle, edge: Edge) -> impl Iterator<Item = u8> {
    let width = grey.width();
    let (start, step, count) = match edge {
        Edge::Left => (of.top * width + of.left, width, of.height()),
        Edge::Right => (of.top * width + of.right.saturating_sub(1), width, of.height()),
        Edge::Top => (of.top * width + of.left, 1, of.width()),
        Edge::Bottom => (of.bottom.saturating_sub(1) * width + of.left, 1, of.width()),
    };
    grey.pixels().iter().skip(start).step_by(step.max(1)).take(count).copied()
}

fn is_flat(line: impl Iterator<Item = u8>, middle: u8, share: usize) -> bool {
    let (mut near, mut all) = (0_usize, 0_usize);
    for value in line {
        near = near.saturating_add(usize::from(value.abs_diff(middle) <= MAX_STEP));
        all = all.saturating_add(1);
    }
    near.saturating_mul(1000) >= share.saturating_mul(all)
}

/// The upper one of the two in the middle, of an even number.
fn median(line: impl Iterator<Item = u8>) -> u8 {
    let (mut counts, mut all) = ([0_usize; 256], 0_usize);
    for value in line {
        if let Some(count) = counts.get_mut(usize::from(value)) {
            *count = count.saturating_add(1);
        }
        all = all.saturating_add(1);
    }
    let mut below = 0_usize;
    for (value, count) in (0_u8..=255).zip(counts) {
        below = below.saturating_add(count);
        if below > all / 2 {
            return value;
        }
    }
    255
}
