//! The fast path: blocks of 16 rows, up to 16 queries per pass, in registers as wide as the
//! processor has. Safe code; the compiler makes the vector instructions.
//!
//! A row within `max_bits` has, in one of the two 64-bit lanes of its first half, at most half as
//! many differing bits. So a block is first asked whether any lane comes so near, which needs no
//! sums across lanes, and only a block that may hold a match is looked at row by row. Of unrelated
//! hashes that is one block in 2,600 at 31 bits, and one in 17 at 40.

use super::NearMatch;
use super::level::{Level, Pass};
use crate::hash::pdq::PdqHash;

/// How many queries are compared in one pass over the rows; more are done in further passes, strip by
/// strip, so that the rows come from memory once.
pub const MAX_QUERIES: usize = 16;

/// Of larger blocks the compiler reads the cache lines in an order that the processor does not
/// foresee: one query then took twice as long (`just bench --bench lookup`).
const BLOCK_ROWS: usize = 16;

/// Rows of a strip, whole blocks: their first halves, 128 KiB, stay near the processor.
const STRIP_ROWS: usize = 512 * BLOCK_ROWS;

/// 64-bit words of a block's first halves.
const BLOCK_WORDS: usize = 2 * BLOCK_ROWS;

/// [`super::find`], of as many first halves as second ones.
pub(super) fn find(
    level: Level,
    (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    queries: &[PdqHash],
    max_bits: u32,
    on_match: &mut dyn FnMut(NearMatch),
) {
    let queries: Vec<Query> = queries.iter().map(Query::new).collect();
    let strip_rows = if queries.len() > MAX_QUERIES { STRIP_ROWS } else { hi.len().max(1) };
    for (strip, (hi, lo)) in hi.chunks(strip_rows).zip(lo.chunks(strip_rows)).enumerate() {
        let first_row = strip.saturating_mul(strip_rows);
        for (pass, queries) in queries.chunks(MAX_QUERIES).enumerate() {
            let first_query = pass.saturating_mul(MAX_QUERIES);
            level.run(&mut Scan { hi, lo, queries, first_row, first_query, max_bits, on_match });
        }
    }
}

/// A query cut as the rows are.
struct Query {
    /// The first half, once for each row of a block: the compiler then sees one plain loop, keeps
    /// the block in registers, and has no shuffles to make.
    block: [u64; BLOCK_WORDS],
    hi: u128,
    lo: u128,
}

impl Query {
    fn new(hash: &PdqHash) -> Self {
        let (halves, _) = hash.as_bytes().as_chunks::<16>();
        let half = |at| halves.get(at).copied().unwrap_or_default();
        let (hi, lo): ([u8; 16], [u8; 16]) = (half(0), half(1));
        let (words, _) = hi.as_chunks::<8>();
        let mut block = [0; BLOCK_WORDS];
        for (copy, word) in block.iter_mut().zip(words.iter().cycle()) {
            *copy = u64::from_ne_bytes(*word);
        }
        Self { block, hi: u128::from_ne_bytes(hi), lo: u128::from_ne_bytes(lo) }
    }
}

/// One pass over some rows.
struct Scan<'a> {
    hi: &'a [[u8; 16]],
    lo: &'a [[u8; 16]],
    queries: &'a [Query],
    first_row: usize,
    first_query: usize,
    max_bits: u32,
    /// Not generic: what a caller does with a match must not change the code of the loop.
    on_match: &'a mut dyn FnMut(NearMatch),
}

impl Pass for Scan<'_> {
    #[inline(always)]
    fn run(&mut self) {
        match self.queries {
            // Compiled by itself: the block then goes from memory straight into the comparison.
            [query] => self.compare(core::array::from_ref(query)),
            queries => self.compare(queries),
        }
    }
}

impl Scan<'_> {
    #[inline(always)]
    fn compare(&mut self, queries: &[Query]) {
        let (blocks, rest) = self.hi.as_chunks::<BLOCK_ROWS>();
        let (lo_blocks, lo_rest) = self.lo.as_chunks::<BLOCK_ROWS>();
        let mut first_row = self.first_row;
        for (hi, lo) in blocks.iter().zip(lo_blocks) {
            for (index, query) in queries.iter().enumerate() {
                if may_match(hi, &query.block, self.max_bits) {
                    self.verify(index, query, first_row, (hi, lo));
                }
            }
            first_row = first_row.saturating_add(BLOCK_ROWS);
        }
        for (index, query) in queries.iter().enumerate() {
            self.verify(index, query, first_row, (rest, lo_rest));
        }
    }

    /// Row by row, the second half only where the first is near enough.
    #[inline(always)]
    fn verify(
        &mut self,
        index: usize,
        query: &Query,
        first_row: usize,
        (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    ) {
        for ((row, hi), lo) in (first_row..).zip(hi).zip(lo) {
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

/// True if any lane differs from the query's in at most half of `max_bits`. All lanes are counted,
/// whatever the first ones say.
#[inline(always)]
fn may_match(rows: &[[u8; 16]; BLOCK_ROWS], query: &[u64; BLOCK_WORDS], max_bits: u32) -> bool {
    let too_far = u64::from((max_bits / 2).saturating_add(1));
    let (words, _) = rows.as_flattened().as_chunks::<8>();
    let near = words.iter().zip(query).fold(0, |near, (word, query)| {
        let count = u64::from((u64::from_ne_bytes(*word) ^ query).count_ones());
        // The difference is negative, its top bit set, exactly if the count is small enough.
        near | count.wrapping_sub(too_far)
    });
    near.leading_zeros() == 0
}
