#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::level::Level;
use super::{NearMatch, blocked, find, find_naive, find_on};
use crate::hash::pdq::PdqHash;

type Half = [u8; 16];

fn halves(rows: &[[u8; 32]]) -> (Vec<Half>, Vec<Half>) {
    let half = |at: usize| rows.iter().map(|row| row.as_chunks::<16>().0[at]).collect();
    (half(0), half(1))
}

/// What every way to look and every instruction set of this processor finds, which must be the same.
fn fast(rows: &[[u8; 32]], queries: &[PdqHash], max_bits: u32) -> Vec<NearMatch> {
    let (hi, lo) = halves(rows);
    let mut all = Level::all().into_iter().flat_map(|level| {
        [find_on, blocked::find].map(|find: Find| {
            let mut found = Vec::new();
            find(level, (&hi, &lo), queries, max_bits, &mut |one| found.push(one));
            found.sort_unstable();
            (level, found)
        })
    });
    let (best, found) = all.next().unwrap();
    all.for_each(|(level, other)| assert_eq!(found, other, "{best:?} and {level:?} differ"));
    found
}

type Find = fn(Level, (&[Half], &[Half]), &[PdqHash], u32, &mut dyn FnMut(NearMatch));

fn naive(rows: &[[u8; 32]], queries: &[PdqHash], max_bits: u32) -> Vec<NearMatch> {
    let (hi, lo) = halves(rows);
    let mut found = Vec::new();
    find_naive(&hi, &lo, queries, max_bits, |one| found.push(one));
    found.sort_unstable();
    found
}

/// The hash with these bits turned over.
fn flipped(mut hash: [u8; 32], bits: impl Iterator<Item = usize>) -> [u8; 32] {
    bits.for_each(|bit| hash[bit / 8] ^= 1 << (bit % 8));
    hash
}

/// Bits to turn over: from the start, from the end, of the first half only, or from all over.
fn spread(kind: u8, count: usize) -> Vec<usize> {
    match kind {
        0 => (0..count).collect(),
        1 => (256 - count..256).collect(),
        2 => (0..count).map(|bit| bit * 3 % 128).collect(),
        _ => (0..count).map(|bit| bit * 5 % 256).collect(),
    }
}

fn row_counts() -> impl Strategy<Value = usize> {
    prop_oneof![
        select(vec![0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193]),
        0..400_usize,
        // More than one strip, if there are more queries than one pass takes.
        8_190..8_230_usize
    ]
}

proptest! {
    #[test]
    fn finds_what_the_naive_scan_finds(
        rows in row_counts().prop_flat_map(|rows| prop::collection::vec(any::<[u8; 32]>(), rows)),
        queries in prop_oneof![4 => 0..35_usize, 1 => 70..90_usize]
            .prop_flat_map(|queries| prop::collection::vec(any::<[u8; 32]>(), queries)),
        planted in prop::collection::vec(
            (any::<Index>(), any::<Index>(), 0..4_u8, select(vec![0, 1, 29, 30, 31, 32, 33, 40, 41])),
            0..20,
        ),
        mirrored in prop::collection::vec((any::<Index>(), any::<Index>(), 0..14_usize), 0..40),
        max_bits in select(vec![0, 1, 30, 31, 32, 36, 40, 42, 43, 127, 256]),
    ) {
        let (mut rows, mut queries) = (rows, queries);
        for (query, of, count) in mirrored {
            if !queries.is_empty() {
                let (at, of) = (query.index(queries.len()), of.index(queries.len()));
                queries[at] = flipped(queries[of], (0..128).map(|bit| 2 * bit).chain(spread(3, count)));
            }
        }
        for (row, query, kind, count) in planted {
            if !rows.is_empty() && !queries.is_empty() {
                let at = row.index(rows.len());
                rows[at] = flipped(*query.get(&queries), spread(kind, count).into_iter());
            }
        }
        let queries: Vec<PdqHash> = queries.into_iter().map(PdqHash::from_bytes).collect();
        prop_assert_eq!(fast(&rows, &queries, max_bits), naive(&rows, &queries, max_bits));
    }
}

#[test]
fn a_neighbour_is_found_at_every_place_in_a_block_at_31_bits_and_not_at_32() {
    let query = [0b0110_1001; 32];
    for rows in [1, 15, 16, 17, 32, 63, 64, 65, 130] {
        for at in 0..rows {
            for (kind, count) in
                [(0, 30), (0, 31), (1, 31), (2, 31), (3, 31), (0, 32), (1, 32), (2, 32), (3, 32)]
            {
                let mut list = vec![flipped(query, 0..256); rows];
                list[at] = flipped(query, spread(kind, count).into_iter());
                let distance_bits = u32::try_from(count).unwrap_or(0);
                let expected =
                    (count <= 31).then_some(NearMatch { query: 0, row: at, distance_bits });
                let found = fast(&list, &[PdqHash::from_bytes(query)], 31);
                assert_eq!(
                    found,
                    Vec::from_iter(expected),
                    "{rows} rows, row {at}, {count} bits, kind {kind}"
                );
            }
        }
    }
}

#[test]
fn a_hit_does_not_end_the_scan() {
    let rows = vec![[7; 32]; 1000];
    let queries = vec![PdqHash::from_bytes([7; 32]); 40];
    let found = fast(&rows, &queries, 31);
    assert_eq!(found.len(), 40_000);
    assert_eq!(found, naive(&rows, &queries, 31));
}

#[test]
fn rows_without_a_second_half_do_not_exist() {
    let mut found = Vec::new();
    let queries = [PdqHash::from_bytes([0; 32])];
    find(&[[0; 16]; 70], &[[0; 16]; 3], &queries, 31, &mut |one| found.push(one.row));
    assert_eq!(found, [0, 1, 2]);
}

/// A picture and its mirror image, and the mirror image of another.
#[test]
fn a_query_and_its_mirror_image_are_each_found_at_31_bits_and_not_at_32() {
    let query: [u8; 32] = core::array::from_fn(|at| (at * 37 + 11) as u8);
    for apart in 0..13 {
        let even = (0..128).map(|bit| 2 * bit);
        let mirrored = flipped(query, even.chain(spread(3, apart)));
        let queries: Vec<PdqHash> =
            [query, mirrored, [0; 32], [255; 32]].map(PdqHash::from_bytes).into();
        for (of, count, kind) in [(0, 31, 0), (1, 31, 0), (1, 31, 1), (0, 32, 2), (1, 32, 3)] {
            let mut rows = vec![[0b0011_0101; 32]; 300];
            rows[257] = flipped([query, mirrored][of], spread(kind, count).into_iter());
            let found = fast(&rows, &queries, 31);
            assert_eq!(found.len(), usize::from(count <= 31), "{apart} {of} {count}");
            assert_eq!(found, naive(&rows, &queries, 31));
        }
    }
}
