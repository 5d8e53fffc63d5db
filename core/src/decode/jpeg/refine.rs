//! Huffman-coded scans that send one more bit of AC coefficients.

use super::bits::{Bits, Window};
use super::blocks::{Blocks, Place, Unit};
use super::cut::low16;
use super::huffman::Codes;
use super::pass::Coder;
use super::progressive::Target;
use super::scan::Scan;
use super::zigzag::place;

pub(super) struct AcRefine {
    place: Option<Place>,
    codes: Option<Box<Codes>>,
    first: u32,
    last: u32,
    low: u32,
    /// Blocks without new coefficients that are still to come.
    run: u32,
}

impl AcRefine {
    pub(super) fn new(scan: &Scan, places: &[Place]) -> Self {
        let spec = scan.components.first().and_then(|c| c.ac.as_ref());
        Self {
            place: places.first().copied(),
            codes: spec.map(|spec| Box::new(Codes::new(spec))),
            first: u32::from(scan.band.0),
            last: u32::from(scan.band.1),
            low: u32::from(scan.low),
            run: 0,
        }
    }

    /// True if more blocks were announced than came.
    pub(super) const fn runs_on(&self) -> bool {
        self.run > 0
    }

    /// Reads new coefficients up to the end of the block's band or of the data for it. Returns where
    /// those begin that are only refined.
    #[inline(always)]
    fn new_ones(
        &mut self,
        bits: &mut Bits,
        window: &Window,
        codes: &Codes,
        to: &mut Target<'_>,
    ) -> u32 {
        let before = *to.mask;
        let mut k = self.first;
        while k <= self.last {
            bits.refill(window);
            let symbol = codes.symbol(bits);
            let (run, size) = (symbol >> 4, symbol & 15);
            if size == 0 && run != 15 {
                self.run = 1_u32.wrapping_shl(run).wrapping_add(bits.take(run));
                return k;
            }
            bits.faulty |= size > 1;
            let sign = if size != 0 && bits.take(1) != 0 { 1 } else { -1_i32 };
            let stop = self.stop(before, k, run);
            if stop > k {
                self.correct(bits, window, before & span(k, stop.wrapping_sub(1)), to);
            }
            if size != 0 {
                bits.faulty |= stop > self.last;
                to.put(stop.min(63), low16(sign.wrapping_shl(self.low)));
            }
            k = stop.wrapping_add(1);
        }
        k
    }

    /// The place of the zero coefficient behind `run` others from `k` on; behind the band if it has
    /// not so many.
    #[inline(always)]
    fn stop(&self, before: u64, k: u32, run: u32) -> u32 {
        let mut zeros = !before & span(k, self.last);
        let next = |zeros: u64| zeros & zeros.wrapping_sub(1);
        // Most runs are short, and nobody can foretell how short: up to three there is no branch.
        zeros = if run & 1 != 0 { next(zeros) } else { zeros };
        zeros = if run & 2 != 0 { next(next(zeros)) } else { zeros };
        for _ in 0..run & !3 {
            zeros = next(zeros);
        }
        if zeros == 0 { self.last.wrapping_add(1) } else { zeros.trailing_zeros() }
    }

    /// Takes a bit for each of these coefficients, none of which is zero.
    #[inline(always)]
    fn correct(&self, bits: &mut Bits, window: &Window, mut which: u64, to: &mut Target<'_>) {
        while which != 0 {
            bits.refill(window);
            let count = which.count_ones().min(48);
            let mut all = bits.all();
            bits.consume(count);
            let Some(group) = &mut to.group else {
                for _ in 0..count {
                    which &= which.wrapping_sub(1);
                }
                continue;
            };
            for _ in 0..count {
                let k = which.trailing_zeros();
                if let Some(value) = place(group, k, to.lane) {
                    *value = corrected(*value, all, self.low);
                    if *value == 0 {
                        *to.mask &= !1_u64.wrapping_shl(k);
                    }
                }
                all = all.wrapping_shl(1);
                which &= which.wrapping_sub(1);
            }
        }
    }
}

/// Adds a bit to the magnitude if the top one of `bits` says so, and it is not there yet.
#[inline(always)]
fn corrected(value: i16, bits: u64, low: u32) -> i16 {
    // No branch: nobody can foretell which of these bits are set.
    let asked = i16::from(bits >> 63 != 0);
    let set = asked & !value.wrapping_shr(low) & 1;
    value.wrapping_add(((value >> 15) | 1).wrapping_mul(set.wrapping_shl(low)))
}

/// Bits `from` to `to`, both up to 63.
#[inline(always)]
const fn span(from: u32, to: u32) -> u64 {
    u64::MAX.wrapping_shl(from) & u64::MAX.wrapping_shr(63_u32.wrapping_sub(to))
}

impl Coder for AcRefine {
    fn restart(&mut self) {
        self.run = 0;
    }

    #[inline(always)]
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]) {
        let Some(mut to) = self.place.and_then(|place| Target::of(blocks, place, unit)) else {
            return;
        };
        let Some(codes) = self.codes.take() else { return };
        let mut k = self.first;
        let before = *to.mask;
        if self.run == 0 {
            k = self.new_ones(bits, window, &codes, &mut to);
        }
        self.codes = Some(codes);
        if self.run > 0 {
            if k <= self.last {
                self.correct(bits, window, before & span(k, self.last), &mut to);
            }
            self.run = self.run.wrapping_sub(1);
        }
    }
}
