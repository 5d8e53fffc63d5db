//! Where in a grey copy there is something to see: a picture is busy all over, a page is not.

use super::grey::Grey;
use super::window::Rectangle;

/// Pixels a side that are looked at together.
const BLOCK: usize = 8;

/// They are busy if their luma spans at least so many levels.
const MIN_SPAN: u8 = 6;

/// How wide the strips along a rectangle's sides are: three blocks.
const STRIP: usize = 3 * BLOCK;

/// Running sums of the busy blocks, from the upper left.
#[derive(Debug)]
pub(super) struct Content {
    across: usize,
    down: usize,
    sums: Vec<u32>,
}

#[expect(clippy::arithmetic_side_effects, reason = "a copy has at most 2^20 pixels")]
impl Content {
    pub(super) fn of(grey: &Grey) -> Self {
        let (across, down) = (grey.width() / BLOCK, grey.height() / BLOCK);
        let width = grey.width().max(1);
        let mut sums = vec![0; across + 1];
        for rows in grey.pixels().chunks_exact(width * BLOCK) {
            let (mut row_sum, above) = (0, sums.len() - across - 1);
            sums.push(0);
            for block in 0..across {
                row_sum += u32::from(is_busy(rows, width, block * BLOCK));
                let up = sums.get(above + block + 1).copied().unwrap_or_default();
                sums.push(up + row_sum);
            }
        }
        Self { across, down, sums }
    }

    /// How much busier the strips along the sides of a rectangle are inside it than outside, -1 to 1.
    pub(super) fn edge(&self, rectangle: Rectangle) -> f32 {
        let Rectangle { left, top, right, bottom } = rectangle;
        let inside = [
            Rectangle { right: left + STRIP, ..rectangle },
            Rectangle { left: right.saturating_sub(STRIP), ..rectangle },
            Rectangle { bottom: top + STRIP, ..rectangle },
            Rectangle { top: bottom.saturating_sub(STRIP), ..rectangle },
        ];
        let outside = [
            Rectangle { left: left.saturating_sub(STRIP), right: left, ..rectangle },
            Rectangle { left: right, right: right + STRIP, ..rectangle },
            Rectangle { top: top.saturating_sub(STRIP), bottom: top, ..rectangle },
            Rectangle { top: bottom, bottom: bottom + STRIP, ..rectangle },
        ];
        let mean = |strips: [Rectangle; 4]| {
            strips.into_iter().fold(0.0, |sum, strip| sum + self.share(strip)) / 4.0
        };
        mean(inside) - mean(outside)
    }

    /// How much of a rectangle is busy, 0 to 1; it may reach beyond the right and the lower end.
    #[expect(clippy::as_conversions, reason = "at most 2^14 blocks: whole in an f32")]
    pub(super) fn share(&self, rectangle: Rectangle) -> f32 {
        let Rectangle { left, top, right, bottom } = rectangle;
        let (left, top) = (left.div_ceil(BLOCK), top.div_ceil(BLOCK));
        let right = (right / BLOCK).min(self.across).max(left);
        let bottom = (bottom / BLOCK).min(self.down).max(top);
        let all = right.saturating_sub(left) * bottom.saturating_sub(top);
        let at = |x: usize, y: usize| {
            let place = y * (self.across + 1) + x;
            self.sums.get(place).copied().unwrap_or_default()
        };
        let busy =
            (at(right, bottom) + at(left, top)).saturating_sub(at(left, bottom) + at(right, top));
        busy as f32 / all.max(1) as f32
    }
}

/// True if the block that begins at this column of some rows is busy.
fn is_busy(rows: &[u8], width: usize, left: usize) -> bool {
    let (mut least, mut most) = ([u8::MAX; BLOCK], [0; BLOCK]);
    for row in rows.chunks_exact(width) {
        let block = row.get(left..).and_then(<[u8]>::first_chunk::<BLOCK>);
        let places = least.iter_mut().zip(&mut most);
        for (pixel, (least, most)) in block.into_iter().flatten().zip(places) {
            *least = (*least).min(*pixel);
            *most = (*most).max(*pixel);
        }
    }
    let (least, most) = (least.iter().min(), most.iter().max());
    least.zip(most).is_some_and(|(least, most)| most.saturating_sub(*least) >= MIN_SPAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::edits::tests::{copy, drawn, picture};

    #[test]
    fn a_picture_is_busier_than_what_is_around_it_and_a_window_around_it_is_not() {
        let drawn = copy(&drawn(31, 160, 120));
        let inside = |x: usize, y: usize| {
            let (x, y) = (x.checked_sub(100)?, y.checked_sub(80)?);
            drawn.row(y).get(x).map(|value| f32::from(*value))
        };
        let page = copy(&picture(360, 300, |x, y| inside(x, y).unwrap_or(30.0)));
        let content = Content::of(&page);
        let shown = Rectangle { left: 100, top: 80, right: 260, bottom: 200 };
        assert!(content.edge(shown) > 0.8, "{}", content.edge(shown));
        let window = Rectangle { left: 40, top: 24, right: 320, bottom: 256 };
        assert!(content.edge(window).abs() < 0.01, "{}", content.edge(window));
        let hole = Rectangle { left: 120, top: 100, right: 240, bottom: 180 };
        assert!(content.edge(hole).abs() < 0.2, "{}", content.edge(hole));
        let all = Rectangle::of(&page);
        assert!(content.edge(all) < 0.01 && content.share(all) > 0.1);
    }
}
