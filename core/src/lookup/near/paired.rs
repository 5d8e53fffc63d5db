//! Queries two by two: the hash of a picture and that of its mirror image differ in nearly every bit of
//! the even columns and in few of the odd ones. Where they do, one sum over each kind tells of both.

use super::tile::{NIBBLES, cut};
use crate::hash::pdq::PdqHash;

/// Half of a hash has its even columns here.
const EVEN_COLUMNS: u128 = u128::from_ne_bytes([0x55; 16]);

/// Bits of a half in columns of one kind.
pub(super) const KIND_BITS: u8 = 64;

/// With a wider bound too many tiles would be read row by row: of unrelated rows one in 15,000 lies
/// within it.
const WIDEST_BITS: u32 = 42;

/// A query cut as the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// Its place among all queries.
    pub(super) index: usize,
    pub(super) hi: u128,
    pub(super) lo: u128,
}

/// One query or two, and what is compared for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) first: Query,
    /// The mirror image.
    pub(super) second: Option<Query>,
    /// Nibbles of the first query's first half, as a tile has them.
    pub(super) kept: [u8; NIBBLES],
    pub(super) turned: [u8; NIBBLES],
    /// A sum of both kinds under this is near,
    pub(super) under: u8,
    /// and of the mirror image one of the odd columns' and what the even ones' lacks of all. Zero if
    /// there is none.
    pub(super) mirrored_under: u8,
}

/// Every query once.
pub(super) fn pairs(queries: &[PdqHash], max_bits: u32) -> Vec<Pair> {
    let mut left: Vec<Query> = queries.iter().enumerate().map(Query::new).collect();
    left.reverse();
    let mut pairs = Vec::new();
    while let Some(first) = left.pop() {
        let mirrored = left.iter().rposition(|other| slack(first, *other) <= most_slack(max_bits));
        pairs.push(Pair::new(first, mirrored.map(|at| left.remove(at)), max_bits));
    }
    pairs
}

/// How far two queries are from being mirror images, in the bits that are compared first.
fn slack(a: Query, b: Query) -> u32 {
    (a.hi ^ b.hi ^ EVEN_COLUMNS).count_ones()
}

fn most_slack(max_bits: u32) -> u32 {
    WIDEST_BITS.saturating_sub(max_bits)
}

impl Query {
    fn new((index, hash): (usize, &PdqHash)) -> Self {
        let (halves, _) = hash.as_bytes().as_chunks::<16>();
        let half = |at| u128::from_ne_bytes(halves.get(at).copied().unwrap_or_default());
        Self { index, hi: half(0), lo: half(1) }
    }
}

impl Pair {
    fn new(first: Query, second: Option<Query>, max_bits: u32) -> Self {
        let (mut kept, mut turned) = ([0; NIBBLES], [0; NIBBLES]);
        let bytes = first.hi.to_ne_bytes();
        let (upper, lower) = bytes.split_at(bytes.len() / 2);
        let places = kept.as_chunks_mut::<2>().0.iter_mut().zip(turned.as_chunks_mut::<2>().0);
        for ((upper, lower), (kept, turned)) in upper.iter().zip(lower).zip(places) {
            let cut = cut(*upper, *lower);
            (*kept, *turned) = (cut.kept, cut.turned);
        }
        let under = |bits: u32| u8::try_from(bits.saturating_add(1)).unwrap_or(u8::MAX);
        let mirrored_under =
            second.map_or(0, |second| under(max_bits.saturating_add(slack(first, second))));
        Self { first, second, kept, turned, under: under(max_bits), mirrored_under }
    }

    /// Those of it that there are.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        core::iter::once(&self.first).chain(&self.second)
    }
}
