//! Numbers of any width in bits, as parameter sets have them (ITU-T H.264, 7.2 and 9.1).

/// Reads from the first bit on; `None` behind the last.
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn bit(&mut self) -> Option<u32> {
        let byte = *self.bytes.get(self.at / 8)?;
        let shift = 7_usize.saturating_sub(self.at % 8);
        self.at = self.at.checked_add(1)?;
        Some(u32::from(byte >> shift) & 1)
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        self.bit().map(|bit| bit == 1)
    }

    /// At most 32 bits.
    pub(crate) fn number(&mut self, bits: u32) -> Option<u32> {
        (0..bits).try_fold(0_u32, |number, _| Some(number.wrapping_shl(1) | self.bit()?))
    }

    pub(crate) fn skip(&mut self, bits: usize) -> Option<()> {
        self.at = self.at.checked_add(bits)?;
        Some(())
    }

    /// `ue(v)`: as many zeros as there are bits behind the one.
    pub(crate) fn golomb(&mut self) -> Option<u32> {
        let mut zeros = 0_u32;
        while self.bit()? == 0 {
            zeros = zeros.checked_add(1).filter(|zeros| *zeros < 32)?;
        }
        let rest = self.number(zeros)?;
        1_u32.checked_shl(zeros)?.checked_sub(1)?.checked_add(rest)
    }

    /// `se(v)`.
    pub(crate) fn signed(&mut self) -> Option<i64> {
        let code = i64::from(self.golomb()?);
        let half = code.checked_add(1)? / 2;
        Some(if code % 2 == 1 { half } else { half.checked_neg()? })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn codes_are_read_as_the_table_of_the_standard_has_them() {
        // 1 | 010 | 011 | 00100 | 00101
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        let numbers: Vec<_> = (0..5).map(|_| bits.golomb()).collect();
        assert_eq!(numbers, [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        let numbers: Vec<_> = (0..5).map(|_| bits.signed()).collect();
        assert_eq!(numbers, [Some(0), Some(1), Some(-1), Some(2), Some(-2)]);
    }

    #[test]
    fn nothing_is_behind_the_end_and_no_code_is_longer_than_32_bits() {
        assert_eq!(Bits::new(&[]).bit(), None);
        assert_eq!(Bits::new(&[0; 40]).golomb(), None);
        assert_eq!(Bits::new(&[0xff; 4]).number(32), Some(u32::MAX));
        assert_eq!(Bits::new(&[0xff; 4]).number(33), None);
        let mut bits = Bits::new(&[0xff]);
        assert_eq!((bits.skip(usize::MAX), bits.skip(1), bits.bit()), (Some(()), None, None));
    }
}
