use core::fmt;
use std::collections::BTreeMap;

use super::left_out::LeftOut;
use super::reason::{BadLine, Reason};

/// What the rows of one source, or of several, came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines read, blank ones and comments among them.
    pub lines: u64,
    /// Rows read. Each is a record, a withdrawal, a bad row or one that was left out.
    pub rows: u64,
    /// Rows that gave a record.
    pub records: u64,
    /// Rows with which the source takes back a record.
    pub withdrawn: u64,
    /// Rows that gave nothing because something is wrong with them, by reason.
    pub bad: BTreeMap<Reason, u64>,
    /// Rows that are sound and not for this list, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
    /// Records that lost one of their hashes, by reason.
    pub shortened: BTreeMap<Reason, u64>,
}

impl Summary {
    /// Bad rows of every reason.
    #[must_use]
    pub fn bad_rows(&self) -> u64 {
        total(&self.bad)
    }

    /// Rows left out for every reason.
    #[must_use]
    pub fn rows_left_out(&self) -> u64 {
        total(&self.left_out)
    }

    /// Takes the counts of another source as well.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in [
            (&mut self.lines, other.lines),
            (&mut self.rows, other.rows),
            (&mut self.records, other.records),
            (&mut self.withdrawn, other.withdrawn),
        ] {
            *sum = sum.saturating_add(more);
        }
        add(&mut self.bad, &other.bad);
        add(&mut self.left_out, &other.left_out);
        add(&mut self.shortened, &other.shortened);
    }
}

fn total<K>(counts: &BTreeMap<K, u64>) -> u64 {
    counts.values().fold(0, |sum, count| sum.saturating_add(*count))
}

fn add<K: Copy + Ord>(sums: &mut BTreeMap<K, u64>, more: &BTreeMap<K, u64>) {
    for (reason, count) in more {
        let sum = sums.entry(*reason).or_default();
        *sum = sum.saturating_add(*count);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "lines {}", self.lines)?;
        writeln!(f, "rows {}", self.rows)?;
        writeln!(f, "records {}", self.records)?;
        writeln!(f, "withdrawn {}", self.withdrawn)?;
        writeln!(f, "bad {}", self.bad_rows())?;
        each(f, &self.bad)?;
        writeln!(f, "left out {}", self.rows_left_out())?;
        each(f, &self.left_out)?;
        writeln!(f, "shortened {}", total(&self.shortened))?;
        each(f, &self.shortened)
    }
}

fn each<K: fmt::Display>(f: &mut fmt::Formatter<'_>, counts: &BTreeMap<K, u64>) -> fmt::Result {
    counts.iter().try_for_each(|(reason, count)| writeln!(f, "  {count} {reason}"))
}

/// The reading ended before the source did: what follows the line was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halted {
    /// Where, and why.
    pub at: BadLine,
    /// What was read until then.
    pub summary: Summary,
}

impl fmt::Display for Halted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}

impl core::error::Error for Halted {}
