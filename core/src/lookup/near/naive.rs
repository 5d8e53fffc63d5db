use super::NearMatch;
use crate::hash::pdq::PdqHash;

/// Compares every row with every query, all bits at once: what [`super::find`] must equal.
pub fn find_naive(
    hi: &[[u8; 16]],
    lo: &[[u8; 16]],
    queries: &[PdqHash],
    max_bits: u32,
    mut on_match: impl FnMut(NearMatch),
) {
    for (row, (hi, lo)) in hi.iter().zip(lo).enumerate() {
        for (query, hash) in queries.iter().enumerate() {
            let pairs = hash.as_bytes().iter().zip(hi.iter().chain(lo));
            let distance_bits = pairs.map(|(a, b)| (a ^ b).count_ones()).sum();
            if distance_bits <= max_bits {
                on_match(NearMatch { query, row, distance_bits });
            }
        }
    }
}
