use core::fmt;
use std::io::{Error, ErrorKind, Read, Write};

use super::index::Index;
use crate::import::item::{Item, Record};
use crate::import::lines::Lines;
use crate::import::reason::BadLine;
use crate::import::summary::{Halted, Summary};
use crate::import::{KnownGood, Options, read_known_good};

/// Candidates that are complete, to be held against known-good files.
pub struct Sealed {
    index: Index,
    /// Records that are the same as one before, and were dropped.
    pub repeated: u64,
    /// Records that share a value with one before and are not the same. They stay: a set makes them
    /// one entry.
    pub linked: u64,
    /// Records of a feed that a newer one of the same name replaced.
    pub replaced: u64,
    /// Records that a feed took back.
    pub withdrawn: u64,
    /// Records that were dropped because a known-good file shares a value with them.
    pub known_good: u64,
}

/// What a known-good file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A record shares a value with it, and stands no more.
    KnownGood {
        /// Number of the record's source, as [`super::Candidates::begin_source`] gave it.
        source: u32,
        /// The record's line there.
        line: u64,
        /// The line of the known-good file.
        known_good_line: u64,
    },
    /// A bad line of the known-good file itself.
    Bad(BadLine),
}

impl Sealed {
    pub(super) fn new(mut index: Index, replaced: u64, withdrawn: u64) -> Self {
        index.sort();
        let mut sealed = Self { index, repeated: 0, linked: 0, replaced, withdrawn, known_good: 0 };
        sealed.drop_repeated();
        sealed.count_linked();
        sealed
    }

    /// Drops every record that shares a value with the known-good file, and names it. The file is
    /// read as a stream: its length does not matter.
    ///
    /// # Errors
    /// [`Halted`] if the known-good file cannot be read to its end.
    pub fn refuse(
        &mut self,
        format: &KnownGood,
        source: impl Read,
        options: &Options,
        each: &mut dyn FnMut(Dropped),
    ) -> Result<Summary, Halted> {
        read_known_good(format, source, options, &mut |item| match item {
            Item::Bad(bad, _) => each(Dropped::Bad(bad)),
            Item::Record(record) => self.drop_sharing(record, each),
            Item::Withdrawn(_) | Item::Shortened(..) | Item::Header(_) => {}
        })
    }

    /// Copies the lines that stand from the list that [`super::Candidates`] wrote; their number.
    ///
    /// # Errors
    /// If reading or writing fails, or the list is another one.
    pub fn write_rest(&self, list: impl Read, mut out: impl Write) -> Result<u64, Error> {
        let mut lines = Lines::new(list);
        let mut written = 0_u64;
        for number in 0..self.index.origins.len() {
            let line = lines.next(None).map_err(|bad| Error::other(bad.reason.text()))?;
            let line = line.ok_or(ErrorKind::UnexpectedEof)?;
            if !self.index.is_dropped(u32::try_from(number).map_err(Error::other)?) {
                out.write_all(line.text)?;
                out.write_all(b"\n")?;
                written = written.saturating_add(1);
            }
        }
        match lines.next(None) {
            Ok(None) => out.flush().map(|()| written),
            _ => Err(ErrorKind::InvalidData.into()),
        }
    }

    fn drop_sharing(&mut self, record: &Record, each: &mut dyn FnMut(Dropped)) {
        for value in &record.values {
            let holders: Vec<u32> = self.index.holders(value).collect();
            for number in holders {
                if !self.index.drop(number) {
                    continue;
                }
                self.known_good = self.known_good.saturating_add(1);
                let at = usize::try_from(number).unwrap_or(usize::MAX);
                let (source, line) = self.index.origins.get(at).copied().unwrap_or_default();
                each(Dropped::KnownGood { source, line, known_good_line: record.line });
            }
        }
    }

    fn drop_repeated(&mut self) {
        let wholes = core::mem::take(&mut self.index.wholes);
        for records in wholes.chunk_by(|a, b| a.0 == b.0) {
            let standing = records.iter().filter(|(_, number)| !self.index.is_dropped(*number));
            let repeats: Vec<u32> = standing.skip(1).map(|(_, number)| *number).collect();
            for number in repeats {
                self.repeated = self.repeated.saturating_add(u64::from(self.index.drop(number)));
            }
        }
    }

    fn count_linked(&mut self) {
        let mut linked = Vec::new();
        for keys in self.index.keys.values() {
            for records in keys.rows.chunk_by(|a, b| a.0 == b.0) {
                let standing = records.iter().filter(|(_, number)| !self.index.is_dropped(*number));
                linked.extend(standing.skip(1).map(|(_, number)| *number));
            }
        }
        linked.sort_unstable();
        linked.dedup();
        self.linked = u64::try_from(linked.len()).unwrap_or(u64::MAX);
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealed").field("records", &self.index.origins.len()).finish_non_exhaustive()
    }
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "repeated {}", self.repeated)?;
        writeln!(f, "linked {}", self.linked)?;
        writeln!(f, "replaced {}", self.replaced)?;
        writeln!(f, "taken back {}", self.withdrawn)?;
        writeln!(f, "dropped as known-good {}", self.known_good)
    }
}
