//! Predictions from what lies above and to the left (RFC 6386, section 12).

use super::modes::{Mode, SubMode};
use super::plane::SIDE;
use super::work::{Work, clamped, place};

/// Predicts the whole macroblock; `is_first` says whether nothing of the picture is above it, and to
/// its left.
pub(super) fn whole(work: &mut Work, mode: Mode, is_first: (bool, bool)) {
    let side = work.side;
    let [top, below @ ..] = &work.rows;
    let (corner, top) = (top[0], *top);
    let top = top.get(1..=side).unwrap_or_default();
    let left: [u8; SIDE] = core::array::from_fn(|at| below.get(at).map_or(0, |row| row[0]));
    let rows = left.into_iter().take(side);
    match mode {
        Mode::Down => work.inner().for_each(|row| row.copy_from_slice(top)),
        Mode::Across => work.inner().zip(rows).for_each(|(row, left)| row.fill(left)),
        Mode::Slope => work.inner().zip(rows).for_each(|(row, left)| {
            let slopes = top.iter().map(|above| slope(left, *above, corner));
            row.iter_mut().zip(slopes).for_each(|(to, from)| *to = from);
        }),
        _ => {
            let mean = mean(top, left.get(..side).unwrap_or_default(), is_first);
            work.inner().for_each(|row| row.fill(mean));
        }
    }
}

fn slope(left: u8, above: u8, corner: u8) -> u8 {
    clamped(i32::from(left).wrapping_add(above.into()).wrapping_sub(corner.into()))
}

/// Of what there is.
fn mean(top: &[u8], left: &[u8], (is_top, is_left): (bool, bool)) -> u8 {
    let seen = |samples, is_missing| if is_missing { &[][..] } else { samples };
    let all = seen(top, is_top).iter().chain(seen(left, is_left));
    let (sum, count) = all.fold((0_u32, 0_u32), |(sum, count), sample| {
        (sum.wrapping_add((*sample).into()), count.wrapping_add(1))
    });
    let mean = sum.wrapping_add(count / 2).checked_div(count).unwrap_or(128);
    u8::try_from(mean).unwrap_or(u8::MAX)
}

/// Before the blocks are predicted one by one: those at the right edge that have no macroblock above
/// look at the one above and to the right of all.
pub(super) fn spread_right(work: &mut Work) {
    let [top, ..] = &work.rows;
    let [.., a, b, c, d] = *top;
    for row in work.rows.iter_mut().skip(4).step_by(4).take(3) {
        let [.., to_a, to_b, to_c, to_d] = row;
        (*to_a, *to_b, *to_c, *to_d) = (a, b, c, d);
    }
}

/// Predicts one block of 4 by 4.
pub(super) fn block(work: &mut Work, block: usize, mode: SubMode) {
    let (x, y) = place(block);
    let rows = work.rows.get(y..).unwrap_or_default();
    let above = rows.first().and_then(|row| row.get(x..)).and_then(|row| row.first_chunk::<9>());
    let Some([corner, above @ ..]) = above.copied() else { return };
    let left: [u8; 4] = core::array::from_fn(|at| {
        let row = rows.get(at.saturating_add(1));
        row.and_then(|row| row.get(x)).copied().unwrap_or_default()
    });
    let predicted = predicted(mode, corner, above, left);
    let rows = work.rows.iter_mut().skip(y.saturating_add(1));
    for (row, from) in rows.zip(predicted) {
        row.iter_mut().skip(x.saturating_add(1)).zip(from).for_each(|(to, from)| *to = from);
    }
}

fn two(a: u8, b: u8) -> u8 {
    let sum = u32::from(a).wrapping_add(b.into()).wrapping_add(1);
    u8::try_from(sum >> 1).unwrap_or(u8::MAX)
}

fn three(a: u8, b: u8, c: u8) -> u8 {
    let sum = u32::from(a).wrapping_add(u32::from(b) << 1).wrapping_add(c.into());
    u8::try_from(sum.wrapping_add(2) >> 2).unwrap_or(u8::MAX)
}

/// What a block of 4 by 4 is predicted to be.
type Block = [[u8; 4]; 4];

fn predicted(mode: SubMode, p: u8, above: [u8; 8], left: [u8; 4]) -> Block {
    let [a, b, c, d, e, _, _, _] = above;
    let [i, j, k, l] = left;
    match mode {
        SubMode::Mean => {
            let all = [a, b, c, d, i, j, k, l].into_iter().map(u32::from).sum::<u32>();
            [[u8::try_from(all.wrapping_add(4) >> 3).unwrap_or(u8::MAX); 4]; 4]
        }
        SubMode::Slope => left.map(|left| [a, b, c, d].map(|above| slope(left, above, p))),
        SubMode::Down => [[three(p, a, b), three(a, b, c), three(b, c, d), three(c, d, e)]; 4],
        SubMode::Across => {
            [three(p, i, j), three(i, j, k), three(j, k, l), three(k, l, l)].map(|row| [row; 4])
        }
        SubMode::LeftDown => left_down(above),
        SubMode::LeftDownSteep => left_down_steep(above),
        SubMode::RightDown => right_down([l, k, j, i, p, a, b, c, d]),
        SubMode::RightDownSteep => right_down_steep([k, j, i, p, a, b, c, d]),
        SubMode::RightDownFlat => right_down_flat([l, k, j, i, p, a, b, c]),
        SubMode::AcrossUp => across_up(left),
    }
}

fn left_down([a, b, c, d, e, f, g, h]: [u8; 8]) -> Block {
    let [q, r, s] = [three(a, b, c), three(b, c, d), three(c, d, e)];
    let [t, u, v, w] = [three(d, e, f), three(e, f, g), three(f, g, h), three(g, h, h)];
    [[q, r, s, t], [r, s, t, u], [s, t, u, v], [t, u, v, w]]
}

fn left_down_steep([a, b, c, d, e, f, g, h]: [u8; 8]) -> Block {
    let [q, r, s, t] = [two(a, b), two(b, c), two(c, d), two(d, e)];
    let [u, v, w, x] = [three(a, b, c), three(b, c, d), three(c, d, e), three(d, e, f)];
    let [y, z] = [three(e, f, g), three(f, g, h)];
    [[q, r, s, t], [u, v, w, x], [r, s, t, y], [v, w, x, z]]
}

/// From below on the left over the corner to above on the right.
fn right_down([l, k, j, i, p, a, b, c, d]: [u8; 9]) -> Block {
    let [q, r, s] = [three(l, k, j), three(k, j, i), three(j, i, p)];
    let [t, u, v, w] = [three(i, p, a), three(p, a, b), three(a, b, c), three(b, c, d)];
    [[t, u, v, w], [s, t, u, v], [r, s, t, u], [q, r, s, t]]
}

fn right_down_steep([k, j, i, p, a, b, c, d]: [u8; 8]) -> Block {
    let [q, r, s, t] = [two(p, a), two(a, b), two(b, c), two(c, d)];
    let [u, v, w, x] = [three(i, p, a), three(p, a, b), three(a, b, c), three(b, c, d)];
    let [y, z] = [three(j, i, p), three(k, j, i)];
    [[q, r, s, t], [u, v, w, x], [y, q, r, s], [z, u, v, w]]
}

fn right_down_flat([l, k, j, i, p, a, b, c]: [u8; 8]) -> Block {
    let [q, r, s, t] = [two(p, i), two(i, j), two(j, k), two(k, l)];
    let [u, v, w, x] = [three(i, p, a), three(j, i, p), three(k, j, i), three(l, k, j)];
    let [y, z] = [three(p, a, b), three(a, b, c)];
    [[q, u, y, z], [r, v, q, u], [s, w, r, v], [t, x, s, w]]
}

fn across_up([i, j, k, l]: [u8; 4]) -> Block {
    let [q, r, s] = [two(i, j), two(j, k), two(k, l)];
    let [t, u, v] = [three(i, j, k), three(j, k, l), three(k, l, l)];
    [[q, t, r, u], [r, u, s, v], [s, v, l, l], [l; 4]]
}
