//! Where in a grey copy there is something to see: a picture is busy all over, a page is not.

use super::grey::Grey;
use super::window::Rectangle;

/// Pixels a side that are looked at together.
const BLOCK: usize = 8;

/// They are busy if their luma spans at least so many levels.
const MIN_SPAN: u8 = 6;

/// Running sums of the busy blocks, from the upper left.
#[derive(Debug)]
pub(super) struct Content {
    across: usize,
    sums: Vec<u32>,
}

#[expect(clippy::arithmetic_side_effects, reason = "a copy has at most 2^20 pixels")]
impl Content {
    pub(super) fn of(grey: &Grey) -> Self {
        let across = grey.width() / BLOCK;
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
        Self { across, sums }
    }

    /// How much of a rectangle is busy, 0 to 1.
    #[expect(clippy::as_conversions, reason = "at most 2^14 blocks: whole in an f32")]
    pub(super) fn share(&self, rectangle: Rectangle) -> f32 {
        let Rectangle { left, top, right, bottom } = rectangle;
        let (left, top) = (left.div_ceil(BLOCK), top.div_ceil(BLOCK));
        let (right, bottom) = (right / BLOCK, bottom / BLOCK);
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
