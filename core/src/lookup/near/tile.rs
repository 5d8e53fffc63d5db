//! A tile of rows, cut into nibbles: each vector holds one nibble of 32 rows, so that a table of 16
//! bytes tells for all of them how many of its bits differ from a query's.

use core::arch::x86_64::__m256i;

use pulp::cast;
use pulp::x86::V3;

/// Vectors of 32 rows that are compared together: their sums stay in registers.
const GROUPS: usize = 8;

const GROUP_ROWS: usize = 32;

/// Rows of a tile.
pub(super) const TILE_ROWS: usize = GROUPS * GROUP_ROWS;

/// Nibbles of each half of the columns.
pub(super) const NIBBLES: usize = 16;

/// One value for each row of a tile.
pub(super) type Lanes = [__m256i; GROUPS];

/// The first halves of a tile's hashes.
pub(super) struct Tile {
    /// Of the columns that keep their sign when a picture is mirrored,
    pub(super) kept: [Lanes; NIBBLES],
    /// and of those that change it.
    pub(super) turned: [Lanes; NIBBLES],
}

/// The same of one hash, scalar: two bytes of eight columns each give a nibble pair of either kind. Odd
/// bits are odd columns, which mirroring keeps.
pub(super) const fn cut(first: u8, second: u8) -> Cut<u8> {
    let kept = ((first >> 1) & EVEN) | (second & !EVEN);
    let turned = (first & EVEN) | ((second & EVEN) << 1);
    Cut { kept: [kept & LOW, kept >> 4], turned: [turned & LOW, turned >> 4] }
}

/// The four nibbles of two bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut<T> {
    pub(super) kept: [T; 2],
    pub(super) turned: [T; 2],
}

const EVEN: u8 = 0x55;
const LOW: u8 = 0x0F;

impl Tile {
    /// Of these rows. In which lane a row is does not matter to what asks whether any is near.
    #[inline(always)]
    pub(super) fn of(simd: V3, rows: &[[u8; 16]; TILE_ROWS]) -> Self {
        let nothing = [simd.avx._mm256_setzero_si256(); GROUPS];
        let mut tile = Self { kept: [nothing; NIBBLES], turned: [nothing; NIBBLES] };
        let (groups, _) = rows.as_chunks::<GROUP_ROWS>();
        for (group, rows) in groups.iter().enumerate() {
            let (first, second) = columns(simd, rows);
            let (kept, _) = tile.kept.as_chunks_mut::<2>();
            let (turned, _) = tile.turned.as_chunks_mut::<2>();
            let places = kept.iter_mut().zip(turned);
            for ((first, second), (kept, turned)) in first.into_iter().zip(second).zip(places) {
                let cut = cut_all(simd, first, second);
                put(kept, group, cut.kept);
                put(turned, group, cut.turned);
            }
        }
        tile
    }
}

#[inline(always)]
fn put(places: &mut [Lanes; 2], group: usize, values: [__m256i; 2]) {
    for (lanes, value) in places.iter_mut().zip(values) {
        if let Some(lane) = lanes.get_mut(group) {
            *lane = value;
        }
    }
}

/// [`cut`] of 32 bytes each.
#[inline(always)]
fn cut_all(simd: V3, first: __m256i, second: __m256i) -> Cut<__m256i> {
    let (avx, avx2) = (simd.avx, simd.avx2);
    let (even, low) = (avx._mm256_set1_epi8(0x55), avx._mm256_set1_epi8(0x0F));
    let shifted = avx2._mm256_and_si256(avx2._mm256_srli_epi16::<1>(first), even);
    let kept = avx2._mm256_or_si256(shifted, avx2._mm256_andnot_si256(even, second));
    let (first, second) = (avx2._mm256_and_si256(first, even), avx2._mm256_and_si256(second, even));
    let turned = avx2._mm256_or_si256(first, avx2._mm256_add_epi8(second, second));
    let nibbles = |both: __m256i| {
        let high = avx2._mm256_and_si256(avx2._mm256_srli_epi16::<4>(both), low);
        [avx2._mm256_and_si256(both, low), high]
    };
    Cut { kept: nibbles(kept), turned: nibbles(turned) }
}

/// Byte 0 to 7 of each of the rows, and byte 8 to 15.
#[inline(always)]
fn columns(simd: V3, rows: &[[u8; 16]; GROUP_ROWS]) -> ([__m256i; 8], [__m256i; 8]) {
    let (pairs, _) = rows.as_flattened().as_chunks::<32>();
    let mut lanes = [simd.avx._mm256_setzero_si256(); 16];
    for (lane, pair) in lanes.iter_mut().zip(pairs) {
        *lane = cast(*pair);
    }
    // Four rounds of dealing the upper half between the cards of the lower one turn 16 rows of 16 bytes.
    for _ in 0..4 {
        lanes = dealt(simd, &lanes);
    }
    let (halves, _) = lanes.as_chunks::<8>();
    let half = |at: usize| halves.get(at).copied().unwrap_or([simd.avx._mm256_setzero_si256(); 8]);
    (half(0), half(1))
}

#[inline(always)]
fn dealt(simd: V3, lanes: &[__m256i; 16]) -> [__m256i; 16] {
    let mut dealt = *lanes;
    let (upper, lower) = lanes.split_at(8);
    let (pairs, _) = dealt.as_chunks_mut::<2>();
    for (pair, (upper, lower)) in pairs.iter_mut().zip(upper.iter().zip(lower)) {
        *pair = [
            simd.avx2._mm256_unpacklo_epi8(*upper, *lower),
            simd.avx2._mm256_unpackhi_epi8(*upper, *lower),
        ];
    }
    dealt
}
