//! Which rows lie within a Hamming distance of a query.
//!
//! Rows are two columns: the first 16 bytes of each hash, and the last 16. [`find`] reads all of
//! the first column, and of the second only the rows that are still possible. It never stops early.

mod blocked;
mod level;
mod naive;
#[cfg(target_arch = "x86_64")]
mod paired;
#[cfg(target_arch = "x86_64")]
mod shuffled;
#[cfg(target_arch = "x86_64")]
mod tile;

pub use blocked::MAX_QUERIES;
pub use naive::find_naive;

use crate::hash::pdq::PdqHash;
use level::Level;

/// Calls `on_match` for each pair of row and query at most `max_bits` apart, in no stated order.
/// Rows beyond the shorter of `hi` and `lo` do not exist.
pub fn find(
    hi: &[[u8; 16]],
    lo: &[[u8; 16]],
    queries: &[PdqHash],
    max_bits: u32,
    on_match: &mut dyn FnMut(NearMatch),
) {
    find_on(Level::best(), (hi, lo), queries, max_bits, on_match);
}

fn find_on(
    level: Level,
    (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    queries: &[PdqHash],
    max_bits: u32,
    on_match: &mut dyn FnMut(NearMatch),
) {
    let rows = hi.len().min(lo.len());
    let rows = (hi.get(..rows).unwrap_or_default(), lo.get(..rows).unwrap_or_default());
    #[cfg(target_arch = "x86_64")]
    if queries.len() >= shuffled::LEAST_QUERIES
        && let Some(simd) = level.shuffling()
    {
        return shuffled::find(simd, rows, queries, max_bits, on_match);
    }
    blocked::find(level, rows, queries, max_bits, on_match);
}

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
