//! Which hashes have one of another list near them.
//!
//! If two hashes differ in at most ten bits, then of eleven pieces of them at least one is the same
//! (the pigeonhole principle). So both lists are sorted by each piece in turn, and only hashes that
//! share a piece are compared.

/// The most bits that the pieces allow for.
pub(crate) const MAX_BITS: u32 = 10;

/// Bits of a piece: eleven of them cover 253 of 256.
const PIECE_BITS: usize = 23;
const PIECES: usize = 11;

/// Marks every hash of `queries` that has one of `list` within so many bits, at most ten.
pub(crate) fn mark_near(
    queries: &[[u8; 32]],
    list: &[[u8; 32]],
    bits: u32,
    mark: &mut dyn FnMut(usize),
) {
    let mut marked = vec![false; queries.len()];
    for piece in 0..PIECES {
        let (ours, theirs) = (by_piece(queries, piece), by_piece(list, piece));
        let mut start = 0;
        for (value, query) in &ours {
            let behind = theirs.get(start..).unwrap_or_default();
            start = start.saturating_add(behind.partition_point(|(other, _)| other < value));
            let same = theirs.get(start..).unwrap_or_default().iter();
            let mut same = same.take_while(|(other, _)| other == value);
            let (Some(hash), Some(seen)) = (queries.get(*query), marked.get_mut(*query)) else {
                continue;
            };
            *seen = *seen
                || same.any(|(_, at)| {
                    list.get(*at).is_some_and(|other| distance(hash, other) <= bits)
                });
        }
    }
    (0..).zip(marked).filter(|(_, marked)| *marked).for_each(|(at, _)| mark(at));
}

/// Hamming distance.
pub(crate) fn distance(a: &[u8; 32], b: &[u8; 32]) -> u32 {
    let (a, _) = a.as_chunks::<8>();
    let (b, _) = b.as_chunks::<8>();
    let word = |bytes: &[u8; 8]| u64::from_ne_bytes(*bytes);
    let pairs = a.iter().zip(b);
    pairs.fold(0, |sum, (a, b)| (word(a) ^ word(b)).count_ones().saturating_add(sum))
}

/// Each hash's piece and place, sorted.
fn by_piece(hashes: &[[u8; 32]], piece: usize) -> Vec<(u32, usize)> {
    let first_bit = piece.saturating_mul(PIECE_BITS);
    let (first_byte, shift) = (first_bit / 8, first_bit % 8);
    let value = |hash: &[u8; 32]| {
        let mut word = [0; 4];
        let bytes = hash.get(first_byte..).unwrap_or_default();
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        // The piece begins `shift` bits into these four bytes and is 23 bits long.
        u32::from_be_bytes(word).wrapping_shl(u32::try_from(shift).unwrap_or(0)) >> 9
    };
    let mut pieces: Vec<(u32, usize)> = hashes.iter().map(value).zip(0..).collect();
    pieces.sort_unstable();
    pieces
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::{MAX_BITS, distance, mark_near};
    use proptest::prelude::*;

    fn naive(queries: &[[u8; 32]], list: &[[u8; 32]], bits: u32) -> Vec<usize> {
        let near = |at: &usize| list.iter().any(|other| distance(&queries[*at], other) <= bits);
        (0..queries.len()).filter(near).collect()
    }

    proptest! {
        #[test]
        fn the_same_are_found_as_by_comparing_all(
            list in prop::collection::vec(any::<[u8; 32]>(), 0..40),
            flips in prop::collection::vec((0..40_usize, prop::collection::vec(0..256_usize, 0..14)), 0..40),
            bits in 0..=MAX_BITS,
        ) {
            let mut queries = Vec::new();
            for (at, flips) in flips {
                let mut hash = list.get(at).copied().unwrap_or([0xaa; 32]);
                flips.iter().for_each(|bit| hash[bit / 8] ^= 0x80 >> (bit % 8));
                queries.push(hash);
            }
            let mut found = Vec::new();
            mark_near(&queries, &list, bits, &mut |at| found.push(at));
            prop_assert_eq!(found, naive(&queries, &list, bits));
        }
    }
}
