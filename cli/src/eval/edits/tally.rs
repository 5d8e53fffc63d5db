use std::collections::BTreeSet;

use presend::hash::edits::Edit as Undone;
use serde::{Deserialize, Serialize};

use super::judge::place;

/// How an edited picture was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Not,
    AsItIs,
    Undone(Undone),
}

/// What one file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// None that can be decoded.
    NoPicture,
    /// Too little quality for a list.
    TooFlat,
    /// By edit.
    At(Vec<Found>),
    /// A run before this one did it.
    Before,
}

/// Counts, of this run and of those that it goes on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tally {
    pub(super) pictures: u64,
    pub(super) no_picture: u64,
    pub(super) too_flat: u64,
    /// By edit.
    pub(super) rows: Vec<Row>,
    /// Marks of the names of files that are done.
    pub(super) done: BTreeSet<u64>,
}

/// Pictures with one edit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) as_it_is: u64,
    /// By what was undone, as [`Undone::ALL`] has it.
    pub(super) undone: [u64; 6],
}

impl Tally {
    pub(super) fn new(edits: usize) -> Self {
        Self { rows: vec![Row::default(); edits], ..Self::default() }
    }

    pub(super) fn add(&mut self, mark: u64, looked: &Looked) {
        match looked {
            Looked::Before => return,
            Looked::NoPicture => self.no_picture += 1,
            Looked::TooFlat => self.too_flat += 1,
            Looked::At(found) => {
                self.pictures += 1;
                self.rows.iter_mut().zip(found).for_each(|(row, found)| row.add(*found));
            }
        }
        self.done.insert(mark);
    }
}

impl Row {
    fn add(&mut self, found: Found) {
        match found {
            Found::Not => {}
            Found::AsItIs => self.as_it_is += 1,
            Found::Undone(edit) => {
                if let Some(count) = self.undone.get_mut(place(edit)) {
                    *count += 1;
                }
            }
        }
    }

    pub(super) fn in_all(&self) -> u64 {
        self.as_it_is + self.undone.iter().sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_counts_once_and_in_one_place() {
        let mut tally = Tally::new(2);
        tally.add(1, &Looked::At(vec![Found::AsItIs, Found::Undone(Undone::Tilted)]));
        tally.add(2, &Looked::At(vec![Found::Not, Found::Undone(Undone::Tilted)]));
        tally.add(3, &Looked::TooFlat);
        tally.add(4, &Looked::NoPicture);
        tally.add(1, &Looked::Before);
        assert_eq!((tally.pictures, tally.too_flat, tally.no_picture), (2, 1, 1));
        let rows =
            [Row { as_it_is: 1, undone: [0; 6] }, Row { as_it_is: 0, undone: [0, 0, 0, 0, 0, 2] }];
        assert_eq!(tally.rows, rows);
        assert_eq!((tally.done.len(), tally.rows.iter().map(Row::in_all).sum::<u64>()), (4, 3));
    }
}
