use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

/// The bits of a strip, first bit in the upper place. Behind the end they are zero.
#[derive(Clone, Copy, Default)]
pub(super) struct Bits {
    held: u32,
    count: u32,
    /// Zeros that were made up because there was nothing more.
    beyond: u32,
    /// How many were used so far, for rows that begin at whole bytes or words.
    used: u64,
}

impl Bits {
    /// The next bits, at most 16, without using them.
    pub(super) fn peek(&mut self, count: u32, stored: &mut Stored<'_>) -> Result<u32, Undecided> {
        while self.count < count {
            let byte = stored.byte()?;
            if byte.is_none() {
                self.beyond = self.beyond.saturating_add(8);
            }
            self.held = (self.held << 8) | u32::from(byte.unwrap_or(0));
            self.count = self.count.saturating_add(8);
        }
        let low = self.held.checked_shr(self.count.saturating_sub(count)).unwrap_or(0);
        let mask = u32::MAX.checked_shr(32_u32.saturating_sub(count)).unwrap_or(0);
        Ok(low & mask)
    }

    /// Uses bits that were looked at.
    pub(super) fn skip(&mut self, count: u32) {
        self.count = self.count.saturating_sub(count);
        self.used = self.used.saturating_add(u64::from(count));
    }

    /// True if all that is left was made up.
    pub(super) const fn ended(&self) -> bool {
        self.beyond > 0 && self.count <= self.beyond
    }

    /// Goes to the next whole byte or word.
    pub(super) fn align(&mut self, bits: u32, stored: &mut Stored<'_>) -> Result<(), Undecided> {
        let over = self.used.checked_rem(u64::from(bits)).unwrap_or(0);
        let over = u32::try_from(over).unwrap_or(0);
        if over > 0 {
            let rest = bits.saturating_sub(over);
            self.peek(rest, stored)?;
            self.skip(rest);
        }
        Ok(())
    }
}
