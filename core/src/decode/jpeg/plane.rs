use pulp::Simd;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::blocks::Blocks;
use super::cut::index;
use super::frame::{Component, Frame};
use super::idct::{self, Divisors};
use super::zigzag::LANES;

/// The samples of one component that is shown: as many rows of MCUs as are needed at once.
pub(super) struct Plane {
    samples: Vec<u8>,
    stride: usize,
    /// Lines that are kept.
    kept: u32,
    /// Lines in a row of MCUs.
    lines: u32,
    /// Columns and lines of the component.
    size: (u32, u32),
    divisors: Divisors,
}

impl Plane {
    /// Keeps `rows` rows of MCUs.
    pub(super) fn new(
        frame: &Frame,
        component: Component,
        quantiser: &[u16; 64],
        rows: u32,
    ) -> Self {
        let lines = component.vertical.saturating_mul(8);
        let kept = lines.saturating_mul(rows);
        let stride = Self::stride(frame, component);
        Self {
            samples: vec![0; stride.saturating_mul(index(kept))],
            stride,
            kept,
            lines,
            size: frame.samples(component),
            divisors: quantiser.map(|value| [value.cast_signed(); LANES]),
        }
    }

    /// Bytes from one line to the next: a whole number of groups for every eight MCUs.
    pub(super) fn stride(frame: &Frame, component: Component) -> usize {
        let groups = frame.mcu_columns().div_ceil(8).saturating_mul(component.horizontal);
        index(groups).saturating_mul(8 * LANES)
    }

    /// Computes the samples of the blocks of a span, whose first MCU is in column `start`.
    #[inline(always)]
    pub(super) fn fill<S: Simd>(
        &mut self,
        simd: S,
        blocks: &Blocks,
        row: u32,
        start: u32,
        component: Component,
    ) {
        let first = row.wrapping_mul(self.lines).checked_rem(self.kept).unwrap_or(0);
        let column = index(start.wrapping_mul(component.horizontal)).wrapping_mul(8);
        for (number, group) in blocks.groups.iter().enumerate() {
            let used = blocks.used(number);
            let line = number.checked_div(blocks.across).unwrap_or(0);
            let x = number.checked_rem(blocks.across).unwrap_or(0).wrapping_mul(8 * LANES);
            let line = line.wrapping_mul(8).wrapping_add(index(first));
            let x = column.wrapping_add(x);
            let at = line.wrapping_mul(self.stride).wrapping_add(x);
            if let Some(out) = self.samples.get_mut(at..) {
                idct::group(simd, group, &self.divisors, used, out, self.stride);
            }
        }
    }

    /// A line of the component; beyond its last, the last.
    pub(super) fn line(&self, line: u32) -> &[u8] {
        let (width, height) = self.size;
        let line = line.min(height.saturating_sub(1)).checked_rem(self.kept).unwrap_or(0);
        let start = index(line).saturating_mul(self.stride);
        self.samples.get(start..start.saturating_add(index(width))).unwrap_or_default()
    }
}

impl ZeroizeOnDrop for Plane {}

impl Drop for Plane {
    fn drop(&mut self) {
        self.samples.zeroize();
    }
}
