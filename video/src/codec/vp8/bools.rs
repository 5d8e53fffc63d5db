/// The arithmetic decoder of RFC 6386, section 7. Behind the end of its bytes it reads zeros.
pub(super) struct Bools<'a> {
    rest: &'a [u8],
    /// What is looked at next begins at the top.
    window: u64,
    bits: u32,
    range: u32,
    made_up_bits: u32,
}

impl<'a> Bools<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, window: 0, bits: 0, range: 255, made_up_bits: 0 }
    }

    /// True once a decision hung on more than there was. Each looks at the next eight bits.
    pub(super) const fn is_over(&self) -> bool {
        self.made_up_bits > 0 && self.made_up_bits.saturating_add(8) > self.bits
    }

    fn fill(&mut self) {
        while self.bits <= 56 {
            let byte = match self.rest.split_first() {
                Some((first, rest)) => {
                    self.rest = rest;
                    *first
                }
                None => {
                    self.made_up_bits = self.made_up_bits.saturating_add(8);
                    0
                }
            };
            self.window |= u64::from(byte).wrapping_shl(56_u32.wrapping_sub(self.bits));
            self.bits = self.bits.wrapping_add(8);
        }
    }

    /// One decision; `zero` of 256 is how likely it is false.
    #[inline]
    pub(super) fn read(&mut self, zero: u8) -> bool {
        if self.bits < 16 {
            self.fill();
        }
        let part = self.range.wrapping_sub(1).wrapping_mul(u32::from(zero));
        let split = (part >> 8).wrapping_add(1);
        let at = u64::from(split).wrapping_shl(56);
        let bit = self.window >= at;
        if bit {
            self.window = self.window.wrapping_sub(at);
            self.range = self.range.wrapping_sub(split);
        } else {
            self.range = split;
        }
        // A range has eight bits.
        let shift = self.range.leading_zeros().wrapping_sub(24);
        self.range = self.range.wrapping_shl(shift);
        self.window = self.window.wrapping_shl(shift);
        self.bits = self.bits.wrapping_sub(shift);
        bit
    }

    pub(super) fn flag(&mut self) -> bool {
        self.read(128)
    }

    /// A number of so many bits, the highest first; at most 7.
    pub(super) fn number(&mut self, bits: u32) -> u8 {
        (0..bits).fold(0, |number, _| number << 1 | u8::from(self.flag()))
    }

    /// The same with its sign behind it.
    pub(super) fn signed(&mut self, bits: u32) -> i32 {
        let number = i32::from(self.number(bits));
        if self.flag() { number.wrapping_neg() } else { number }
    }

    /// The same, if it is there.
    pub(super) fn optional(&mut self, bits: u32) -> Option<i32> {
        self.flag().then(|| self.signed(bits))
    }
}
