use super::cut::{index, low32, signed};

/// Entropy-coded bytes without their stuffing; zeros follow the end of a segment.
pub(super) type Window = [u8; WINDOW_BYTES + 8];

pub(super) const WINDOW_BYTES: usize = 1 << 14;

/// 64 bits at the top of which the next bit stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bits {
    buffer: u64,
    /// How many of them count, in its low six bits.
    count: u32,
    /// Index in the window of the next byte to take in.
    pub(super) position: usize,
    /// A code that no table has, or a coefficient outside its block, was met.
    pub(super) faulty: bool,
}

impl Bits {
    /// Makes 56 bits or more ready.
    #[inline(always)]
    pub(super) fn refill(&mut self, window: &Window) {
        let start = self.position & (WINDOW_BYTES.wrapping_sub(1));
        let bytes = window.get(start..).and_then(|rest| rest.first_chunk()).copied();
        let next = u64::from_be_bytes(bytes.unwrap_or_default());
        self.buffer |= next.wrapping_shr(self.count);
        let taken = 63_u32.wrapping_sub(self.count & 63) >> 3;
        self.position = self.position.wrapping_add(index(taken));
        self.count |= 56;
    }

    /// Steps over as many bits as the low six bits of `count` say. What stands above them, in an entry
    /// of a look-up, does not matter: each look-up waits for the one before it, and a mask would make
    /// it wait longer.
    #[inline(always)]
    pub(super) fn consume(&mut self, count: u32) {
        self.buffer = self.buffer.wrapping_shl(count);
        self.count = self.count.wrapping_sub(count);
    }

    /// The next `N` bits, which stay; N is 1 to 32.
    #[inline(always)]
    pub(super) fn top<const N: u32>(&self) -> usize {
        index(low32(self.buffer.wrapping_shr(64_u32.wrapping_sub(N))))
    }

    /// The next bits, 0 to 16, which stay.
    #[inline(always)]
    pub(super) fn peek(&self, count: u32) -> u32 {
        low32((self.buffer >> 1).wrapping_shr(63_u32.wrapping_sub(count)))
    }

    #[inline(always)]
    pub(super) fn take(&mut self, count: u32) -> u32 {
        let value = self.peek(count);
        self.consume(count);
        value
    }

    /// A difference or coefficient of this many bits, 0 to 15 (T.81, figure F.12).
    #[inline(always)]
    pub(super) fn extend(&mut self, count: u32) -> i32 {
        let value = signed(self.peek(count));
        let negative = signed(low32(self.buffer >> 63)).wrapping_sub(1);
        self.consume(count);
        value.wrapping_add(negative & (-1_i32).wrapping_shl(count).wrapping_add(1))
    }

    /// All bits that are ready, the next one at the top; 56 or more after [`Self::refill`].
    #[inline(always)]
    pub(super) const fn all(&self) -> u64 {
        self.buffer
    }

    /// How many bytes of the window are used up, the last one perhaps in part.
    pub(super) fn used_bytes(&self) -> usize {
        self.position.saturating_sub(index(self.count & 63) / 8)
    }
}
