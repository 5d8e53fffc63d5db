//! Round corners, as chats and cards give them to pictures: the ground that shows there is painted over.

use super::grey::Grey;
use super::window::Rectangle;

/// How far the ground in a corner may lie from one of its pixels, in steps of luma: what a JPEG leaves
/// beside an edge is no end of it.
const MAX_STEP: u8 = 24;

/// The ground reaches along both sides of a corner: at least so many pixels of the copy, on one side at
/// most twice as far as on the other, and at most so much of the rectangle's shorter side.
const MIN_LEG: usize = 4;
const MAX_LEG_PART: usize = 6;

/// So many of the four corners are round, at least.
const MIN_CORNERS: usize = 3;

/// Pixels beyond the curve that the ground is mixed into.
const MARGIN: usize = 2;

/// The copy with the ground in the round corners of a rectangle replaced by what is next to it; `None` if
/// its corners are not round.
pub(super) fn filled(grey: &Grey, of: Rectangle) -> Option<Grey> {
    let corners = Corner::all(of);
    let mut legs: Vec<usize> = Vec::new();
    for corner in corners {
        legs.extend(corner.legs(grey, of).into_iter().flatten());
    }
    if legs.len() < 2 * MIN_CORNERS {
        return None;
    }
    legs.sort_unstable();
    let radius = radius(*legs.get(legs.len() / 2)?);
    let mut pixels = grey.pixels().to_vec();
    for corner in corners {
        for down in 0..radius {
            corner.paint(grey, &mut pixels, down, run(radius, down));
        }
    }
    Some(Grey::new(grey.columns, grey.rows, pixels))
}

/// Of the quarter of a circle that leaves a leg of this length in its outermost row, and a little more.
#[expect(clippy::arithmetic_side_effects, reason = "a leg is at most a sixth of a side")]
fn radius(leg: usize) -> usize {
    leg + leg.isqrt() + 1 + MARGIN
}

/// How much of a row is outside the circle.
#[expect(clippy::arithmetic_side_effects, reason = "rows are counted up to the radius")]
fn run(radius: usize, down: usize) -> usize {
    let far = radius - down;
    radius - (radius * radius - far * far).isqrt()
}

/// A corner of a rectangle, by its outermost pixel.
#[derive(Clone, Copy)]
struct Corner {
    x: usize,
    y: usize,
    is_right: bool,
    is_lower: bool,
}

impl Corner {
    fn all(Rectangle { left, top, right, bottom }: Rectangle) -> [Self; 4] {
        let (right, bottom) = (right.saturating_sub(1), bottom.saturating_sub(1));
        let corner = |x, y, is_right, is_lower| Self { x, y, is_right, is_lower };
        [
            corner(left, top, false, false),
            corner(right, top, true, false),
            corner(left, bottom, false, true),
            corner(right, bottom, true, true),
        ]
    }

    /// Where the pixel so far from the corner lies in the copy.
    fn place(self, grey: &Grey, along: usize, down: usize) -> Option<usize> {
        let far = |from: usize, by: usize, is_end: bool| {
            if is_end { from.checked_sub(by) } else { from.checked_add(by) }
        };
        let (x, y) = (far(self.x, along, self.is_right)?, far(self.y, down, self.is_lower)?);
        if x < grey.width() { y.checked_mul(grey.width())?.checked_add(x) } else { None }
    }

    fn pixel(self, grey: &Grey, along: usize, down: usize) -> Option<u8> {
        grey.pixels().get(self.place(grey, along, down)?).copied()
    }

    /// How far the ground reaches along both sides; `None` if the corner is not round.
    fn legs(self, grey: &Grey, of: Rectangle) -> Option<[usize; 2]> {
        let most = of.width().min(of.height()) / MAX_LEG_PART;
        let ground = self.pixel(grey, 1, 1)?;
        let is_ground = |it: Option<u8>| it.is_some_and(|it| it.abs_diff(ground) <= MAX_STEP);
        let reach = |pixel: &dyn Fn(usize) -> Option<u8>| {
            (0..=most).take_while(|far| is_ground(pixel(*far))).count()
        };
        let across = reach(&|far| self.pixel(grey, far, 0));
        let down = reach(&|far| self.pixel(grey, 0, far));
        let (short, long) = (across.min(down), across.max(down));
        let is_round = short >= MIN_LEG && long <= most && long <= short.saturating_mul(2);
        is_round.then_some([across, down])
    }

    /// Paints the ground of one row with the first pixel that no ground is mixed into.
    fn paint(self, grey: &Grey, pixels: &mut [u8], down: usize, run: usize) {
        let Some(beside) = self.pixel(grey, run, down) else { return };
        for along in 0..run {
            let place = self.place(grey, along, down);
            if let Some(pixel) = place.and_then(|place| pixels.get_mut(place)) {
                *pixel = beside;
            }
        }
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "small pictures, and a test fails by panicking"
)]
mod tests {
    use super::*;
    use crate::hash::edits::tests::{copy, drawn, picture};

    const OF: Rectangle = Rectangle { left: 50, top: 40, right: 250, bottom: 190 };

    /// A drawing in a rectangle whose corners are cut by a circle.
    fn bubble(radius: usize) -> [Grey; 2] {
        let shown = copy(&drawn(32, 200, 150));
        let tone = |x: usize, y: usize| 60.0 + f32::from(shown.row(y - OF.top)[x - OF.left]) / 2.0;
        let is_in = |x: usize, y: usize| {
            let beyond = |at: usize, from: usize, to: usize| {
                (from + radius).saturating_sub(at).max((at + radius + 1).saturating_sub(to))
            };
            let (across, down) = (beyond(x, OF.left, OF.right), beyond(y, OF.top, OF.bottom));
            across * across + down * down <= radius * radius
        };
        let on_page = |cut: bool| {
            copy(&picture(300, 240, |x, y| {
                let inside = (OF.left..OF.right).contains(&x) && (OF.top..OF.bottom).contains(&y);
                if inside && (!cut || is_in(x, y)) { tone(x, y) } else { 240.0 }
            }))
        };
        [on_page(false), on_page(true)]
    }

    #[test]
    fn the_ground_in_round_corners_is_painted_over() {
        for radius in [9, 14, 24] {
            let [square, round] = bubble(radius);
            let filled = filled(&round, OF).unwrap();
            let far = |grey: &Grey| {
                let pixels = grey.pixels().iter().zip(square.pixels());
                pixels.filter(|(a, b)| a.abs_diff(**b) > 60).count()
            };
            assert!(far(&round) > radius && far(&filled) == 0, "{radius}: {}", far(&filled));
            assert_eq!(filled.row(39), round.row(39));
            assert_eq!(filled.row(115), round.row(115));
        }
    }

    #[test]
    fn square_corners_and_flat_pictures_are_left_as_they_are() {
        let [square, _] = bubble(9);
        assert!(filled(&square, OF).is_none());
        let flat = copy(&picture(300, 240, |_, _| 90.0));
        assert!(filled(&flat, OF).is_none());
        assert!(filled(&flat, Rectangle::of(&flat)).is_none());
    }
}
