use std::collections::{BTreeMap, BTreeSet};

use presend::set::attest::has_bit;
use presend::set::manifest::Manifest;
use presend::set::{Pins, SectionAlgorithm};

use super::{BuildError, LeftOut};
use crate::near::{MAX_BITS, mark_near};
use crate::step::Step;
use crate::submission::{Key, Submission};

/// A row of a section.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) key: Key,
    pub(super) entry: u32,
    pub(super) mask: u16,
}

/// The rows of each section, by key.
pub(super) type Rows = BTreeMap<SectionAlgorithm, Vec<Row>>;

/// An exclusion is vouched for by whoever has one within its compiled distance.
const CLEARED_BITS: u32 = 8;

/// Every row that enough authorities vouch for, and those that were left out.
pub(super) fn vouched_rows(
    parameters: &Manifest,
    by_bit: &[Option<&Submission>],
    pins: &Pins,
    begins: &mut dyn FnMut(Step),
) -> Result<(Rows, Vec<LeftOut>), BuildError> {
    let mut rows = gathered(by_bit);
    let quorum = Quorum { parameters, pins };
    let mut left_out = Vec::new();
    for (algorithm, rows) in &mut rows {
        begins(Step::Vouching(*algorithm));
        if let Some(bits) = near_bits(parameters, *algorithm)? {
            add_near(rows, by_bit, *algorithm, bits);
        }
        let short = rows.extract_if(.., |row| !quorum.is_reached(row.mask));
        left_out.extend(short.map(|Row { key, entry: _, mask }| {
            let vouching = quorum.names(mask).cloned().collect();
            LeftOut { algorithm: *algorithm, key, vouching }
        }));
    }
    rows.retain(|_, rows| !rows.is_empty());
    Ok((rows, left_out))
}

/// Every key once, with the bits of those that have exactly it.
fn gathered(by_bit: &[Option<&Submission>]) -> Rows {
    let mut rows: Rows = BTreeMap::new();
    for (bit, submission) in (0..).zip(by_bit) {
        let Some(submission) = submission else { continue };
        let mask = 1_u16.checked_shl(bit).unwrap_or(0);
        let row = |key: Key| Row { key, entry: 0, mask };
        for value in &submission.values {
            rows.entry(value.algorithm).or_default().push(row(value.key.clone()));
        }
        for hash in &submission.cleared {
            rows.entry(SectionAlgorithm::Cleared).or_default().push(row(Key::Hash(*hash)));
        }
    }
    for rows in rows.values_mut() {
        rows.sort_unstable();
        rows.dedup_by(|row, kept| {
            let same = row.key == kept.key;
            kept.mask |= if same { row.mask } else { 0 };
            same
        });
    }
    rows
}

/// How near an authority's own hash must be; `None` where only equality counts.
fn near_bits(
    parameters: &Manifest,
    algorithm: SectionAlgorithm,
) -> Result<Option<u32>, BuildError> {
    if algorithm == SectionAlgorithm::Cleared {
        return Ok(Some(CLEARED_BITS));
    }
    if !algorithm.is_perceptual() {
        return Ok(None);
    }
    let line = parameters.matches.iter().find(|line| line.algorithm == algorithm);
    let line = line.ok_or(BuildError::NoMatchLine(algorithm))?;
    // Videos are vouched for by equality: two lists of one video have the same frames or not.
    Ok((algorithm != SectionAlgorithm::Vpdq).then_some(line.attest_bits.min(MAX_BITS)))
}

/// Adds the bits of authorities that have a hash near a row.
fn add_near(
    rows: &mut [Row],
    by_bit: &[Option<&Submission>],
    algorithm: SectionAlgorithm,
    bits: u32,
) {
    for (bit, submission) in by_bit.iter().enumerate() {
        let Some(submission) = submission else { continue };
        let (places, queries): (Vec<usize>, Vec<[u8; 32]>) = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !has_bit(row.mask, bit))
            .filter_map(|(at, row)| Some((at, hash(&row.key)?)))
            .unzip();
        let own = own_hashes(submission, algorithm);
        let mask = u32::try_from(bit).ok().and_then(|bit| 1_u16.checked_shl(bit)).unwrap_or(0);
        mark_near(&queries, &own, bits, &mut |query| {
            if let Some(row) = places.get(query).and_then(|at| rows.get_mut(*at)) {
                row.mask |= mask;
            }
        });
    }
}

/// The hashes of one kind that an authority holds.
pub(crate) fn own_hashes(submission: &Submission, algorithm: SectionAlgorithm) -> Vec<[u8; 32]> {
    if algorithm == SectionAlgorithm::Cleared {
        return submission.cleared.clone();
    }
    let values = submission.values.iter().filter(|value| value.algorithm == algorithm);
    values.filter_map(|value| hash(&value.key)).collect()
}

const fn hash(key: &Key) -> Option<[u8; 32]> {
    match key {
        Key::Hash(hash) => Some(*hash),
        Key::Tag(_) | Key::Frames(_) | Key::Lent(_) => None,
    }
}

/// What the pins ask for.
pub(super) struct Quorum<'a> {
    pub(super) parameters: &'a Manifest,
    pub(super) pins: &'a Pins,
}

impl Quorum<'_> {
    /// True if the authorities with these bits are enough.
    pub(super) fn is_reached(&self, mask: u16) -> bool {
        let jurisdictions = self.names(mask).filter_map(|name| self.pins.jurisdiction_of(name));
        let jurisdictions: Vec<&str> = jurisdictions.collect();
        let distinct: BTreeSet<&&str> = jurisdictions.iter().collect();
        jurisdictions.len() >= self.pins.quorum_authorities
            && distinct.len() >= self.pins.quorum_jurisdictions
    }

    /// The authorities with these bits.
    fn names(&self, mask: u16) -> impl Iterator<Item = &String> {
        let names = self.parameters.authorities.iter().enumerate();
        names.filter(move |(bit, _)| has_bit(mask, *bit)).map(|(_, name)| name)
    }
}
