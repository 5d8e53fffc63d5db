use std::collections::BTreeMap;

use presend::set::{ListValue, SectionAlgorithm};

use crate::import::item::Record;

/// First 16 bytes of a digest; of a PDQ hash, of which similar ones share a half, of its digest.
pub(super) type Key = [u8; 16];

/// Short keys of every record.
#[derive(Default)]
pub(super) struct Index {
    /// The keys of each kind of value with the number of the record, sorted once sealed.
    pub(super) keys: BTreeMap<SectionAlgorithm, Column>,
    /// A key of each record as a whole.
    pub(super) wholes: Vec<(Key, u32)>,
    /// Where each record comes from: source and line.
    pub(super) origins: Vec<(u32, u64)>,
    dropped: Vec<u64>,
}

impl Index {
    /// Adds a record, whose line this is; its number, or `None` if there is none left.
    pub(super) fn add(&mut self, record: &Record, line: &[u8], source: u32) -> Option<u32> {
        let number = u32::try_from(self.origins.len()).ok()?;
        self.origins.push((source, record.line));
        self.wholes.push((short(line), number));
        for value in &record.values {
            self.keys.entry(value.algorithm()).or_default().rows.push((key(value), number));
        }
        for value in &record.lent {
            let rows = &mut self.keys.entry(SectionAlgorithm::Lent).or_default().rows;
            rows.push((short(value.bytes()), number));
        }
        Some(number)
    }

    /// Drops a record; false if it was dropped before.
    pub(super) fn drop(&mut self, number: u32) -> bool {
        let (word, bit) = place(number);
        if self.dropped.len() <= word {
            self.dropped.resize(word.saturating_add(1), 0);
        }
        let Some(word) = self.dropped.get_mut(word) else { return false };
        let stood = *word & bit == 0;
        *word |= bit;
        stood
    }

    pub(super) fn is_dropped(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.dropped.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(super) fn sort(&mut self) {
        self.keys.values_mut().for_each(Column::sort);
        self.wholes.sort_unstable();
    }

    /// The records that hold this value.
    pub(super) fn holders(&self, value: &ListValue) -> impl Iterator<Item = u32> + use<'_> {
        let wanted = key(value);
        let rows = self.keys.get(&value.algorithm()).map_or(&[][..], |keys| keys.near(&wanted));
        let first = rows.partition_point(|(key, _)| *key < wanted);
        let from = rows.get(first..).unwrap_or_default().iter();
        from.take_while(move |(key, _)| *key == wanted).map(|(_, number)| *number)
    }
}

/// The keys of one kind of value with the number of the record.
#[derive(Default)]
pub(super) struct Column {
    /// Sorted once sealed.
    pub(super) rows: Vec<(Key, u32)>,
    /// Where the keys of each start begin, and where the last end: a query looks at one place of
    /// this and one of the rows, not at twenty.
    starts: Vec<usize>,
}

impl Column {
    fn sort(&mut self) {
        self.rows.sort_unstable();
        self.starts = Vec::with_capacity(STARTS.saturating_add(1));
        for (number, (key, _)) in self.rows.iter().enumerate() {
            let begun = start(key).saturating_add(1);
            if self.starts.len() < begun {
                self.starts.resize(begun, number);
            }
        }
        self.starts.resize(STARTS.saturating_add(1), self.rows.len());
    }

    /// The rows whose keys have the same start.
    fn near(&self, key: &Key) -> &[(Key, u32)] {
        let at = start(key);
        let ends = self.starts.get(at).zip(self.starts.get(at.saturating_add(1)));
        ends.and_then(|(from, to)| self.rows.get(*from..*to)).unwrap_or_default()
    }
}

/// Starts of keys: 20 bits.
const STARTS: usize = 1 << 20;

fn start(key: &Key) -> usize {
    let [a, b, c, ..] = *key;
    usize::try_from(u32::from_be_bytes([0, a, b, c]) >> 4).unwrap_or(0)
}

/// First 16 bytes of the BLAKE3 digest.
pub(super) fn short(bytes: &[u8]) -> Key {
    let digest = blake3::hash(bytes);
    digest.as_bytes().first_chunk().copied().unwrap_or_default()
}

fn key(value: &ListValue) -> Key {
    match value.algorithm() {
        SectionAlgorithm::Exact(_) => value.bytes().first_chunk().copied().unwrap_or_default(),
        _ => short(value.bytes()),
    }
}

fn place(number: u32) -> (usize, u64) {
    let word = usize::try_from(number >> 6).unwrap_or(usize::MAX);
    (word, 1_u64.rotate_left(number & 63))
}
