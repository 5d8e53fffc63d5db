//! The fast path for several queries on a processor with AVX2: tiles of 256 rows, each query or pair of
//! them looked up nibble by nibble in a table of bit counts, 32 rows with one instruction.
//!
//! A tile is asked whether the first half of any row comes near enough, and only if so looked at row by
//! row: of unrelated hashes that is one tile in millions at 31 bits.

use core::arch::x86_64::__m256i;

use pulp::cast;
use pulp::x86::V3;

use super::NearMatch;
use super::paired::{KIND_BITS, Pair, Query, pairs};
use super::tile::{Lanes, NIBBLES, TILE_ROWS, Tile};
use crate::hash::pdq::PdqHash;

/// With fewer queries cutting the rows into nibbles costs more than it saves.
pub(super) const LEAST_QUERIES: usize = 4;

/// [`super::find`].
pub(super) fn find(
    simd: V3,
    (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    queries: &[PdqHash],
    max_bits: u32,
    on_match: &mut dyn FnMut(NearMatch),
) {
    let pairs = pairs(queries, max_bits);
    let mut first_row = 0_usize;
    for (hi, lo) in hi.chunks(TILE_ROWS).zip(lo.chunks(TILE_ROWS)) {
        let mut near = |query: &Query, row, distance_bits| {
            let row = first_row.saturating_add(row);
            on_match(NearMatch { query: query.index, row, distance_bits });
        };
        compare(simd, (hi, lo), &pairs, max_bits, &mut near);
        first_row = first_row.saturating_add(TILE_ROWS);
    }
}

/// One tile, or what is left of the rows.
fn compare(
    simd: V3,
    (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    pairs: &[Pair],
    max_bits: u32,
    near: &mut dyn FnMut(&Query, usize, u32),
) {
    let mut padded = [[0; 16]; TILE_ROWS];
    let rows = match hi.first_chunk() {
        Some(rows) => rows,
        None => {
            padded.iter_mut().zip(hi).for_each(|(place, row)| *place = *row);
            &padded
        }
    };
    simd.vectorize(
        #[inline(always)]
        || {
            let tile = Tile::of(simd, rows);
            for pair in pairs {
                if may_match(simd, &tile, pair) {
                    pair.queries().for_each(|query| verify(query, (hi, lo), max_bits, near));
                }
            }
        },
    );
}

/// Row by row.
#[inline(never)]
fn verify(
    query: &Query,
    (hi, lo): (&[[u8; 16]], &[[u8; 16]]),
    max_bits: u32,
    near: &mut dyn FnMut(&Query, usize, u32),
) {
    for (row, (hi, lo)) in hi.iter().zip(lo).enumerate() {
        let distance = (query.hi ^ u128::from_ne_bytes(*hi)).count_ones();
        if distance > max_bits {
            continue;
        }
        let rest = (query.lo ^ u128::from_ne_bytes(*lo)).count_ones();
        let distance_bits = distance.saturating_add(rest);
        if distance_bits <= max_bits {
            near(query, row, distance_bits);
        }
    }
}

/// True if the first half of any row is near enough to one of the two. All of it is counted, whatever
/// the first rows say.
#[inline(always)]
fn may_match(simd: V3, tile: &Tile, pair: &Pair) -> bool {
    let kept = sums(simd, &tile.kept, &pair.kept);
    let turned = sums(simd, &tile.turned, &pair.turned);
    let all = |byte: u8| -> __m256i { cast([byte; 32]) };
    let (under, mirrored_under, kind_bits) =
        (all(pair.under), all(pair.mirrored_under), all(KIND_BITS));
    let mut near = simd.avx._mm256_setzero_si256();
    for (kept, turned) in kept.into_iter().zip(turned) {
        let upright = simd.avx2._mm256_add_epi8(kept, turned);
        let lacking = simd.avx2._mm256_sub_epi8(kind_bits, turned);
        let mirrored = simd.avx2._mm256_add_epi8(kept, lacking);
        // What is left of a bound after a sum is taken from it: nothing, unless the sum is under it.
        let upright = simd.avx2._mm256_subs_epu8(under, upright);
        let mirrored = simd.avx2._mm256_subs_epu8(mirrored_under, mirrored);
        near = simd.avx2._mm256_or_si256(near, simd.avx2._mm256_or_si256(upright, mirrored));
    }
    simd.avx._mm256_testz_si256(near, near) == 0
}

/// How many bits of each row differ from these nibbles.
#[inline(always)]
fn sums(simd: V3, rows: &[Lanes; NIBBLES], query: &[u8; NIBBLES]) -> Lanes {
    let mut sums: Lanes = [simd.avx._mm256_setzero_si256(); _];
    for (rows, nibble) in rows.iter().zip(query) {
        let table: __m256i =
            cast(DIFFERING.get(usize::from(nibble & 15)).copied().unwrap_or_default());
        for (sum, rows) in sums.iter_mut().zip(rows) {
            *sum = simd.avx2._mm256_add_epi8(*sum, simd.avx2._mm256_shuffle_epi8(table, *rows));
        }
    }
    sums
}

/// For each nibble, in how many bits each of the 16 differs from it; twice, for both halves of a vector.
static DIFFERING: [[u8; 32]; 16] = differing();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "evaluated when compiling: an index out of bounds does not build"
)]
const fn differing() -> [[u8; 32]; 16] {
    let mut table = [[0; 32]; 16];
    let mut nibble = 0;
    while nibble < 16 {
        let mut other = 0;
        while other < 32 {
            table[nibble][other] = (nibble ^ (other % 16)).count_ones() as u8;
            other += 1;
        }
        nibble += 1;
    }
    table
}
