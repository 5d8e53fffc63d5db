use core::fmt;
use std::collections::BTreeMap;

use super::reason::{BadLine, Reason};

/// What one source came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Lines read, blank ones and comments among them.
    pub lines: u64,
    /// Records.
    pub records: u64,
    /// Named lines, by reason.
    pub bad: BTreeMap<Reason, u64>,
    /// Rows that were left out because the map or the format says so: a category that is not
    /// taken, an address instead of a hash.
    pub left_out: u64,
    /// Rows with which the source takes back a record.
    pub withdrawn: u64,
    /// Frames of videos that were left out because their quality is below 50.
    pub low_quality_frames: u64,
}

impl Summary {
    /// Named lines of every reason.
    #[must_use]
    pub fn bad_lines(&self) -> u64 {
        self.bad.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "lines {}", self.lines)?;
        writeln!(f, "records {}", self.records)?;
        writeln!(f, "bad {}", self.bad_lines())?;
        for (reason, count) in &self.bad {
            writeln!(f, "  {count} {reason}")?;
        }
        writeln!(f, "left out {}", self.left_out)?;
        writeln!(f, "withdrawn {}", self.withdrawn)?;
        writeln!(f, "frames of low quality {}", self.low_quality_frames)
    }
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
