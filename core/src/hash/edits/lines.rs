//! Sharp straight lines in a grey copy: where a picture was put onto something else.

use pulp::Arch;

use super::grey::Grey;
use crate::hash::pdq::wide;

/// How sharp a step can count: one of 4 levels of luma counts nothing, one of 16 in full.
const FULL: u8 = 12;
const FAINT: u8 = 4;

/// Most lines of each direction.
const MAX_LINES: usize = 14;

/// An upright line, or an outer edge of the copy, which counts as one that no step shows.
#[derive(Debug)]
pub(super) struct Line {
    /// The column to the right of the step; of the right outer edge the width.
    pub(super) place: usize,
    pub(super) is_outer: bool,
    /// Running sums of the steps from top to bottom: of the column itself,
    own: Vec<u32>,
    /// and of three columns to its left and three to its right together. Of a texture those are as
    /// high as its own.
    left: Vec<u32>,
    right: Vec<u32>,
}

/// The upright lines of a copy, from left to right, with its outer edges; `transposed` is the same copy.
/// Those that lie are the upright ones of the transposed copy.
pub(super) fn lines(arch: Arch, grey: &Grey, transposed: &Grey) -> Vec<Line> {
    let profile = wide(
        arch,
        #[inline(always)]
        || profile(grey),
    );
    let picked = pick(&profile, grey.height()).into_iter();
    let mut places: Vec<usize> = picked.map(|place| to_the_step(place, transposed)).collect();
    places.sort_unstable();
    let outer = |place| Line::outer(place);
    let inner = places.into_iter().map(|place| {
        wide(
            arch,
            #[inline(always)]
            || Line::inner(place, transposed),
        )
    });
    core::iter::once(outer(0)).chain(inner).chain([outer(grey.width())]).collect()
}

impl Line {
    const fn outer(place: usize) -> Self {
        Self { place, is_outer: true, own: Vec::new(), left: Vec::new(), right: Vec::new() }
    }

    #[inline(always)]
    fn inner(place: usize, transposed: &Grey) -> Self {
        let last = transposed.height().saturating_sub(1);
        let far = [4, 7, 10];
        let left = far.map(|far: usize| place.saturating_sub(far));
        let right = far.map(|far: usize| place.saturating_add(far).min(last));
        Self {
            place,
            is_outer: false,
            own: running_sums(transposed, &[place]),
            left: running_sums(transposed, &left),
            right: running_sums(transposed, &right),
        }
    }

    /// How much of the line between two rows is a step, 0 to 1.
    pub(super) fn support(&self, from: usize, to: usize) -> f32 {
        ratio(&self.own, from, to)
    }

    /// The same a little to its right, or to its left.
    pub(super) fn support_beside(&self, right: bool, from: usize, to: usize) -> f32 {
        ratio(if right { &self.right } else { &self.left }, from, to) / 3.0
    }
}

/// A step counts at both pixels beside it: the place of the one to its right.
fn to_the_step(place: usize, transposed: &Grey) -> usize {
    let next = place.saturating_add(1);
    let before = transposed.row(place.saturating_sub(1));
    let (here, after) = (transposed.row(place), transposed.row(next));
    if difference(after, here) > difference(here, before) { next } else { place }
}

/// Of two columns, pixel by pixel, added up.
fn difference(a: &[u8], b: &[u8]) -> u32 {
    a.iter().zip(b).fold(0, |sum, (a, b)| sum.wrapping_add(u32::from(a.abs_diff(*b))))
}

#[expect(clippy::as_conversions, reason = "at most 2,048 steps of 36: whole in an f32")]
fn ratio(sums: &[u32], from: usize, to: usize) -> f32 {
    let at = |row: usize| sums.get(row).copied().unwrap_or_default();
    let rows = to.saturating_sub(from).max(1);
    at(to).saturating_sub(at(from)) as f32 / (rows as f32 * f32::from(FULL))
}

/// How sharp the step to this pixel is, by the two before it, itself and the two after it. A pasted
/// edge is sharp: its step, over two pixels since it may be blended, is larger than those around it.
#[inline(always)]
fn step([p, q, r, s, t]: [u8; 5]) -> u8 {
    let here = r.abs_diff(q).max(s.abs_diff(q));
    let around = q.abs_diff(p).min(t.abs_diff(s));
    here.saturating_sub(around).saturating_sub(FAINT).min(FULL)
}

/// Of each column the best stretch: the largest sum of steps, each less 0.35, in sixtieths. What is more
/// than 1,680 rows of full steps counts as that.
#[inline(always)]
fn profile(grey: &Grey) -> Vec<i32> {
    let columns = grey.width().saturating_sub(4);
    let (mut run, mut best) = (vec![0_u16; columns], vec![0_u16; columns]);
    for row in grey.pixels().chunks_exact(grey.width().max(1)) {
        add_row(row, &mut run, &mut best);
    }
    [0, 0].into_iter().chain(best).chain([0, 0]).map(i32::from).collect()
}

#[inline(always)]
fn add_row(row: &[u8], run: &mut [u16], best: &mut [u16]) {
    let [p, q, r, s, t] = [0, 1, 2, 3, 4].map(|from| row.get(from..).unwrap_or_default());
    let pixels = p.iter().zip(q).zip(r).zip(s).zip(t);
    for (((((p, q), r), s), t), (run, best)) in pixels.zip(run.iter_mut().zip(best)) {
        let value = u16::from(step([*p, *q, *r, *s, *t])).wrapping_mul(5);
        *run = run.saturating_add(value).saturating_sub(21);
        *best = (*best).max(*run);
    }
}

/// Of these columns together, with a zero at the top; columns are the transposed copy's rows.
#[inline(always)]
fn running_sums(transposed: &Grey, columns: &[usize]) -> Vec<u32> {
    let mut steps = vec![0_u8; transposed.width()];
    for column in columns {
        add_steps(transposed, *column, &mut steps);
    }
    let mut sum = 0_u32;
    let running = steps.into_iter().map(|step| {
        sum = sum.wrapping_add(u32::from(step));
        sum
    });
    core::iter::once(0).chain(running).collect()
}

/// The steps of one column, from top to bottom; none where it has no two columns on either side. At most
/// three are added up, of 12 each.
#[inline(always)]
fn add_steps(transposed: &Grey, column: usize, steps: &mut [u8]) {
    let Some(first) = column.checked_sub(2) else { return };
    let [p, q, r, s, t] =
        [0, 1, 2, 3, 4].map(|from: usize| transposed.row(first.saturating_add(from)));
    let pixels = p.iter().zip(q).zip(r).zip(s).zip(t);
    for (((((p, q), r), s), t), sum) in pixels.zip(steps) {
        *sum = sum.wrapping_add(step([*p, *q, *r, *s, *t]));
    }
}

/// The columns that stand out against their neighbours, so that a texture gives none.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "profiles are under 2^18, and a column has at most 17 neighbours"
)]
fn pick(profile: &[i32], rows: usize) -> Vec<usize> {
    let last = profile.len().saturating_sub(2);
    let mut scored: Vec<(i64, usize)> = (2..last).map(|k| (outstanding(profile, k), k)).collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let least = i64::try_from(rows).unwrap_or(i64::MAX / 30) * 30;
    let mut picked: Vec<usize> = Vec::new();
    for (score, place) in scored {
        if score < least || picked.len() >= MAX_LINES {
            break;
        }
        if picked.iter().all(|other| other.abs_diff(place) > 2) {
            picked.push(place);
        }
    }
    picked
}

/// A column's best stretch less seven tenths of what its neighbours have, in six-hundredths.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "profiles are under 2^18, and a column has at most 17 neighbours"
)]
fn outstanding(profile: &[i32], place: usize) -> i64 {
    let from = place.saturating_sub(8);
    let near = profile.iter().enumerate().skip(from).take(place + 9 - from);
    let others = near.filter(|(other, _)| other.abs_diff(place) > 2);
    let (sum, count) =
        others.fold((0, 0), |(sum, count), (_, value)| (sum + i64::from(*value), count + 1));
    let own = profile.get(place).map_or(0, |value| i64::from(*value));
    own * 10 - sum * 7 / count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::edits::tests::{copy, picture};

    #[test]
    fn a_line_is_at_the_first_column_beyond_its_step() {
        for edge in [60_usize, 61, 62, 63, 140] {
            let page = copy(&picture(200, 120, |x, _| if x < edge { 40.0 } else { 200.0 }));
            let found = lines(Arch::new(), &page, &page.transposed());
            let places: Vec<usize> = found.iter().map(|line| line.place).collect();
            assert_eq!(places, [0, edge, 200]);
        }
    }
}
