//! Which instructions a pass over the rows is compiled with: the best the processor has.

use pulp::{Arch, Simd, WithSimd};

/// Work that is compiled once per instruction set.
pub(super) trait Pass {
    /// Must be `#[inline(always)]`, so that it is compiled with the caller's instructions.
    fn run(&mut self);
}

/// An instruction set that this processor has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Level {
    /// See [`counting::V4Counting`].
    #[cfg(target_arch = "x86_64")]
    Counting(counting::V4Counting),
    /// Those that `pulp` names by itself: AVX-512, AVX2 with FMA, or the baseline, which on ARM64
    /// has NEON.
    Named(Arch),
}

impl Level {
    /// The fastest.
    pub(super) fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if let Some(counting) = counting::V4Counting::try_new() {
            return Self::Counting(counting);
        }
        Self::Named(Arch::new())
    }

    /// AVX2, where it is the best way to compare several queries: what counts bits by itself needs no
    /// tables.
    #[cfg(target_arch = "x86_64")]
    pub(super) fn shuffling(self) -> Option<pulp::x86::V3> {
        match self {
            Self::Counting(_) | Self::Named(Arch::Scalar) => None,
            Self::Named(Arch::V3(simd)) => Some(simd),
            Self::Named(Arch::V4(simd)) => Some(*simd),
            Self::Named(_) => None,
        }
    }

    /// Runs `pass` once.
    pub(super) fn run(self, pass: &mut impl Pass) {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Counting(counting) => counting.vectorize(
                #[inline(always)]
                || pass.run(),
            ),
            Self::Named(arch) => arch.dispatch(Dispatched(pass)),
        }
    }

    /// All that this processor has, for tests.
    #[cfg(test)]
    pub(super) fn all() -> Vec<Self> {
        let all = [Self::best(), Self::Named(Arch::new()), Self::Named(Arch::Scalar)];
        #[cfg(target_arch = "x86_64")]
        let narrower = match Arch::new() {
            Arch::V4(v4) => Some(Self::Named(Arch::V3(*v4))),
            _ => None,
        };
        #[cfg(not(target_arch = "x86_64"))]
        let narrower = None;
        all.into_iter().chain(narrower).collect()
    }
}

struct Dispatched<'a, P>(&'a mut P);

impl<P: Pass> WithSimd for Dispatched<'_, P> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        self.0.run();
    }
}

/// AVX-512 with an instruction that counts bits (Intel since 2019, AMD since 2022): more than twice
/// as fast as without for several queries. `pulp`'s macro makes the type: a value of it exists only
/// after the processor was asked.
#[cfg(target_arch = "x86_64")]
mod counting {
    pulp::simd_type!({
        pub(in crate::lookup::near) struct V4Counting {
            popcnt: f!("popcnt"),
            avx512f: f!("avx512f"),
            avx512vl: f!("avx512vl"),
            avx512bw: f!("avx512bw"),
            avx512dq: f!("avx512dq"),
            avx512vpopcntdq: f!("avx512vpopcntdq"),
        }
    });
}
