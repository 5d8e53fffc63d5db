//! Pairs of different pictures, counted by distance, class and edit.

use std::collections::{BTreeMap, BTreeSet};

use presend::hash::edits::Edit;
use presend::set::MatchParameters;

use super::compare::{MOST_BITS, Near, Pair};
use super::rows::Rows;
use super::same::Same;

/// Distances for which pairs are counted by class.
pub(super) const WITHIN: [u32; 5] = [16, 20, 24, MatchParameters::MAX_PERCEPTUAL_BITS, MOST_BITS];

/// Pairs to look at.
const MOST_NEAREST: usize = 60;

/// Two pictures, or a picture and a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Close {
    pub(super) bits: u32,
    pub(super) pair: Pair,
    pub(super) undone: Option<Edit>,
}

/// All that is counted.
#[derive(Debug)]
pub(super) struct Counts {
    /// True if pictures are compared with each other: each pair then counts once.
    are_rows: bool,
    pub(super) by_bits: [u64; MOST_BITS as usize + 1],
    pub(super) by_class: BTreeMap<(u16, u16), [u64; WITHIN.len()]>,
    /// Pictures in a pair that is a match.
    pub(super) matched: BTreeSet<usize>,
    /// Pairs of a picture and a row that match only after this edit was undone, as [`Edit::ALL`].
    pub(super) new_by_edit: [u64; 6],
    pub(super) new_pairs: u64,
    pub(super) new_matched: BTreeSet<usize>,
    pub(super) nearest: BTreeSet<Close>,
}

impl Counts {
    pub(super) fn new(are_rows: bool) -> Self {
        Self {
            are_rows,
            by_bits: [0; MOST_BITS as usize + 1],
            by_class: BTreeMap::new(),
            matched: BTreeSet::new(),
            new_by_edit: [0; 6],
            new_pairs: 0,
            new_matched: BTreeSet::new(),
            nearest: BTreeSet::new(),
        }
    }

    /// How often a pair of a picture and a row is met.
    pub(super) const fn directions(&self) -> u64 {
        if self.are_rows { 2 } else { 1 }
    }

    /// One pair that is not far. What is known to be the same picture is left out.
    pub(super) fn add(
        &mut self,
        rows: &Rows,
        classes: (u16, u16),
        same: &Same,
        pair: Pair,
        near: &Near,
    ) {
        if self.are_rows && same.is_same(rows, pair.picture, pair.row) {
            return;
        }
        let counts_here = !self.are_rows || pair.row > pair.picture;
        if let Some(bits) = near.as_it_is.filter(|_| counts_here) {
            self.add_as_it_is(classes, pair, bits);
        }
        let is_match = |bits: &u32| *bits <= MatchParameters::MAX_PERCEPTUAL_BITS;
        if near.as_it_is.filter(is_match).is_none() {
            self.add_edited(pair, near);
        }
    }

    fn add_as_it_is(&mut self, (a, b): (u16, u16), pair: Pair, bits: u32) {
        if let Some(count) = usize::try_from(bits).ok().and_then(|at| self.by_bits.get_mut(at)) {
            *count += 1;
        }
        let counts = self.by_class.entry((a.min(b), a.max(b))).or_default();
        for (count, _) in counts.iter_mut().zip(WITHIN).filter(|(_, within)| bits <= *within) {
            *count += 1;
        }
        if bits <= MatchParameters::MAX_PERCEPTUAL_BITS {
            self.matched.insert(pair.picture);
            self.matched.extend(self.are_rows.then_some(pair.row));
        }
        self.look_at(Close { bits, pair, undone: None });
    }

    fn add_edited(&mut self, pair: Pair, near: &Near) {
        let mut least: Option<Close> = None;
        let found = Edit::ALL.into_iter().zip(near.edited);
        for ((edit, bits), count) in found.zip(&mut self.new_by_edit) {
            if let Some(bits) = bits.filter(|bits| *bits <= edit.most_bits()) {
                *count += 1;
                let close = Close { bits, pair, undone: Some(edit) };
                least = Some(least.map_or(close, |known| known.min(close)));
            }
        }
        if let Some(close) = least {
            self.new_pairs += 1;
            self.new_matched.insert(pair.picture);
            self.look_at(close);
        }
    }

    fn look_at(&mut self, close: Close) {
        self.nearest.insert(close);
        if self.nearest.len() > MOST_NEAREST {
            self.nearest.pop_last();
        }
    }
}

/// How many pairs there are, and how many of them are left out.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub(super) pictures: BTreeMap<u16, u64>,
    pub(super) by_class: BTreeMap<(u16, u16), u64>,
    pub(super) pairs: u64,
    pub(super) same_file: u64,
    pub(super) same_named: u64,
}

impl Totals {
    /// Of pictures with each other.
    pub(super) fn of_pictures(rows: &Rows, same: &Same) -> Self {
        let mut totals = Self { pictures: by_class(rows), ..Self::default() };
        for (a, of_a) in &totals.pictures {
            for (b, of_b) in totals.pictures.range(a..) {
                let pairs = if a == b { of_a * (of_a - 1) / 2 } else { of_a * of_b };
                totals.by_class.insert((*a, *b), pairs);
            }
        }
        let (mut files, mut named) = (0, 0);
        let mut leave_out = |a: usize, b: usize, count: &mut u64| {
            let (a, b) = (rows.class(a), rows.class(b));
            if let Some(pairs) = totals.by_class.get_mut(&(a.min(b), a.max(b))) {
                *pairs -= 1;
            }
            *count += 1;
        };
        rows.each_same_file(|a, b| leave_out(a, b, &mut files));
        let others = same.named().filter(|(a, b)| !rows.are_same_file(*a, *b));
        others.for_each(|(a, b)| leave_out(a, b, &mut named));
        totals.pairs = totals.by_class.values().sum();
        Self { same_file: files, same_named: named, ..totals }
    }

    /// Of pictures of these classes with the lines of a list, which is one class.
    pub(super) fn with_list(pictures: BTreeMap<u16, u64>, list: u16, lines: u64) -> Self {
        let by_class: BTreeMap<_, _> =
            pictures.iter().map(|(class, count)| ((*class, list), count * lines)).collect();
        let pairs = by_class.values().sum();
        Self { pictures, by_class, pairs, same_file: 0, same_named: 0 }
    }

    pub(super) fn pictures(&self) -> u64 {
        self.pictures.values().sum()
    }
}

pub(super) fn by_class(rows: &Rows) -> BTreeMap<u16, u64> {
    let mut counts = BTreeMap::new();
    rows.classes.iter().for_each(|class| *counts.entry(*class).or_default() += 1);
    counts
}
