//! The fast path: blocks of 64 rows, up to 16 queries per pass, in registers as wide as the
//! processor has. Safe code; `pulp` picks the instruction set at run time.
//!
//! A row within `max_bits` has, in one of the two 64-bit lanes of its first half, at most half as
//! many differing bits. So a block is first asked for the smallest lane count alone, which needs no
//! sums across lanes, and only a block that may hold a match is looked at row by row. Of unrelated
//! hashes, one block in 600 is (31 bits).

use pulp::{Arch, Simd, WithSimd};

use super::NearMatch;
use crate::hash::pdq::PdqHash;

/// How many queries are compared in one pass over the rows; more are done in further passes.
pub const MAX_QUERIES: usize = 16;

const BLOCK_ROWS: usize = 64;

/// Calls `on_match` for each pair of row and query at most `max_bits` apart, in no stated order.
/// Rows beyond the shorter of `hi` and `lo` do not exist.
pub fn find(
    hi: &[[u8; 16]],
    lo: &[[u8; 16]],
    queries: &[PdqHash],
    max_bits: u32,
    mut on_match: impl FnMut(NearMatch),
) {
    let rows = hi.len().min(lo.len());
    let (hi, lo) = (hi.get(..rows).unwrap_or_default(), lo.get(..rows).unwrap_or_default());
    let arch = Arch::new();
    for (pass, queries) in queries.chunks(MAX_QUERIES).enumerate() {
        let first_query = pass.saturating_mul(MAX_QUERIES);
        let queries: Vec<Query> = queries.iter().map(Query::new).collect();
        arch.dispatch(Pass {
            hi,
            lo,
            queries: &queries,
            first_query,
            max_bits,
            on_match: &mut on_match,
        });
    }
}

/// A query cut as the rows are.
struct Query {
    /// Both lanes of the first half, repeated over a register.
    lanes: [u64; LANES],
    hi: u128,
    lo: u128,
}

/// 64-bit lanes that are worked on at once: one AVX-512 register, two AVX2, four NEON.
const LANES: usize = 8;

impl Query {
    fn new(hash: &PdqHash) -> Self {
        let (halves, _) = hash.as_bytes().as_chunks::<16>();
        let half = |at| halves.get(at).copied().unwrap_or_default();
        let (hi, lo) = (half(0), half(1));
        let mut lanes = [0; LANES];
        let (words, _) = hi.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words.iter().cycle()) {
            *lane = u64::from_ne_bytes(*word);
        }
        Self { lanes, hi: u128::from_ne_bytes(hi), lo: u128::from_ne_bytes(lo) }
    }
}

/// One pass over all rows.
struct Pass<'a, F> {
    hi: &'a [[u8; 16]],
    lo: &'a [[u8; 16]],
    queries: &'a [Query],
    first_query: usize,
    max_bits: u32,
    on_match: &'a mut F,
}

impl<F: FnMut(NearMatch)> WithSimd for Pass<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) {
        let (blocks, rest) = self.hi.as_chunks::<BLOCK_ROWS>();
        let lane_bits = u64::from(self.max_bits / 2);
        for (block, rows) in blocks.iter().enumerate() {
            for (index, query) in self.queries.iter().enumerate() {
                if may_match(rows, &query.lanes, lane_bits) {
                    self.verify(index, block.saturating_mul(BLOCK_ROWS), rows);
                }
            }
        }
        let first_row = blocks.len().saturating_mul(BLOCK_ROWS);
        for index in 0..self.queries.len() {
            self.verify(index, first_row, rest);
        }
    }
}

impl<F: FnMut(NearMatch)> Pass<'_, F> {
    /// Row by row, the second half only where the first is near enough.
    #[inline(never)]
    fn verify(&mut self, index: usize, first_row: usize, rows: &[[u8; 16]]) {
        let Some(query) = self.queries.get(index) else { return };
        let lo = self.lo.iter().skip(first_row);
        for ((row, hi), lo) in (first_row..).zip(rows).zip(lo) {
            let distance = (query.hi ^ u128::from_ne_bytes(*hi)).count_ones();
            if distance > self.max_bits {
                continue;
            }
            let rest = (query.lo ^ u128::from_ne_bytes(*lo)).count_ones();
            let distance_bits = distance.saturating_add(rest);
            if distance_bits <= self.max_bits {
                let query = self.first_query.saturating_add(index);
                (self.on_match)(NearMatch { query, row, distance_bits });
            }
        }
    }
}

/// True if any lane of the block differs from the query's in at most `lane_bits` bits.
#[inline(always)]
fn may_match(rows: &[[u8; 16]; BLOCK_ROWS], lanes: &[u64; LANES], lane_bits: u64) -> bool {
    let (words, _) = rows.as_flattened().as_chunks::<8>();
    let (groups, _) = words.as_chunks::<LANES>();
    let mut least = [u64::MAX; LANES];
    for group in groups {
        for ((least, word), lane) in least.iter_mut().zip(group).zip(lanes) {
            let count = u64::from((u64::from_ne_bytes(*word) ^ lane).count_ones());
            *least = count.min(*least);
        }
    }
    least.iter().any(|least| *least <= lane_bits)
}
