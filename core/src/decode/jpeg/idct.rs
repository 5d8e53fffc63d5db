//! The inverse DCT of libjpeg's `JDCT_ISLOW` (Loeffler, Ligtenberg and Moschytz, 13 bits after the
//! point), eight blocks at a time, a block a lane: no transposition, and every step is one vector
//! instruction. Values out of range, which only damaged or forged files have, wrap and saturate in
//! 16 bits as the SSE2 and AVX2 code of libjpeg-turbo has them.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "fixed arrays, indexed by loops that are unrolled; the sums are bounded by 16 bits"
)]

#[cfg(target_arch = "x86_64")]
use core::any::Any;

use pulp::Simd;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

use super::cut::{low16, unsigned};
#[cfg(target_arch = "x86_64")]
use super::madd;
use super::zigzag::{Group, LANES};

/// Divisors of one component, in natural order, cut to 16 bits: the same in every lane.
pub(super) type Divisors = Group;

/// Writes eight blocks side by side at `out`, whose rows lie `stride` apart. `used` is one more than
/// the last coefficient, in the file's order, that is not zero in any block.
#[inline(always)]
pub(super) fn group<S: Simd>(
    simd: S,
    c: &Group,
    q: &Divisors,
    used: u32,
    out: &mut [u8],
    stride: usize,
) {
    match used {
        0..=1 => flat(c, q, out, stride),
        2..=10 => best::<S, 4>(simd, c, q, out, stride),
        11..=21 => best::<S, 6>(simd, c, q, out, stride),
        _ => best::<S, 8>(simd, c, q, out, stride),
    }
}

/// The way that suits the machine.
#[inline(always)]
fn best<S: Simd, const ROWS: usize>(
    simd: S,
    c: &Group,
    q: &Divisors,
    out: &mut [u8],
    stride: usize,
) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = avx2(simd) {
        if !madd::part::<ROWS>(simd, c, q, out, stride) {
            rare(c, q, out, stride);
        }
        return;
    }
    _ = simd;
    part::<ROWS>(c, q, out, stride);
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn avx2<S: Simd>(simd: S) -> Option<V3> {
    let simd: &dyn Any = &simd;
    simd.downcast_ref::<V4>().map(|v4| **v4).or_else(|| simd.downcast_ref().copied())
}

/// Blocks that wrap, in files that are damaged or forged.
#[cfg(target_arch = "x86_64")]
#[cold]
#[inline(never)]
fn rare(c: &Group, q: &Divisors, out: &mut [u8], stride: usize) {
    part::<8>(c, q, out, stride);
}

/// One pass. Products of 16 bits by 16 are the cheapest that vector units have, so what the paper adds
/// up before it multiplies is multiplied out.
#[inline(always)]
fn butterfly(i: [i16; 8]) -> [i32; 8] {
    let m = |a: i16, b: i32| i32::from(a).wrapping_mul(b);
    let a = |a: i32, b: i32| a.wrapping_add(b);
    let s = |a: i32, b: i32| a.wrapping_sub(b);
    let t2 = a(m(i[2], 4433), m(i[6], -10704));
    let t3 = a(m(i[2], 10703), m(i[6], 4433));
    let t0 = i32::from(i[0].wrapping_add(i[4])) << 13;
    let t1 = i32::from(i[0].wrapping_sub(i[4])) << 13;
    let (t10, t13, t11, t12) = (a(t0, t3), s(t0, t3), a(t1, t2), s(t1, t2));
    let (o0, o1, o2, o3) = (i[7], i[5], i[3], i[1]);
    let (z3, z4) = (o0.wrapping_add(o2), o1.wrapping_add(o3));
    let (z3, z4) = (a(m(z3, -6436), m(z4, 9633)), a(m(z3, 9633), m(z4, 6437)));
    let p0 = a(a(m(o0, -4927), m(o3, -7373)), z3);
    let p1 = a(a(m(o1, -4176), m(o2, -20995)), z4);
    let p2 = a(a(m(o1, -20995), m(o2, 4177)), z3);
    let p3 = a(a(m(o0, -7373), m(o3, 4926)), z4);
    [a(t10, p3), a(t11, p2), a(t12, p1), a(t13, p0), s(t13, p0), s(t12, p1), s(t11, p2), s(t10, p3)]
}

/// What the first pass makes of the columns: a lane a block.
type Columns<const COLUMNS: usize> = [[[i16; LANES]; 8]; COLUMNS];

/// Only the first `ROWS` rows and columns of coefficients may be other than zero.
#[inline(always)]
fn part<const ROWS: usize>(c: &Group, q: &Divisors, out: &mut [u8], stride: usize) {
    let mut ws = [[[0; LANES]; 8]; ROWS];
    for (col, to) in ws.iter_mut().enumerate() {
        column::<ROWS>(c, q, col, to);
    }
    let mut wide = 0;
    for (line, q) in c.iter().zip(q).take(ROWS) {
        for (c, q) in line.iter().zip(q) {
            wide |= (i32::from(c.wrapping_mul(*q)) + 8192) & !16383;
        }
    }
    if wide != 0 {
        wrap(c, q, &mut ws);
    }
    for (r, row) in out.chunks_mut(stride).take(8).enumerate() {
        let Some(row) = row.first_chunk_mut::<{ 8 * LANES }>() else { return };
        samples::<ROWS>(&ws, r, row);
    }
}

#[inline(always)]
fn column<const ROWS: usize>(c: &Group, q: &Divisors, col: usize, column: &mut [[i16; LANES]; 8]) {
    for l in 0..LANES {
        let mut i = [0; 8];
        for r in 0..ROWS {
            i[r] = c[r * 8 + col][l].wrapping_mul(q[r * 8 + col][l]);
        }
        let o = butterfly(i);
        for r in 0..8 {
            column[r][l] = low16((o[r].wrapping_add(1 << 10) >> 11).clamp(-32768, 32767));
        }
    }
}

/// One line of samples of all blocks.
#[inline(always)]
fn samples<const ROWS: usize>(ws: &Columns<ROWS>, r: usize, row: &mut [u8; 8 * LANES]) {
    let mut lo = [0_u32; LANES];
    let mut hi = [0_u32; LANES];
    for l in 0..LANES {
        let mut i = [0; 8];
        for x in 0..ROWS {
            i[x] = ws[x][r][l];
        }
        let o = butterfly(i);
        let p = |v: i32| unsigned((v.wrapping_add(1 << 17) >> 18).clamp(-128, 127) + 128);
        lo[l] = p(o[0]) | p(o[1]) << 8 | p(o[2]) << 16 | p(o[3]) << 24;
        hi[l] = p(o[4]) | p(o[5]) << 8 | p(o[6]) << 16 | p(o[7]) << 24;
    }
    for l in 0..LANES {
        let v = u64::from(lo[l]) | u64::from(hi[l]) << 32;
        row[l * 8..l * 8 + 8].copy_from_slice(&v.to_le_bytes());
    }
}

/// A block with nothing below its first row of coefficients wraps where others saturate.
#[cold]
#[inline(never)]
fn wrap<const ROWS: usize>(c: &Group, q: &Divisors, ws: &mut Columns<ROWS>) {
    for l in 0..LANES {
        if c[8..].iter().all(|line| line[l] == 0) {
            for (i, column) in ws.iter_mut().enumerate() {
                for line in column {
                    line[l] = c[i][l].wrapping_mul(q[i][l]) << 2;
                }
            }
        }
    }
}

/// Blocks of one colour.
#[inline(always)]
fn flat(c: &Group, q: &Divisors, out: &mut [u8], stride: usize) {
    let mut line = [0_u8; 8 * LANES];
    for l in 0..LANES {
        let v = i32::from(c[0][l].wrapping_mul(q[0][l]) << 2);
        let p = (((v + 16) >> 5) + 128).clamp(0, 255);
        line[l * 8..l * 8 + 8].fill(u8::try_from(p).unwrap_or(0));
    }
    for row in out.chunks_mut(stride).take(8) {
        row[..8 * LANES].copy_from_slice(&line);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use pulp::{Arch, WithSimd};

    use super::*;
    use crate::decode::jpeg::zigzag::put;

    /// The transform of one block straight from its definition (T.81, A.3.3), in f64.
    fn naive(block: &[i32; 64]) -> Vec<f64> {
        let scale = |k: usize| if k == 0 { 0.5_f64.sqrt() } else { 1.0 };
        let cosine = |x: usize, k: usize| {
            let angle = u32::try_from((2 * x + 1) * k).unwrap();
            (f64::from(angle) * std::f64::consts::PI / 16.0).cos()
        };
        let mut samples = Vec::new();
        for (y, x) in (0..64).map(|at| (at / 8, at % 8)) {
            let mut sum = 0.0;
            for (at, value) in block.iter().enumerate() {
                let (v, u) = (at / 8, at % 8);
                sum += scale(u) * scale(v) * f64::from(*value) * cosine(x, u) * cosine(y, v);
            }
            samples.push((sum / 4.0 + 128.0).clamp(0.0, 255.0));
        }
        samples
    }

    #[test]
    fn eight_blocks_at_once_are_each_the_transform_by_its_definition() {
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        let mut divisors = [[0; LANES]; 64];
        for divisor in &mut divisors {
            divisor.fill(i16::try_from(1 + random(40)).unwrap());
        }
        for used in [1, 2, 5, 10, 11, 21, 22, 30, 64] {
            let mut coefficients = [[0; LANES]; 64];
            for (k, lane) in (0..used).flat_map(|k| (0..LANES).map(move |lane| (k, lane))) {
                let value = i16::try_from(random(41)).unwrap() - 20;
                put(&mut coefficients, k, lane, value / i16::try_from(k / 8 + 1).unwrap());
            }
            let out = computed(&coefficients, &divisors, used, true);
            assert_eq!(out, computed(&coefficients, &divisors, used, false), "{used}");
            for lane in 0..LANES {
                let mut block = [0; 64];
                for ((to, c), q) in block.iter_mut().zip(&coefficients).zip(&divisors) {
                    *to = i32::from(c[lane]) * i32::from(q[lane]);
                }
                for (at, wanted) in naive(&block).into_iter().enumerate() {
                    let got = f64::from(out[at / 8 * 8 * LANES + lane * 8 + at % 8]);
                    assert!((got - wanted).abs() <= 1.0, "{used} {lane} {at}: {got} {wanted}");
                }
            }
        }
    }

    #[test]
    fn values_out_of_range_come_out_the_same_on_every_machine() {
        let mut seed = 7_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            {
                let [a, b, _, _] = seed.to_be_bytes();
                i16::from_be_bytes([a, b])
            }
        };
        for (used, round) in
            [1, 2, 8, 10, 15, 21, 28, 64].into_iter().flat_map(|u| (0..50).map(move |r| (u, r)))
        {
            let mut coefficients = [[0; LANES]; 64];
            for (k, lane) in (0..used).flat_map(|k| (0..LANES).map(move |lane| (k, lane))) {
                // Fewer bits each round, so that some products fit and others do not.
                put(&mut coefficients, k, lane, random() >> (round % 16));
            }
            let divisors = core::array::from_fn(|_| [random() >> (round / 4); LANES]);
            let best = computed(&coefficients, &divisors, used, true);
            assert_eq!(best, computed(&coefficients, &divisors, used, false), "{used} {round}");
        }
    }

    /// What the vector instructions of this machine make of a group, or those that every machine has.
    fn computed(c: &Group, q: &Divisors, used: u32, best: bool) -> Vec<u8> {
        let mut out = vec![0; 8 * 8 * LANES];
        let run = Run { c, q, used, out: &mut out };
        if best {
            Arch::new().dispatch(run)
        } else {
            run.with_simd(pulp::Scalar::new())
        }
        out
    }

    struct Run<'r> {
        c: &'r Group,
        q: &'r Divisors,
        used: u32,
        out: &'r mut [u8],
    }

    impl WithSimd for Run<'_> {
        type Output = ();

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            group(simd, self.c, self.q, self.used, self.out, 8 * LANES);
        }
    }
}
