//! Which rows lie within a Hamming distance of a query.
//!
//! Rows are two columns: the first 16 bytes of each hash, and the last 16. [`find`] reads all of
//! the first column, and of the second only the rows that are still possible. It never stops early.

mod blocked;
mod level;
mod naive;

pub use blocked::{MAX_QUERIES, find};
pub use naive::find_naive;

/// A row within the distance of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearMatch {
    /// Index of the query.
    pub query: usize,
    /// Index of the row.
    pub row: usize,
    /// Hamming distance over all 256 bits.
    pub distance_bits: u32,
}

#[cfg(test)]
mod tests;
