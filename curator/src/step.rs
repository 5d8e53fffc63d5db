use core::fmt;

use presend::set::SectionAlgorithm;

/// What long work is at, for a tool that shows it. Who watches changes nothing of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The rows of all submissions are put together.
    Gathering,
    /// The rows of a section are held against what authorities have themselves.
    Vouching(SectionAlgorithm),
    /// Entry numbers are given, or compared.
    Numbering,
    /// Sections and manifest are written.
    Writing,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gathering => f.write_str("gathering rows"),
            Self::Vouching(section) => write!(f, "{}: who vouches for its rows", section.name()),
            Self::Numbering => f.write_str("entry numbers"),
            Self::Writing => f.write_str("sections and manifest"),
        }
    }
}
