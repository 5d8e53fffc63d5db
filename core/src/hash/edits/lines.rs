//! Sharp straight lines in a grey copy: where a picture was put onto something else.

use pulp::Arch;

use super::grey::Grey;

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

/// The upright lines of a copy, from left to right, with its outer edges. Those that lie are the
/// upright ones of the transposed copy.
pub(super) fn lines(arch: Arch, grey: &Grey) -> Vec<Line> {
    let profile = arch.dispatch(|| profile(grey));
    let mut places = pick(&profile, grey.height());
    places.sort_unstable();
    let outer = |place| Line::outer(place);
    let inner = places.into_iter().map(|place| Line::inner(place, grey));
    core::iter::once(outer(0)).chain(inner).chain([outer(grey.width())]).collect()
}

impl Line {
    const fn outer(place: usize) -> Self {
        Self { place, is_outer: true, own: Vec::new(), left: Vec::new(), right: Vec::new() }
    }

    fn inner(place: usize, grey: &Grey) -> Self {
        let last = grey.width().saturating_sub(1);
        let far = [4, 7, 10];
        Self {
            place,
            is_outer: false,
            own: running_sums(grey, &[place]),
            left: running_sums(grey, &far.map(|far: usize| place.saturating_sub(far))),
            right: running_sums(grey, &far.map(|far: usize| place.saturating_add(far).min(last))),
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

/// Of each column the best stretch: the largest sum of steps, each less 0.35, in sixtieths.
#[inline(always)]
fn profile(grey: &Grey) -> Vec<i32> {
    let columns = grey.width().saturating_sub(4);
    let (mut run, mut best) = (vec![0_i32; columns], vec![0_i32; columns]);
    for row in grey.pixels().chunks_exact(grey.width().max(1)) {
        add_row(row, &mut run, &mut best);
    }
    [0, 0].into_iter().chain(best).chain([0, 0]).collect()
}

/// Nothing wraps, at most 2,048 rows of 60; a check of that in each step would keep the loop from
/// doing many columns at once: 0.35 of its time.
#[inline(always)]
fn add_row(row: &[u8], run: &mut [i32], best: &mut [i32]) {
    let [p, q, r, s, t] = [0, 1, 2, 3, 4].map(|from| row.get(from..).unwrap_or_default());
    let pixels = p.iter().zip(q).zip(r).zip(s).zip(t);
    for (((((p, q), r), s), t), (run, best)) in pixels.zip(run.iter_mut().zip(best)) {
        let value = i32::from(step([*p, *q, *r, *s, *t])).wrapping_mul(5).wrapping_sub(21);
        *run = run.wrapping_add(value).max(0);
        *best = (*best).max(*run);
    }
}

/// Of these columns together, with a zero at the top.
#[expect(clippy::arithmetic_side_effects, reason = "at most 2,048 rows of 36")]
fn running_sums(grey: &Grey, columns: &[usize]) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(grey.height() + 1);
    sums.push(sum);
    for row in grey.pixels().chunks_exact(grey.width().max(1)) {
        for column in columns {
            let around = column.checked_sub(2).and_then(|first| row.get(first..first + 5));
            let around = around.and_then(<[u8]>::first_chunk);
            sum += around.map_or(0, |around| u32::from(step(*around)));
        }
        sums.push(sum);
    }
    sums
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
