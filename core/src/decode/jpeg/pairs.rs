use super::cut::{index, low16, signed, unsigned};
use super::huffman::{Codes, ENTRIES, LOOK_BITS, Spec, look};

/// Up to two AC coefficients and the end of the block in one look-up.
pub(super) struct Pairs {
    entries: Box<[Entry; ENTRIES]>,
    pub(super) codes: Codes,
}

/// Bits 0 to 5: length of all of it; 6 to 9: zeros before the first coefficient; 10 to 14: how far
/// behind it the last one stands; 15: the block ends; 16: not to be had from here; 17 to 23: second
/// coefficient; 24 to 31: first. Of a lone coefficient the second is zero and in the same place, to
/// be written before the first.
#[derive(Clone, Copy, Default)]
pub(super) struct Entry(u32);

const END: u32 = 1 << 15;
const SLOW: u32 = 1 << 16;

impl Entry {
    /// Its length, in the low six bits.
    #[inline(always)]
    pub(super) const fn length(self) -> u32 {
        self.0
    }

    #[inline(always)]
    pub(super) const fn to_first(self) -> u32 {
        self.0 >> 6 & 15
    }

    #[inline(always)]
    pub(super) const fn to_last(self) -> u32 {
        self.0 >> 10 & 31
    }

    #[inline(always)]
    pub(super) const fn is_slow(self) -> bool {
        self.0 & SLOW != 0
    }

    #[inline(always)]
    pub(super) const fn is_plain(self) -> bool {
        self.0 & (SLOW | END) == 0
    }

    #[inline(always)]
    pub(super) const fn first(self) -> i32 {
        signed(self.0) >> 24
    }

    #[inline(always)]
    pub(super) const fn second(self) -> i32 {
        signed(self.0 << 8) >> 25
    }
}

impl Pairs {
    pub(super) fn new(spec: &Spec) -> Self {
        let codes = Codes::new(spec);
        let mut entries = Box::new([Entry(SLOW); ENTRIES]);
        for (bits, entry) in (0_u32..).zip(entries.iter_mut()) {
            if let Some(found) = entry_of(&codes, bits) {
                *entry = found;
            }
        }
        Self { entries, codes }
    }

    #[inline(always)]
    pub(super) fn look(&self, at: usize) -> Entry {
        look(&self.entries, at)
    }
}

/// Bits of which the first ones are used up.
#[derive(Clone, Copy)]
struct Rest {
    bits: u32,
    left: u32,
}

impl Rest {
    /// Zeros and size of the next symbol, if it is whole.
    fn symbol(&mut self, codes: &Codes) -> Option<(u32, u32)> {
        let free = LOOK_BITS.wrapping_sub(self.left);
        let (symbol, length) = codes.short(index(self.bits.wrapping_shl(free)))?;
        self.left = self.left.checked_sub(length)?;
        Some((symbol >> 4, symbol & 15))
    }

    /// The coefficient of this size, if it is whole and fits into `most` bits with its sign.
    fn coefficient(&mut self, size: u32, most: u32) -> Option<i32> {
        if size == 0 || size >= most {
            return None;
        }
        self.left = self.left.checked_sub(size)?;
        let value = self.bits.wrapping_shr(self.left) & ones(size);
        let negative = value < 1_u32.wrapping_shl(size.wrapping_sub(1));
        let lowest = if negative { ones(size) } else { 0 };
        Some(signed(value.wrapping_sub(lowest)))
    }
}

const fn ones(count: u32) -> u32 {
    1_u32.wrapping_shl(count).wrapping_sub(1)
}

fn entry_of(codes: &Codes, bits: u32) -> Option<Entry> {
    let mut rest = Rest { bits, left: LOOK_BITS };
    let (run, size) = rest.symbol(codes)?;
    if (run, size) == (0, 0) {
        return Some(Entry(LOOK_BITS.wrapping_sub(rest.left) | END));
    }
    let first = rest.coefficient(size, 8)?;
    let (mut distance, mut second) = (run, 0);
    let mut end = ends_here(&mut rest, codes);
    if end == 0 {
        let mut ahead = rest;
        if let Some((run, size)) = ahead.symbol(codes)
            && let Some(value) = ahead.coefficient(size, 7)
            && let Some(to_last) =
                Some(distance.wrapping_add(run).wrapping_add(1)).filter(|to_last| *to_last < 32)
        {
            (rest, second, distance) = (ahead, value, to_last);
            end = ends_here(&mut rest, codes);
        }
    }
    let length = LOOK_BITS.wrapping_sub(rest.left);
    let values = (unsigned(i32::from(low16(second))) & 127) << 17 | unsigned(first) << 24;
    Some(Entry(length | run << 6 | distance << 10 | end | values))
}

/// Takes the end of the block, if it comes next.
fn ends_here(rest: &mut Rest, codes: &Codes) -> u32 {
    let mut ahead = *rest;
    if ahead.symbol(codes) == Some((0, 0)) {
        *rest = ahead;
        return END;
    }
    0
}
