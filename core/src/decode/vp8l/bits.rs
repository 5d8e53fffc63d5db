use crate::undecided::Undecided;

/// Bits of a lossless WebP, least significant first. Behind the last byte there are zeros to look
/// at, and nothing to take.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    position: u64,
}

impl<'a> Bits<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data, position: 0 }
    }

    /// The next bits without taking them; at most 32.
    pub(super) fn peek(&self, count: u32) -> u32 {
        let start = usize::try_from(self.position >> 3).unwrap_or(usize::MAX);
        let rest = self.data.get(start..).unwrap_or_default();
        let mut bytes = [0; 8];
        for (to, from) in bytes.iter_mut().zip(rest) {
            *to = *from;
        }
        let mask = 1_u64.checked_shl(count).map_or(u64::MAX, |bit| bit.saturating_sub(1));
        let bits = u64::from_le_bytes(bytes) >> (self.position & 7) & mask;
        u32::try_from(bits).unwrap_or(u32::MAX)
    }

    pub(super) fn skip(&mut self, count: u32) -> Result<(), Undecided> {
        let after = self.position.saturating_add(u64::from(count));
        if after.div_ceil(8) > u64::try_from(self.data.len()).unwrap_or(u64::MAX) {
            return Err(Undecided::Truncated);
        }
        self.position = after;
        Ok(())
    }

    /// Takes a number; at most 32 bits.
    pub(super) fn take(&mut self, count: u32) -> Result<u32, Undecided> {
        let bits = self.peek(count);
        self.skip(count)?;
        Ok(bits)
    }

    pub(super) fn flag(&mut self) -> Result<bool, Undecided> {
        Ok(self.take(1)? == 1)
    }
}
