/// Natural (row by row) place of each coefficient in the order of the file.
pub(super) const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Blocks side by side in one inverse DCT: a block a lane.
pub(super) const LANES: usize = 8;

/// Coefficients of eight blocks side by side, in natural order.
pub(super) type Group = [[i16; LANES]; 64];

/// The place of the coefficient `k` of the file's order in one lane of a group.
#[inline(always)]
pub(super) fn place(group: &mut Group, k: u32, lane: usize) -> Option<&mut i16> {
    let natural = ZIGZAG.get(super::cut::index(k & 63)).copied().unwrap_or(0) & 63;
    group.get_mut(usize::from(natural))?.get_mut(lane & LANES.wrapping_sub(1))
}

/// Writes a coefficient.
#[inline(always)]
pub(super) fn put(group: &mut Group, k: u32, lane: usize, value: i16) {
    if let Some(place) = place(group, k, lane) {
        *place = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_runs_along_the_diagonals() {
        let mut at = (0_i32, 0_i32);
        for natural in ZIGZAG {
            assert_eq!(i32::from(natural), at.1 * 8 + at.0);
            let (x, y) = at;
            at = match ((x + y) % 2, x, y) {
                (0, 7, _) => (7, y + 1),
                (0, _, 0) => (x + 1, 0),
                (0, ..) => (x + 1, y - 1),
                (_, _, 7) => (x + 1, 7),
                (_, 0, _) => (0, y + 1),
                _ => (x - 1, y + 1),
            };
        }
    }
}
