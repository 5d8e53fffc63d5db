use super::bits::{Bits, Window};
use super::huffman::{Codes, ENTRIES, LOOK_BITS, Spec, look};

/// Steps over blocks of a component that is not shown: as many symbols in one look-up as fit.
pub(super) struct Skips {
    /// From an AC symbol on.
    inner: Box<[u16; ENTRIES]>,
    /// From the DC symbol on.
    start: Box<[u16; ENTRIES]>,
    dc: Codes,
    ac: Codes,
}

/// Bits 0 to 5: length; 6 to 11: how many coefficients on; then these two.
const END: u32 = 1 << 12;
const SLOW: u32 = 1 << 13;

impl Skips {
    pub(super) fn new(dc: &Spec, ac: &Spec) -> Self {
        let (dc, ac) = (Codes::new(dc), Codes::new(ac));
        let entry = |value: u32| u16::try_from(value).unwrap_or(0);
        let mut inner = Box::new([0; ENTRIES]);
        for (bits, to) in (0_u32..).zip(inner.iter_mut()) {
            let walked = walk(&ac, bits, LOOK_BITS);
            *to = entry(if walked.left == LOOK_BITS { SLOW } else { walked.entry() });
        }
        let mut start = Box::new([0; ENTRIES]);
        for (bits, to) in (0_u32..).zip(start.iter_mut()) {
            let at = super::cut::index(bits);
            let left = dc
                .short(at)
                .and_then(|(size, length)| LOOK_BITS.checked_sub(size.wrapping_add(length)));
            *to = entry(left.map_or(SLOW, |left| walk(&ac, bits, left).entry()));
        }
        Self { inner, start, dc, ac }
    }

    /// Steps over one block.
    #[inline(always)]
    pub(super) fn skip(&self, bits: &mut Bits, window: &Window) {
        bits.refill(window);
        let mut k = 1_u32;
        let entry = u32::from(look(&self.start, bits.top::<LOOK_BITS>()));
        if entry & SLOW == 0 {
            bits.consume(entry);
            if entry & END != 0 {
                return;
            }
            k = k.wrapping_add(entry >> 6 & 63);
        } else {
            let size = self.dc.symbol(bits);
            bits.consume(size & 15);
            bits.refill(window);
        }
        while k < 64 {
            for _ in 0..3 {
                let entry = u32::from(look(&self.inner, bits.top::<LOOK_BITS>()));
                let to = k.wrapping_add(entry >> 6 & 63);
                if entry & (SLOW | END) != 0 || to > 63 {
                    if entry & SLOW == 0 && to < 64 {
                        bits.consume(entry);
                        return;
                    }
                    bits.refill(window);
                    let Some(next) = self.one(bits, k) else { return };
                    k = next;
                    break;
                }
                bits.consume(entry);
                k = to;
            }
            bits.refill(window);
        }
    }

    /// One symbol: where the next coefficient stands, or nothing at the end of the block.
    #[inline(always)]
    fn one(&self, bits: &mut Bits, k: u32) -> Option<u32> {
        let symbol = self.ac.symbol(bits);
        let (run, size) = (symbol >> 4, symbol & 15);
        if size == 0 && run != 15 {
            bits.faulty |= run != 0;
            return None;
        }
        bits.consume(size);
        let next = k.wrapping_add(run).wrapping_add(1);
        bits.faulty |= next > 64;
        Some(next)
    }
}

/// What was stepped over from the top of some bits.
struct Walked {
    left: u32,
    on: u32,
    end: u32,
}

impl Walked {
    const fn entry(&self) -> u32 {
        LOOK_BITS.wrapping_sub(self.left) | self.on << 6 | self.end
    }
}

fn walk(ac: &Codes, bits: u32, left: u32) -> Walked {
    let mut walked = Walked { left, on: 0, end: 0 };
    while walked.end == 0 {
        let free = LOOK_BITS.wrapping_sub(walked.left);
        let Some((symbol, length)) = ac.short(super::cut::index(bits.wrapping_shl(free))) else {
            break;
        };
        let (run, size) = (symbol >> 4, symbol & 15);
        let on = walked.on.wrapping_add(run).wrapping_add(1);
        if (run, size) == (0, 0) {
            let Some(left) = walked.left.checked_sub(length) else { break };
            (walked.left, walked.end) = (left, END);
        } else if size == 0 && run != 15 || on > 60 {
            break;
        } else {
            let Some(left) = walked.left.checked_sub(length.wrapping_add(size)) else { break };
            (walked.left, walked.on) = (left, on);
        }
    }
    walked
}
