use std::collections::BTreeMap;

use presend::set::{ListValue, SectionAlgorithm};

use crate::import::item::Record;

/// First 16 bytes of a digest; of a PDQ hash, of which similar ones share a half, of its digest.
pub(super) type Key = [u8; 16];

/// Short keys of every record.
#[derive(Default)]
pub(super) struct Index {
    /// The keys of each kind of value with the number of the record, sorted once sealed.
    pub(super) keys: BTreeMap<SectionAlgorithm, Vec<(Key, u32)>>,
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
            self.keys.entry(value.algorithm()).or_default().push((key(value), number));
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
        self.keys.values_mut().for_each(|keys| keys.sort_unstable());
        self.wholes.sort_unstable();
    }

    /// The records that hold this value.
    pub(super) fn holders(&self, value: &ListValue) -> impl Iterator<Item = u32> + use<'_> {
        let keys = self.keys.get(&value.algorithm()).map_or(&[][..], Vec::as_slice);
        let wanted = key(value);
        let first = keys.partition_point(|(key, _)| *key < wanted);
        let from = keys.get(first..).unwrap_or_default().iter();
        from.take_while(move |(key, _)| *key == wanted).map(|(_, number)| *number)
    }
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
