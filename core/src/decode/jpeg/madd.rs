//! The inverse DCT of [`super::idct`] with AVX2: sixteen lanes, of two columns or rows at a time, and two
//! products with their sum in one step, which the compiler does not find by itself.

use core::arch::x86_64::__m256i;

use pulp::cast;
use pulp::x86::V3;

use super::idct::Divisors;
use super::zigzag::{Group, LANES};

/// The low and the high halves of eight numbers of 32 bits.
type Wide = (__m256i, __m256i);

/// Writes eight blocks side by side, of which only the first `ROWS` rows and columns of coefficients, an
/// even number, may be other than zero. False, with nothing written, if a coefficient of the first
/// row is so large that a block without others wraps.
#[inline(always)]
pub(super) fn part<const ROWS: usize>(
    simd: V3,
    c: &Group,
    q: &Divisors,
    out: &mut [u8],
    stride: usize,
) -> bool {
    let zero = simd.avx._mm256_setzero_si256();
    let mut columns = [[zero; 8]; 4];
    let mut large = zero;
    for (pair, column) in columns.iter_mut().enumerate().take(ROWS / 2) {
        let mut i = [zero; 8];
        let rows = pairs(c).iter().zip(pairs(q)).take(ROWS);
        for (i, (c, q)) in i.iter_mut().zip(rows) {
            let (Some(c), Some(q)) = (c.get(pair), q.get(pair)) else { continue };
            *i = simd.avx2._mm256_mullo_epi16(cast(*c), cast(*q));
        }
        let [first, ..] = i;
        let near = simd.avx2._mm256_add_epi16(first, cast([8192_i16; 16]));
        large = simd.avx2._mm256_or_si256(large, near);
        *column = pass::<11>(simd, i, 1 << 10);
    }
    if simd.avx._mm256_testz_si256(large, cast([0xc000_u16; 16])) == 0 {
        return false;
    }
    for (r, rows) in out.chunks_mut(stride.saturating_mul(2)).enumerate().take(4) {
        let mut i = [zero; 8];
        let columns = columns.iter().take(ROWS / 2);
        for (i, column) in i.as_chunks_mut::<2>().0.iter_mut().zip(columns) {
            let Some([first, second]) = column.as_chunks::<2>().0.get(r) else { continue };
            *i = [
                simd.avx2._mm256_permute2x128_si256::<0x20>(*first, *second),
                simd.avx2._mm256_permute2x128_si256::<0x31>(*first, *second),
            ];
        }
        write(simd, pass::<18>(simd, i, 1 << 17), rows, stride);
    }
    true
}

/// Rows of four pairs of neighbours.
#[inline(always)]
fn pairs(group: &Group) -> &[[[[i16; LANES]; 2]; 4]] {
    group.as_chunks::<2>().0.as_chunks::<4>().0
}

/// One pass over two columns or rows, in 16 bits.
#[inline(always)]
fn pass<const SHIFT: i32>(simd: V3, i: [__m256i; 8], round: i32) -> [__m256i; 8] {
    let [i0, i1, i2, i3, i4, i5, i6, i7] = i;
    let even = zip(simd, i2, i6);
    let (t2, t3) = (madd(simd, even, [4433, -10704]), madd(simd, even, [10703, 4433]));
    let t0 = scaled(simd, simd.avx2._mm256_add_epi16(i0, i4), round);
    let t1 = scaled(simd, simd.avx2._mm256_sub_epi16(i0, i4), round);
    let (z3, z4) = (simd.avx2._mm256_add_epi16(i7, i3), simd.avx2._mm256_add_epi16(i5, i1));
    let odd = zip(simd, z3, z4);
    let (z3, z4) = (madd(simd, odd, [-6436, 9633]), madd(simd, odd, [9633, 6437]));
    let (outer, inner) = (zip(simd, i7, i1), zip(simd, i5, i3));
    let p0 = add(simd, madd(simd, outer, [-4927, -7373]), z3);
    let p1 = add(simd, madd(simd, inner, [-4176, -20995]), z4);
    let p2 = add(simd, madd(simd, inner, [-20995, 4177]), z3);
    let p3 = add(simd, madd(simd, outer, [-7373, 4926]), z4);
    let (a, h) = ends::<SHIFT>(simd, add(simd, t0, t3), p3);
    let (b, g) = ends::<SHIFT>(simd, add(simd, t1, t2), p2);
    let (c, f) = ends::<SHIFT>(simd, sub(simd, t1, t2), p1);
    let (d, e) = ends::<SHIFT>(simd, sub(simd, t0, t3), p0);
    [a, b, c, d, e, f, g, h]
}

#[inline(always)]
fn zip(simd: V3, a: __m256i, b: __m256i) -> Wide {
    (simd.avx2._mm256_unpacklo_epi16(a, b), simd.avx2._mm256_unpackhi_epi16(a, b))
}

#[inline(always)]
fn add(simd: V3, a: Wide, b: Wide) -> Wide {
    (simd.avx2._mm256_add_epi32(a.0, b.0), simd.avx2._mm256_add_epi32(a.1, b.1))
}

#[inline(always)]
fn sub(simd: V3, a: Wide, b: Wide) -> Wide {
    (simd.avx2._mm256_sub_epi32(a.0, b.0), simd.avx2._mm256_sub_epi32(a.1, b.1))
}

/// The sum of both products of each pair.
#[inline(always)]
fn madd(simd: V3, pairs: Wide, by: [i16; 2]) -> Wide {
    let by = cast([by; 8]);
    (simd.avx2._mm256_madd_epi16(pairs.0, by), simd.avx2._mm256_madd_epi16(pairs.1, by))
}

/// Times 8192, and what rounds the result.
#[inline(always)]
fn scaled(simd: V3, a: __m256i, round: i32) -> Wide {
    let (low, high) = zip(simd, simd.avx._mm256_setzero_si256(), a);
    let (low, high) =
        (simd.avx2._mm256_srai_epi32::<3>(low), simd.avx2._mm256_srai_epi32::<3>(high));
    let round = cast([round; 8]);
    add(simd, (low, high), (round, round))
}

/// Sum and difference, brought back to 16 bits.
#[inline(always)]
fn ends<const SHIFT: i32>(simd: V3, a: Wide, b: Wide) -> (__m256i, __m256i) {
    (narrow::<SHIFT>(simd, add(simd, a, b)), narrow::<SHIFT>(simd, sub(simd, a, b)))
}

#[inline(always)]
fn narrow<const SHIFT: i32>(simd: V3, a: Wide) -> __m256i {
    let low = simd.avx2._mm256_srai_epi32::<SHIFT>(a.0);
    let high = simd.avx2._mm256_srai_epi32::<SHIFT>(a.1);
    simd.avx2._mm256_packs_epi32(low, high)
}

/// Two lines of samples of all blocks, from eight columns of both.
#[inline(always)]
fn write(simd: V3, s: [__m256i; 8], rows: &mut [u8], stride: usize) {
    let v = simd.avx2;
    let [s0, s1, s2, s3, s4, s5, s6, s7] = s;
    let (a, b) = (bytes(simd, s0, s2), bytes(simd, s1, s3));
    let (c, d) = (bytes(simd, s4, s6), bytes(simd, s5, s7));
    let (ab, cd) = (v._mm256_unpacklo_epi8(a, b), v._mm256_unpacklo_epi8(c, d));
    let (ab2, cd2) = (v._mm256_unpackhi_epi8(a, b), v._mm256_unpackhi_epi8(c, d));
    let near = (v._mm256_unpacklo_epi16(ab, ab2), v._mm256_unpacklo_epi16(cd, cd2));
    let far = (v._mm256_unpackhi_epi16(ab, ab2), v._mm256_unpackhi_epi16(cd, cd2));
    let blocks: [[[u8; 16]; 2]; 4] = [
        cast(v._mm256_unpacklo_epi32(near.0, near.1)),
        cast(v._mm256_unpackhi_epi32(near.0, near.1)),
        cast(v._mm256_unpacklo_epi32(far.0, far.1)),
        cast(v._mm256_unpackhi_epi32(far.0, far.1)),
    ];
    let Some((first, second)) = rows.split_at_mut_checked(stride) else { return };
    let rows =
        (first.first_chunk_mut::<{ 8 * LANES }>(), second.first_chunk_mut::<{ 8 * LANES }>());
    let (Some(first), Some(second)) = rows else { return };
    let (first, second) = (first.as_chunks_mut().0, second.as_chunks_mut().0);
    for ((to_first, to_second), [above, below]) in first.iter_mut().zip(second).zip(blocks) {
        (*to_first, *to_second) = (above, below);
    }
}

#[inline(always)]
fn bytes(simd: V3, a: __m256i, b: __m256i) -> __m256i {
    simd.avx2._mm256_xor_si256(simd.avx2._mm256_packs_epi16(a, b), cast([0x80_u8; 32]))
}
