//! Which number each entry has. Rows that any record links, or that share a key, are one item; a
//! number that the previous set gave stays, and on a merge the lowest one does.

use std::collections::BTreeMap;

use presend::set::check::Bundle;
use presend::set::{SectionAlgorithm, SectionView};

use super::BuildError;
use super::rows::Rows;
use crate::submission::{Key, Submission};

/// Numbers the rows, and gives the first number that is still free.
pub(super) fn number(
    rows: &mut Rows,
    by_bit: &[Option<&Submission>],
    previous: Option<&Bundle>,
    first_entry: u32,
) -> Result<u32, BuildError> {
    let starts = starts(by_bit)?;
    let mut items = Items::new(*starts.last().unwrap_or(&0));
    // The record by which each value was first seen represents all that share the key.
    let seen = link_records(by_bit, &starts, &mut items);
    let old = previous.map(|bundle| old_numbers(bundle, &seen, &mut items)).unwrap_or_default();
    let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
    for (record, number) in old {
        let root = items.root(record);
        numbers.entry(root).and_modify(|known| *known = number.min(*known)).or_insert(number);
    }
    // Rows are sorted by key, so that new numbers do not depend on who submitted first.
    let mut next = first_entry;
    for (algorithm, rows) in rows.iter_mut().filter(|(algorithm, _)| algorithm.has_entries()) {
        for row in rows {
            let record = seen.get(*algorithm, &row.key).ok_or(BuildError::TooMany)?;
            let root = items.root(record);
            row.entry = match numbers.get(&root) {
                Some(number) => *number,
                None => {
                    numbers.insert(root, next);
                    let number = next;
                    next = next.checked_add(1).ok_or(BuildError::TooMany)?;
                    number
                }
            };
        }
    }
    Ok(next)
}

/// The highest number in a set.
pub(super) fn highest(bundle: &Bundle) -> u32 {
    bundle.lines().flat_map(|(_, section)| section.rows().entries()).max().unwrap_or(0)
}

/// Where the records of each submission begin among all records, and how many there are in all.
fn starts(by_bit: &[Option<&Submission>]) -> Result<Vec<u32>, BuildError> {
    let mut starts = vec![0_u32];
    for submission in by_bit {
        let records = submission.map_or(0, |submission| submission.records);
        let last = starts.last().copied().unwrap_or(0);
        starts.push(last.checked_add(records).ok_or(BuildError::TooMany)?);
    }
    Ok(starts)
}

/// Every key with one of its records, sorted.
struct Seen<'a> {
    values: Vec<(SectionAlgorithm, &'a Key, u32)>,
}

impl Seen<'_> {
    fn get(&self, algorithm: SectionAlgorithm, key: &Key) -> Option<u32> {
        let place =
            |known: &(SectionAlgorithm, &Key, u32)| (known.0, known.1).cmp(&(algorithm, key));
        let at = self.values.binary_search_by(place).ok()?;
        self.values.get(at).map(|(_, _, record)| *record)
    }
}

/// Links the records that share a key.
fn link_records<'a>(
    by_bit: &[Option<&'a Submission>],
    starts: &[u32],
    items: &mut Items,
) -> Seen<'a> {
    let mut values = Vec::new();
    for (submission, start) in by_bit.iter().zip(starts) {
        let own = submission.iter().flat_map(|submission| &submission.values);
        values.extend(
            own.map(|value| (value.algorithm, &value.key, value.record.saturating_add(*start))),
        );
    }
    values.sort_unstable();
    values.dedup_by(|value, kept| {
        let same = (value.0, value.1) == (kept.0, kept.1);
        if same {
            items.link(value.2, kept.2);
        }
        same
    });
    Seen { values }
}

/// The number that the previous set has for a record. Rows of one number are one item still.
fn old_numbers(bundle: &Bundle, seen: &Seen<'_>, items: &mut Items) -> Vec<(u32, u32)> {
    let mut numbers = Vec::new();
    let mut by_number: BTreeMap<u32, u32> = BTreeMap::new();
    let mut bytes = Vec::new();
    for (line, section) in bundle.lines().filter(|(line, _)| line.algorithm.has_entries()) {
        for (row, number) in section.rows().entries().enumerate() {
            bytes.clear();
            section.push_key(row, &mut bytes);
            let known = key(section, &bytes).and_then(|key| seen.get(line.algorithm, &key));
            if let Some(record) = known {
                items.link(record, *by_number.entry(number).or_insert(record));
                numbers.push((record, number));
            }
        }
    }
    numbers
}

fn key(section: &SectionView, bytes: &[u8]) -> Option<Key> {
    Some(match section {
        SectionView::Keys(_) => Key::Tag(bytes.try_into().ok()?),
        SectionView::Hashes(_) => Key::Hash(bytes.try_into().ok()?),
        SectionView::Frames(_) => Key::Frames(bytes.get(4..)?.as_chunks::<32>().0.into()),
        SectionView::Values(_) => Key::Lent(bytes.into()),
    })
}

/// Records that are one item point to one of them.
struct Items {
    parents: Vec<u32>,
}

impl Items {
    fn new(records: u32) -> Self {
        Self { parents: (0..records).collect() }
    }

    /// The record that represents the item; halves the way there for the next time.
    fn root(&mut self, mut record: u32) -> u32 {
        while let Some(parent) = self.parent(record).filter(|parent| *parent != record) {
            let above = self.parent(parent).unwrap_or(parent);
            if let Some(slot) = usize::try_from(record).ok().and_then(|at| self.parents.get_mut(at))
            {
                *slot = above;
            }
            record = above;
        }
        record
    }

    fn link(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        // The lower record represents both, so that the order of linking does not matter.
        if let Some(slot) = usize::try_from(a.max(b)).ok().and_then(|at| self.parents.get_mut(at)) {
            *slot = a.min(b);
        }
    }

    fn parent(&self, record: u32) -> Option<u32> {
        usize::try_from(record).ok().and_then(|at| self.parents.get(at)).copied()
    }
}
