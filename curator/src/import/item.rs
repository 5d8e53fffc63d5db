use presend::hash::pdq::PdqHash;
use presend::set::{LentValue, ListValue};

use super::header::Header;
use super::reason::BadLine;

/// What one item of a source is known by. Values are sorted by prefix and digits, frames and videos
/// by their bytes, and none stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line of the source on which it begins, from 1.
    pub line: u64,
    /// The source's own name for it; empty if it has none.
    pub id: Vec<u8>,
    /// Hashes and digests.
    pub values: Vec<ListValue>,
    /// For each video the PDQ hashes of its frames.
    pub videos: Vec<Vec<PdqHash>>,
    /// Values of lent hashes.
    pub lent: Vec<LentValue>,
}

impl Record {
    /// True without a value of any kind and without a video.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.videos.is_empty() && self.lent.is_empty()
    }

    /// Sorts, and drops repeats.
    pub(super) fn normalise(&mut self) {
        self.values.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        self.values.dedup();
        for frames in &mut self.videos {
            frames.sort_unstable();
            frames.dedup();
        }
        self.videos.sort_unstable();
        self.videos.dedup();
        self.lent.sort_unstable();
        self.lent.dedup();
    }

    /// Empties it, and keeps its memory.
    pub(super) fn clear(&mut self, line: u64) {
        self.line = line;
        self.id.clear();
        self.values.clear();
        self.videos.clear();
        self.lent.clear();
    }
}

fn key(value: &ListValue) -> (&'static str, &[u8]) {
    (value.algorithm().name(), value.bytes())
}

/// One thing that an importer found.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// A record.
    Record(&'a Record),
    /// A row that gave none, and the source's own name for it as far as that was read.
    Bad(BadLine, &'a [u8]),
    /// The record that follows lost one of its hashes.
    Shortened(BadLine, &'a [u8]),
    /// How the header of a table was understood, whether or not that is enough to read it.
    Header(&'a Header),
    /// The source takes back the record of this `id`: it shall stand no more.
    Withdrawn(&'a Record),
}
