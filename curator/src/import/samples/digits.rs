/// Marsaglia's xorshift, as hex digits.
pub(super) struct Digits(u64);

impl Default for Digits {
    fn default() -> Self {
        Self(0x2545_F491_4F6C_DD1D)
    }
}

impl Digits {
    /// So many digits, in lower case.
    pub(super) fn hex(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length.saturating_add(16));
        while text.len() < length {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            let nibbles = (0..16).map(|at| self.0 >> (60_u32.saturating_sub(at << 2)) & 15);
            let digit = |nibble| u32::try_from(nibble).ok().and_then(|n| char::from_digit(n, 16));
            text.extend(nibbles.filter_map(digit));
        }
        text.truncate(length);
        text
    }

    /// 64 digits of which half the bits are set, as in the PDQ hash of a photograph.
    pub(super) fn pdq(&mut self) -> String {
        let half = self.hex(32);
        let other = half.chars().filter_map(|digit| char::from_digit(15 ^ digit.to_digit(16)?, 16));
        other.chain(half.chars()).collect()
    }

    /// In upper case.
    pub(super) fn upper(&mut self, length: usize) -> String {
        self.hex(length).to_ascii_uppercase()
    }
}
