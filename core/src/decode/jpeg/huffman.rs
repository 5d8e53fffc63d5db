use super::bits::Bits;
use super::cut::{index, signed, unsigned};
use crate::undecided::Undecided;

/// A Huffman table as the file has it: how many codes of each length, and their symbols in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spec {
    pub(super) counts: [u8; 16],
    pub(super) symbols: Vec<u8>,
}

impl Spec {
    /// Refuses what libjpeg refuses: more codes of a length than there are, or one of all ones; for
    /// a table of DC differences also a symbol that is no number of bits.
    pub(super) fn check(&self, most: u8) -> Result<(), Undecided> {
        let mut code = 0_u32;
        for (length, count) in (1_u32..).zip(self.counts) {
            code = code.wrapping_mul(2).wrapping_add(u32::from(count));
            if count > 0 && code >= 1_u32.wrapping_shl(length) {
                return Err(Undecided::Corrupt);
            }
        }
        if self.symbols.iter().all(|symbol| *symbol <= most) {
            Ok(())
        } else {
            Err(Undecided::Corrupt)
        }
    }
}

/// Bits of a look-up.
pub(super) const LOOK_BITS: u32 = 11;

/// Entries of a look-up.
pub(super) const ENTRIES: usize = 1 << LOOK_BITS;

/// The entry for the bits that come next.
#[inline(always)]
pub(super) fn look<T: Copy + Default>(table: &[T; ENTRIES], at: usize) -> T {
    table.get(at & ENTRIES.wrapping_sub(1)).copied().unwrap_or_default()
}

/// Any table: a look-up of short codes, then the canonical search.
pub(super) struct Codes {
    short: Box<[u16; ENTRIES]>,
    /// Largest code of each length, -1 for none.
    largest: [i32; 17],
    /// What to add to a code of each length for the index of its symbol.
    offset: [i32; 17],
    symbols: [u8; 256],
}

impl Codes {
    pub(super) fn new(spec: &Spec) -> Self {
        let mut codes = Self {
            short: Box::new([0; ENTRIES]),
            largest: [-1; 17],
            offset: [0; 17],
            symbols: [0; 256],
        };
        for (to, symbol) in codes.symbols.iter_mut().zip(&spec.symbols) {
            *to = *symbol;
        }
        let (mut code, mut first) = (0_u32, 0_u32);
        for (length, count) in (1_u32..).zip(spec.counts) {
            let next = code.wrapping_add(u32::from(count));
            let end = first.wrapping_add(u32::from(count));
            let at = index(length);
            if let (Some(largest), Some(offset)) =
                (codes.largest.get_mut(at), codes.offset.get_mut(at))
            {
                *offset = signed(first.wrapping_sub(code));
                *largest = if count > 0 { signed(next).wrapping_sub(1) } else { -1 };
            }
            let symbols = spec.symbols.get(index(first)..index(end)).unwrap_or_default();
            for (code, symbol) in (code..next).zip(symbols) {
                codes.add_short(code, length, *symbol);
            }
            (code, first) = (next.wrapping_mul(2), end);
        }
        codes
    }

    fn add_short(&mut self, code: u32, length: u32, symbol: u8) {
        let Some(free) = LOOK_BITS.checked_sub(length) else { return };
        let start = index(code.wrapping_shl(free));
        let end = index(code.wrapping_add(1).wrapping_shl(free));
        let length = u16::try_from(length).unwrap_or(0);
        if let Some(entries) = self.short.get_mut(start..end) {
            entries.fill(u16::from(symbol) << 8 | length);
        }
    }

    /// Symbol and length of the code at the top of `LOOK_BITS` bits, if it is short.
    pub(super) fn short(&self, bits: usize) -> Option<(u32, u32)> {
        let entry = u32::from(look(&self.short, bits));
        (entry != 0).then_some((entry >> 8, entry & 31))
    }

    /// The next symbol. At least 17 bits must be ready.
    #[inline(always)]
    pub(super) fn symbol(&self, bits: &mut Bits) -> u32 {
        let entry = u32::from(look(&self.short, bits.top::<LOOK_BITS>()));
        if entry != 0 {
            bits.consume(entry);
            return entry >> 8;
        }
        let symbol;
        (symbol, *bits) = self.long(*bits);
        symbol
    }

    /// The bits go in and out by value: a reference to them would keep them in memory everywhere.
    #[cold]
    #[inline(never)]
    fn long(&self, mut bits: Bits) -> (u32, Bits) {
        for length in LOOK_BITS.wrapping_add(1)..=16 {
            let code = signed(bits.peek(length));
            let at = index(length);
            if code <= self.largest.get(at).copied().unwrap_or(-1) {
                bits.consume(length);
                let at = code.wrapping_add(self.offset.get(at).copied().unwrap_or(0));
                let symbol = self.symbols.get(index(unsigned(at) & 255)).copied().unwrap_or(0);
                return (u32::from(symbol), bits);
            }
        }
        // What libjpeg makes of a code that no table has: 17 bits are gone, and it is a zero.
        bits.consume(17);
        bits.faulty = true;
        (0, bits)
    }
}
