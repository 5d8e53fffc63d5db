//! What libjpeg shows of a progressive picture whose scans have not all come: coefficients that are
//! not known yet are guessed from the DC coefficients of 25 blocks.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::blocks::Blocks;
use super::cut::index;
use super::frame::{Component, Frame};
use super::progress::{Known, Progress};
use super::tables::Quantiser;
use super::zigzag::{LANES, place};

/// The DC coefficients of one component, and what is known of its others.
pub(super) struct Smooth {
    dc: Vec<i16>,
    /// Real blocks in a line; lines with those that only fill up the last row of MCUs.
    columns: usize,
    lines: u32,
    /// Rows of MCUs, lines of blocks in one, and real ones in the last.
    rows: u32,
    down: u32,
    down_last: u32,
    quantiser: Quantiser,
    known: Known,
    before: Known,
    /// The last row of MCUs that the last scan has data for.
    pub(super) last_good: u32,
}

impl Smooth {
    /// One for each component if libjpeg smooths the picture: a coefficient is missing in part, and
    /// nothing would be divided by zero.
    pub(super) fn of(
        frame: &Frame,
        progress: &Progress,
        quantisers: &[Option<Quantiser>],
    ) -> Option<Vec<Self>> {
        let mut all = Vec::new();
        let mut useful = false;
        for (at, component) in frame.components.iter().enumerate() {
            let quantiser = quantisers.get(at)?.clone()?;
            let divides = |k: usize| divisor(&quantiser, k) != 0;
            let (known, before) = progress.first_ten(at)?;
            if !(0..10).all(divides) || known.first()?.is_none() {
                return None;
            }
            useful |= known.iter().skip(1).any(|bit| *bit != Some(0));
            all.push(Self::new(frame, *component, quantiser, known, before));
        }
        (useful && frame.progressive).then_some(all)
    }

    fn new(
        frame: &Frame,
        component: Component,
        quantiser: Quantiser,
        known: Known,
        before: Known,
    ) -> Self {
        let (columns, real) = frame.blocks(component);
        let (rows, down) = (frame.mcu_rows(), component.vertical);
        let above = rows.saturating_sub(1).saturating_mul(down);
        let lines = rows.saturating_mul(down);
        Self {
            dc: Vec::new(),
            columns: index(columns),
            lines,
            rows,
            down,
            down_last: real.saturating_sub(above).min(down),
            quantiser,
            known,
            before,
            last_good: rows,
        }
    }

    /// Bytes that the DC coefficients take.
    pub(super) fn bytes(&self) -> u64 {
        let blocks = self.columns.saturating_mul(index(self.lines));
        u64::try_from(blocks).unwrap_or(u64::MAX).saturating_mul(2)
    }

    /// Keeps the DC coefficients of a row of MCUs.
    pub(super) fn keep(&mut self, blocks: &Blocks, row: u32, first_block: u32) {
        let size = self.columns.saturating_mul(index(self.lines));
        self.dc.resize(size, 0);
        for (number, group) in blocks.groups.iter().enumerate() {
            let line = number.checked_div(blocks.across).unwrap_or(0);
            let line = index(row.saturating_mul(self.down)).saturating_add(line);
            let across = number.checked_rem(blocks.across).unwrap_or(0);
            let column = across.saturating_mul(LANES).saturating_add(index(first_block));
            let start = line.saturating_mul(self.columns);
            let Some(to) = self.dc.get_mut(start..start.saturating_add(self.columns)) else {
                return;
            };
            let values = group.first().map(|dc| dc.as_slice()).unwrap_or_default();
            for (to, dc) in to.iter_mut().skip(column).zip(values) {
                *to = *dc;
            }
        }
    }

    /// Puts guesses where coefficients are not known, in a row of MCUs.
    pub(super) fn apply(&self, blocks: &mut Blocks, row: u32, first_block: u32) {
        let bits = if row > self.last_good { &self.before } else { &self.known };
        let whole = bits.iter().skip(1).all(Option::is_none);
        let lines = if row.saturating_add(1) < self.rows { self.down } else { self.down_last };
        for line in 0..lines {
            let near = self.near_lines(row, line, lines);
            let first = index(line).saturating_mul(blocks.across);
            for column in 0..blocks.across.saturating_mul(LANES) {
                let at = column.saturating_add(index(first_block));
                if at >= self.columns {
                    break;
                }
                let window = self.window(near, at);
                let number = first.saturating_add(column / LANES);
                self.guess(blocks, number, column % LANES, &window, bits, whole);
            }
        }
    }

    /// The lines of blocks around one, two up and two down, as libjpeg counts them: in the last row
    /// of MCUs it counts as if all rows had as few lines.
    fn near_lines(&self, row: u32, line: u32, lines: u32) -> [u32; 5] {
        let here = row.saturating_mul(self.down).saturating_add(line);
        let counted = row.saturating_mul(lines).saturating_add(line);
        let all = self.rows.saturating_mul(lines);
        let up = here.saturating_sub(u32::from(counted > 0));
        let up_two = up.saturating_sub(u32::from(counted > 1));
        let down = here.saturating_add(u32::from(counted.saturating_add(1) < all));
        let down_two = down.saturating_add(u32::from(counted.saturating_add(2) < all));
        [up_two, up, here, down, down_two]
    }

    fn window(&self, lines: [u32; 5], column: usize) -> [i64; 25] {
        let mut window = [0; 25];
        let last = self.columns.saturating_sub(1);
        for (to, line) in window.chunks_mut(5).zip(lines) {
            let start = index(line).saturating_mul(self.columns);
            for (offset, to) in to.iter_mut().enumerate() {
                let at = column.saturating_add(offset).saturating_sub(2).min(last);
                *to = i64::from(self.dc.get(start.saturating_add(at)).copied().unwrap_or(0));
            }
        }
        window
    }

    fn guess(
        &self,
        blocks: &mut Blocks,
        number: usize,
        lane: usize,
        window: &[i64; 25],
        bits: &Known,
        whole: bool,
    ) {
        let first = number.saturating_mul(LANES);
        let (Some(group), Some(mask)) =
            (blocks.groups.get_mut(number), blocks.masks.get_mut(first.saturating_add(lane)))
        else {
            return;
        };
        let weights: &[[i64; 25]] = if whole { &WITHOUT_AC } else { &WITH_AC };
        for ((k, weights), bit) in (0_u32..).zip(weights).zip(bits) {
            let Some(value) = place(group, k, lane) else { return };
            let is_open = if k == 0 { whole } else { *bit != Some(0) && *value == 0 };
            if !is_open {
                continue;
            }
            let sum = weights.iter().zip(window).map(|(w, dc)| w.saturating_mul(*dc));
            let sum = sum.fold(0, i64::saturating_add).saturating_mul(divisor(&self.quantiser, 0));
            let most = bit.filter(|bit| *bit > 0 && k > 0).map(ones);
            *value = rounded(sum, divisor(&self.quantiser, index(k)), most);
            *mask |= 1_u64.wrapping_shl(k);
        }
    }
}

impl ZeroizeOnDrop for Smooth {}

impl Drop for Smooth {
    fn drop(&mut self) {
        self.dc.zeroize();
    }
}

fn ones(bits: u8) -> i64 {
    1_i64.wrapping_shl(u32::from(bits)).saturating_sub(1)
}

fn divisor(quantiser: &Quantiser, k: usize) -> i64 {
    let natural = super::zigzag::ZIGZAG.get(k).map_or(0, |natural| usize::from(*natural));
    quantiser.get(natural).map_or(0, |divisor| i64::from(*divisor))
}

/// `sum` / 256 / `divisor`, rounded, no further from zero than `most`.
fn rounded(sum: i64, divisor: i64, most: Option<i64>) -> i16 {
    let half = divisor.saturating_mul(128).saturating_add(sum.saturating_abs());
    let size = half.checked_div(divisor.saturating_mul(256)).unwrap_or(0);
    let size = most.map_or(size, |most| size.min(most));
    let value = if sum < 0 { size.saturating_neg() } else { size };
    super::cut::low16(i32::try_from(value).unwrap_or(0))
}

/// What the 25 DC coefficients weigh in each guess while AC coefficients are known in part.
#[rustfmt::skip]
const WITH_AC: [[i64; 25]; 6] = [
    [0; 25],
    [0, 0, 0, 0, 0,  0, 0, 0, 0, 0,  -7, 50, 0, -50, 7,  0, 0, 0, 0, 0,  0, 0, 0, 0, 0],
    [0, 0, -7, 0, 0,  0, 0, 50, 0, 0,  0, 0, 0, 0, 0,  0, 0, -50, 0, 0,  0, 0, 7, 0, 0],
    [0, 0, -1, 0, 0,  0, 0, 13, 0, 0,  0, 0, -24, 0, 0,  0, 0, 13, 0, 0,  0, 0, -1, 0, 0],
    [0, -1, 0, 1, 0,  -1, 10, 0, -10, 1,  0, 0, 0, 0, 0,  1, -10, 0, 10, -1,  0, 1, 0, -1, 0],
    [0, 0, 0, 0, 0,  0, 0, 0, 0, 0,  -1, 13, -24, 13, -1,  0, 0, 0, 0, 0,  0, 0, 0, 0, 0],
];

/// The same while no AC coefficient is known; the first is the DC coefficient itself.
#[rustfmt::skip]
const WITHOUT_AC: [[i64; 25]; 10] = [
    [-2, -6, -8, -6, -2,  -6, 6, 42, 6, -6,  -8, 42, 152, 42, -8,  -6, 6, 42, 6, -6,
     -2, -6, -8, -6, -2],
    [-1, -1, 0, 1, 1,  -3, 13, 0, -13, 3,  -3, 38, 0, -38, 3,  -3, 13, 0, -13, 3,  -1, -1, 0, 1, 1],
    [-1, -3, -3, -3, -1,  -1, 13, 38, 13, -1,  0, 0, 0, 0, 0,  1, -13, -38, -13, 1,  1, 3, 3, 3, 1],
    [0, 0, 1, 0, 0,  0, 2, 7, 2, 0,  0, -5, -14, -5, 0,  0, 2, 7, 2, 0,  0, 0, 1, 0, 0],
    [-1, 0, 0, 0, 1,  0, 9, 0, -9, 0,  0, 0, 0, 0, 0,  0, -9, 0, 9, 0,  1, 0, 0, 0, -1],
    [0, 0, 0, 0, 0,  0, 2, -5, 2, 0,  1, 7, -14, 7, 1,  0, 2, -5, 2, 0,  0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0,  0, 1, 0, -1, 0,  0, 2, 0, -2, 0,  0, 1, 0, -1, 0,  0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0,  0, 1, -3, 1, 0,  0, 0, 0, 0, 0,  0, -1, 3, -1, 0,  0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0,  0, 1, 0, -1, 0,  0, -3, 0, 3, 0,  0, 1, 0, -1, 0,  0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0,  0, 1, 2, 1, 0,  0, 0, 0, 0, 0,  0, -1, -2, -1, 0,  0, 0, 0, 0, 0],
];
