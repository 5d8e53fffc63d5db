//! From what importers find to the lines that stand.

mod index;
mod sealed;

use core::fmt;
use std::collections::HashMap;
use std::io::{Error, Write};

use super::Format;
use super::item::{Item, Record};
use super::text::write_line;
use index::Index;
pub use sealed::{Dropped, Sealed};

/// Writes records as a plain list, a line each, and keeps of each only short keys of its digests:
/// about 100 bytes a record with four digests. [`Sealed::write_rest`] then copies the lines that
/// stand.
pub struct Candidates<W> {
    out: W,
    line: Vec<u8>,
    index: Index,
    sources: u32,
    /// True while the source is a feed, whose newest record of one name stands.
    feed: bool,
    /// The newest record of each name of each feed.
    named: HashMap<[u8; 16], u32>,
    replaced: u64,
    withdrawn: u64,
}

/// More records than a list can number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyRecords;

impl<W: Write> Candidates<W> {
    /// None yet. The plain list goes to `out`.
    pub fn new(out: W) -> Self {
        Self {
            out,
            line: Vec::new(),
            index: Index::default(),
            sources: 0,
            feed: false,
            named: HashMap::new(),
            replaced: 0,
            withdrawn: 0,
        }
    }

    /// The items that follow are of another source; its number, from 0.
    pub fn begin_source(&mut self, format: &Format) -> u32 {
        self.feed = matches!(format, Format::Ncmec | Format::ThreatExchange | Format::StopNcii);
        let number = self.sources;
        self.sources = number.saturating_add(1);
        number
    }

    /// Takes one item. Of a feed the newest record of one name stands, and one that is taken back
    /// does not, also in the sources before it.
    ///
    /// # Errors
    /// If the list cannot be written, or with [`TooManyRecords`] as the inner error.
    pub fn take(&mut self, item: &Item<'_>) -> Result<(), Error> {
        match item {
            Item::Record(record) => self.add(record),
            Item::Withdrawn(record) => {
                let dropped = self.named.remove(&name(record)).map(|old| self.index.drop(old));
                self.withdrawn = self.withdrawn.saturating_add(u64::from(dropped == Some(true)));
                Ok(())
            }
            Item::Bad(..) | Item::Shortened(..) | Item::Header(_) => Ok(()),
        }
    }

    /// The records are complete.
    ///
    /// # Errors
    /// If the list cannot be written.
    pub fn seal(mut self) -> Result<Sealed, Error> {
        self.out.flush()?;
        Ok(Sealed::new(self.index, self.replaced, self.withdrawn))
    }

    fn add(&mut self, record: &Record) -> Result<(), Error> {
        self.line.clear();
        write_line(record, &mut self.line);
        self.out.write_all(&self.line)?;
        let source = self.sources.saturating_sub(1);
        let number = self.index.add(record, &self.line, source);
        let number = number.ok_or_else(|| Error::other(TooManyRecords))?;
        if self.feed && !record.id.is_empty() {
            let dropped = self.named.insert(name(record), number).map(|old| self.index.drop(old));
            self.replaced = self.replaced.saturating_add(u64::from(dropped == Some(true)));
        }
        Ok(())
    }
}

impl<W> fmt::Debug for Candidates<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidates").field("sources", &self.sources).finish_non_exhaustive()
    }
}

impl fmt::Display for TooManyRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("more records than a list can number")
    }
}

impl core::error::Error for TooManyRecords {}

fn name(record: &Record) -> [u8; 16] {
    index::short(&record.id)
}
