use zeroize::Zeroize;

use crate::decode::Guard;
use crate::undecided::Undecided;

/// Bytes of a canvas pixel: red, green, blue, alpha, not premultiplied.
const PIXEL_BYTES: u64 = 4;

/// A rectangle of the canvas; it may reach beyond it, and only what lies inside counts.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::decode) struct Area {
    pub(in crate::decode) left: u32,
    pub(in crate::decode) top: u32,
    pub(in crate::decode) width: u32,
    pub(in crate::decode) height: u32,
}

/// What happens to a frame's area before the next frame is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::decode) enum Disposal {
    /// The frame stays.
    #[default]
    Keep,
    /// The area becomes transparent, as browsers do it; a background colour is not painted.
    Clear,
    /// The area becomes what it was before the frame was drawn.
    Restore,
}

/// What is seen of an animation: frames are drawn onto it one after the other.
pub(in crate::decode) struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<[u8; 4]>,
    saved: Vec<[u8; 4]>,
}

impl Canvas {
    /// A transparent canvas, within the limits.
    pub(in crate::decode) fn new(
        width: u32,
        height: u32,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        guard.picture(width, height)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        guard.memory(pixels.saturating_mul(PIXEL_BYTES))?;
        let pixels = usize::try_from(pixels).map_err(|_| Undecided::Corrupt)?;
        Ok(Self { width, height, pixels: vec![[0; 4]; pixels], saved: Vec::new() })
    }

    pub(in crate::decode) const fn width(&self) -> u32 {
        self.width
    }

    pub(in crate::decode) const fn height(&self) -> u32 {
        self.height
    }

    /// All pixels, row by row.
    pub(in crate::decode) fn bytes(&self) -> &[u8] {
        self.pixels.as_flattened()
    }

    /// Memory that the pixels take, in bytes.
    pub(in crate::decode) fn size_bytes(&self) -> u64 {
        u64::try_from(self.bytes().len()).unwrap_or(u64::MAX)
    }

    /// All of it.
    pub(in crate::decode) const fn whole(&self) -> Area {
        Area { left: 0, top: 0, width: self.width, height: self.height }
    }

    /// The pixels of row `y` of the area, from 0, that lie on the canvas.
    pub(in crate::decode) fn row(&mut self, area: Area, y: u32) -> &mut [[u8; 4]] {
        let left = area.left.min(self.width);
        let right = area.left.saturating_add(area.width).min(self.width);
        let top = area.top.saturating_add(y);
        if top >= self.height || y >= area.height {
            return &mut [];
        }
        let at = |x: u32| {
            let index = u64::from(top).saturating_mul(u64::from(self.width));
            usize::try_from(index.saturating_add(u64::from(x))).unwrap_or(usize::MAX)
        };
        self.pixels.get_mut(at(left)..at(right)).unwrap_or_default()
    }

    /// Remembers the area if it must be restored later; asked before a frame is drawn into it.
    ///
    /// What will be done to the area afterwards is work too: a frame may claim all of the canvas and
    /// have hardly a pixel.
    pub(in crate::decode) fn prepare(
        &mut self,
        area: Area,
        disposal: Disposal,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        self.saved.clear();
        let pixels = self.pixels_inside(area);
        guard.work(match disposal {
            Disposal::Keep => 0,
            Disposal::Clear => pixels,
            Disposal::Restore => pixels.saturating_mul(2),
        })?;
        if disposal != Disposal::Restore {
            return Ok(());
        }
        guard.memory(self.size_bytes().saturating_mul(2))?;
        let pixels = usize::try_from(pixels).map_err(|_| Undecided::Corrupt)?;
        let mut saved = core::mem::take(&mut self.saved);
        if saved.capacity() < pixels {
            // To grow would leave behind what it held.
            saved.zeroize();
            saved = Vec::with_capacity(pixels);
        }
        for y in 0..self.rows_inside(area) {
            saved.extend_from_slice(self.row(area, y));
        }
        self.saved = saved;
        Ok(())
    }

    /// Does to the area what its frame asked for.
    pub(in crate::decode) fn dispose(&mut self, area: Area, disposal: Disposal) {
        match disposal {
            Disposal::Keep => {}
            Disposal::Clear => self.clear(area),
            Disposal::Restore => self.restore(area),
        }
    }

    fn clear(&mut self, area: Area) {
        for y in 0..self.rows_inside(area) {
            self.row(area, y).fill([0; 4]);
        }
    }

    fn restore(&mut self, area: Area) {
        let saved = core::mem::take(&mut self.saved);
        let mut rest = saved.as_slice();
        for y in 0..self.rows_inside(area) {
            let row = self.row(area, y);
            let Some((from, after)) = rest.split_at_checked(row.len()) else { break };
            row.copy_from_slice(from);
            rest = after;
        }
        self.saved = saved;
    }

    fn rows_inside(&self, area: Area) -> u32 {
        area.height.min(self.height.saturating_sub(area.top))
    }

    fn pixels_inside(&self, area: Area) -> u64 {
        let columns = area.width.min(self.width.saturating_sub(area.left));
        u64::from(columns).saturating_mul(u64::from(self.rows_inside(area)))
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        self.pixels.zeroize();
        self.saved.zeroize();
    }
}

/// Draws a pixel over another, neither premultiplied (PNG, third edition, 13.16, in whole numbers).
pub(in crate::decode) fn blend(under: &mut [u8; 4], over: [u8; 4]) {
    let [red, green, blue, alpha] = over.map(u32::from);
    let [under_red, under_green, under_blue, under_alpha] = under.map(u32::from);
    match alpha {
        255 => *under = over,
        0 => {}
        _ => {
            let top = alpha.saturating_mul(255);
            let below = 255_u32.saturating_sub(alpha).saturating_mul(under_alpha);
            let sum = top.saturating_add(below);
            let mix = |over: u32, under: u32| {
                let colour = over.saturating_mul(top).saturating_add(under.saturating_mul(below));
                rounded(colour, sum)
            };
            *under = [
                mix(red, under_red),
                mix(green, under_green),
                mix(blue, under_blue),
                rounded(sum, 255),
            ];
        }
    }
}

fn rounded(value: u32, by: u32) -> u8 {
    let half = by.checked_div(2).unwrap_or(0);
    let quotient = value.saturating_add(half).checked_div(by).unwrap_or(0);
    u8::try_from(quotient).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::context::CancelToken;
    use crate::limits::Limits;

    const RED: [u8; 4] = [255, 0, 0, 255];

    fn canvas(width: u32, height: u32) -> Canvas {
        let (limits, cancel) = (Limits::default(), CancelToken::new());
        Canvas::new(width, height, &Guard::new(&limits, &cancel)).unwrap()
    }

    #[test]
    fn an_area_beyond_the_canvas_is_cut_at_its_edges() {
        let mut canvas = canvas(4, 3);
        let area = Area { left: 2, top: 1, width: u32::MAX, height: u32::MAX };
        for y in 0..9 {
            canvas.row(area, y).fill(RED);
        }
        let drawn: Vec<bool> = canvas.pixels.iter().map(|pixel| *pixel == RED).collect();
        let row = [false, false, true, true];
        assert_eq!(drawn, [[false; 4], row, row].concat());
        let outside = Area { left: 4, top: 3, width: 1, height: 1 };
        assert!(canvas.row(outside, 0).is_empty());
    }

    #[test]
    fn restores_what_was_under_a_frame() {
        let (limits, cancel) = (Limits::default(), CancelToken::new());
        let mut canvas = canvas(3, 3);
        canvas.row(canvas.whole(), 1).fill(RED);
        let before = canvas.bytes().to_vec();
        let area = Area { left: 1, top: 1, width: 5, height: 5 };
        canvas.prepare(area, Disposal::Restore, &mut Guard::new(&limits, &cancel)).unwrap();
        canvas.row(area, 0).fill([1, 2, 3, 4]);
        canvas.row(area, 1).fill([1, 2, 3, 4]);
        canvas.dispose(area, Disposal::Restore);
        assert_eq!(canvas.bytes(), before);
    }

    #[test]
    fn what_is_saved_is_never_moved_while_it_grows() {
        let (limits, cancel) = (Limits::default(), CancelToken::new());
        let mut guard = Guard::new(&limits, &cancel);
        let mut canvas = canvas(7, 5);
        for (width, height) in [(7, 1), (5, 5), (7, 5), (1, 1)] {
            let area = Area { left: 0, top: 0, width, height };
            canvas.prepare(area, Disposal::Restore, &mut guard).unwrap();
        }
        assert_eq!(canvas.saved.capacity(), 35);
    }

    #[test]
    fn blends_like_the_formula_in_real_numbers() {
        for (under_alpha, alpha) in [(0, 0), (0, 128), (255, 128), (100, 77), (255, 255), (9, 1)] {
            let mut under = [200, 10, 90, under_alpha];
            blend(&mut under, [20, 250, 90, alpha]);
            let (top, below) = (f64::from(alpha) / 255.0, f64::from(under_alpha) / 255.0);
            let whole = top + below * (1.0 - top);
            let red =
                (20.0 * top + 200.0 * below * (1.0 - top)) / if whole > 0.0 { whole } else { 1.0 };
            let [seen_red, _, _, seen_alpha] = under.map(f64::from);
            assert!((seen_alpha - whole * 255.0).abs() <= 0.51);
            assert!(whole == 0.0 || (seen_red - red).abs() <= 0.51, "{seen_red} {red}");
        }
    }
}
