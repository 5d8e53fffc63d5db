use zeroize::{Zeroize, ZeroizeOnDrop};

use super::cut::index;
use super::zigzag::{Group, LANES};

/// The blocks of one component in a span of a row of MCUs, line by line, eight to a group.
pub(super) struct Blocks {
    /// Empty for a component that is not shown.
    pub(super) groups: Vec<Group>,
    /// Which coefficients of each block of a progressive picture are not zero, by the file's order.
    pub(super) masks: Vec<u64>,
    /// One more than the last coefficient that is not zero in any block of a group.
    pub(super) used: Vec<u32>,
    /// Groups in a line of blocks.
    pub(super) across: usize,
}

impl Blocks {
    pub(super) fn new(across: usize, lines: usize, shown: bool, progressive: bool) -> Self {
        let groups = across.saturating_mul(lines);
        let shown = if shown { groups } else { 0 };
        let blocks = if progressive { groups.saturating_mul(LANES) } else { 0 };
        Self {
            groups: vec![[[0; LANES]; 64]; shown],
            masks: vec![0; blocks],
            used: vec![0; shown],
            across,
        }
    }

    /// Makes all coefficients zero.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        for number in 0..self.groups.len() {
            // Half of a group is seldom written.
            let lines = if self.used(number) > 10 { 64 } else { 32 };
            if let Some(lines) = self.groups.get_mut(number).and_then(|g| g.get_mut(..lines)) {
                lines.fill([0; LANES]);
            }
        }
        // Where there is nothing, its address is made up: to fill that with AVX-512, as glibc does
        // it, takes longer than to fill a group.
        if !self.masks.is_empty() {
            self.masks.fill(0);
        }
        if !self.used.is_empty() {
            self.used.fill(0);
        }
    }

    /// The number of a group.
    #[inline(always)]
    pub(super) fn group_of(&self, line: usize, block: usize) -> usize {
        line.wrapping_mul(self.across).wrapping_add(block / LANES)
    }

    /// One more than the last coefficient that is not zero in this group.
    #[inline(always)]
    pub(super) fn used(&self, group: usize) -> u32 {
        let start = group.wrapping_mul(LANES);
        let masks = self.masks.get(start..start.wrapping_add(LANES)).unwrap_or_default();
        let any = masks.iter().fold(0, |any, mask| any | mask);
        let used = self.used.get(group).copied().unwrap_or(0);
        used.max(64_u32.wrapping_sub(any.leading_zeros()))
    }
}

impl ZeroizeOnDrop for Blocks {}

impl Drop for Blocks {
    fn drop(&mut self) {
        self.groups.zeroize();
        self.masks.zeroize();
    }
}

/// Where the blocks of one MCU lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Index of the component in the frame.
    pub(super) component: usize,
    /// Index of the component in the scan.
    pub(super) member: usize,
    /// Blocks from one MCU to the next.
    pub(super) step: u32,
    /// Place in the MCU.
    pub(super) x: u32,
    pub(super) y: u32,
}

/// One MCU of the span that is decoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its number in the span, from the left.
    pub(super) column: u32,
    /// Its first line of blocks.
    pub(super) line: u32,
}

impl Place {
    /// Line and number of the block in the span.
    #[inline(always)]
    pub(super) const fn of(self, unit: Unit) -> (usize, usize) {
        let block = unit.column.wrapping_mul(self.step).wrapping_add(self.x);
        (index(unit.line.wrapping_add(self.y)), index(block))
    }
}
