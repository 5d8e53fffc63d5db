use super::cut::{signed, unsigned};
use super::source::Source;
use crate::decode::BlockReader;

/// The data of a scan, and the file that they come from.
pub(super) struct Feed<'f, 'r> {
    pub(super) source: &'f mut Source,
    pub(super) reader: &'f mut BlockReader<'r>,
}

/// The arithmetic decoder: each decision is a coin whose bias a bin remembers (T.81, D.2).
#[derive(Clone, Debug)]
pub(super) struct Coin {
    /// Code register: base of the interval above the bits that wait.
    code: u32,
    /// Size of the interval.
    interval: u32,
    /// Bits that wait; below 0 while the register is filled.
    waiting: i32,
    stopped: bool,
    /// Zeros that took the place of bytes behind the end of the segment.
    pub(super) made_up: u32,
}

impl Default for Coin {
    fn default() -> Self {
        Self { code: 0, interval: 0, waiting: -16, stopped: false, made_up: 0 }
    }
}

impl Coin {
    /// Gives up on the segment.
    pub(super) const fn stop(&mut self) {
        self.stopped = true;
    }

    pub(super) const fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// One decision, by the bin `at`, which learns from it.
    pub(super) fn toss(&mut self, bins: &mut [u8], at: usize, feed: &mut Feed<'_, '_>) -> bool {
        let Some(bin) = bins.get_mut(at) else { return false };
        let (decision, next) = self.decide(*bin, feed);
        *bin = next;
        decision
    }

    /// A decision without a bias.
    pub(super) fn even(&mut self, feed: &mut Feed<'_, '_>) -> bool {
        self.decide(EVEN, feed).0
    }

    /// Doubles `size` as long as the decisions say so; `None` if it gets too large. `at` is the bin
    /// of the first, then of the last.
    pub(super) fn magnitude(
        &mut self,
        bins: &mut [u8],
        at: &mut usize,
        mut size: u32,
        feed: &mut Feed<'_, '_>,
    ) -> Option<u32> {
        while self.toss(bins, *at, feed) {
            size <<= 1;
            if size == 0x8000 {
                return None;
            }
            *at = at.wrapping_add(1);
        }
        Some(size)
    }

    /// The value of a magnitude category (figure F.24).
    pub(super) fn value(
        &mut self,
        bins: &mut [u8],
        at: usize,
        size: u32,
        negative: bool,
        feed: &mut Feed<'_, '_>,
    ) -> i32 {
        let mut value = size;
        let mut bit = size >> 1;
        while bit > 0 {
            if self.toss(bins, at, feed) {
                value |= bit;
            }
            bit >>= 1;
        }
        let value = signed(value).wrapping_add(1);
        if negative { value.wrapping_neg() } else { value }
    }

    /// The decision, and what the bin is then.
    fn decide(&mut self, bin: u8, feed: &mut Feed<'_, '_>) -> (bool, u8) {
        self.renormalise(feed);
        let state = STATES.get(usize::from(bin & 0x7f)).copied().unwrap_or_default();
        let (size, after_less, after_more, switch) = state;
        let size = u32::from(size);
        let likely = bin & 0x80;
        let less = (likely ^ 0x80, likely ^ (switch << 7) | after_less);
        let more = (likely, likely | after_more);
        self.interval = self.interval.wrapping_sub(size);
        let bound = self.interval.wrapping_shl(unsigned(self.waiting));
        let (decision, next) = if self.code >= bound {
            self.code = self.code.wrapping_sub(bound);
            let exchanged = self.interval < size;
            self.interval = size;
            if exchanged { more } else { less }
        } else if self.interval < 0x8000 && self.interval < size {
            less
        } else if self.interval < 0x8000 {
            more
        } else {
            (likely, bin)
        };
        (decision != 0, next)
    }

    fn renormalise(&mut self, feed: &mut Feed<'_, '_>) {
        while self.interval < 0x8000 {
            self.waiting = self.waiting.wrapping_sub(1);
            if self.waiting < 0 {
                let byte = feed.source.byte(feed.reader);
                self.made_up = self.made_up.saturating_add(u32::from(byte.is_none()));
                self.code = self.code << 8 | u32::from(byte.unwrap_or(0));
                self.waiting = self.waiting.wrapping_add(8);
                if self.waiting < 0 {
                    self.waiting = self.waiting.wrapping_add(1);
                    if self.waiting == 0 {
                        self.interval = 0x8000;
                    }
                }
            }
            self.interval <<= 1;
        }
    }
}

/// The bin of a decision without a bias (T.851, table 5).
const EVEN: u8 = 113;

/// Size of the less probable part, next states after less and more probable decisions, and whether
/// the two change places (T.81, table D.3).
#[rustfmt::skip]
const STATES: [(u16, u8, u8, u8); 114] = [
    (0x5a1d, 1, 1, 1), (0x2586, 14, 2, 0), (0x1114, 16, 3, 0), (0x080b, 18, 4, 0),
    (0x03d8, 20, 5, 0), (0x01da, 23, 6, 0), (0x00e5, 25, 7, 0), (0x006f, 28, 8, 0),
    (0x0036, 30, 9, 0), (0x001a, 33, 10, 0), (0x000d, 35, 11, 0), (0x0006, 9, 12, 0),
    (0x0003, 10, 13, 0), (0x0001, 12, 13, 0), (0x5a7f, 15, 15, 1), (0x3f25, 36, 16, 0),
    (0x2cf2, 38, 17, 0), (0x207c, 39, 18, 0), (0x17b9, 40, 19, 0), (0x1182, 42, 20, 0),
    (0x0cef, 43, 21, 0), (0x09a1, 45, 22, 0), (0x072f, 46, 23, 0), (0x055c, 48, 24, 0),
    (0x0406, 49, 25, 0), (0x0303, 51, 26, 0), (0x0240, 52, 27, 0), (0x01b1, 54, 28, 0),
    (0x0144, 56, 29, 0), (0x00f5, 57, 30, 0), (0x00b7, 59, 31, 0), (0x008a, 60, 32, 0),
    (0x0068, 62, 33, 0), (0x004e, 63, 34, 0), (0x003b, 32, 35, 0), (0x002c, 33, 9, 0),
    (0x5ae1, 37, 37, 1), (0x484c, 64, 38, 0), (0x3a0d, 65, 39, 0), (0x2ef1, 67, 40, 0),
    (0x261f, 68, 41, 0), (0x1f33, 69, 42, 0), (0x19a8, 70, 43, 0), (0x1518, 72, 44, 0),
    (0x1177, 73, 45, 0), (0x0e74, 74, 46, 0), (0x0bfb, 75, 47, 0), (0x09f8, 77, 48, 0),
    (0x0861, 78, 49, 0), (0x0706, 79, 50, 0), (0x05cd, 48, 51, 0), (0x04de, 50, 52, 0),
    (0x040f, 50, 53, 0), (0x0363, 51, 54, 0), (0x02d4, 52, 55, 0), (0x025c, 53, 56, 0),
    (0x01f8, 54, 57, 0), (0x01a4, 55, 58, 0), (0x0160, 56, 59, 0), (0x0125, 57, 60, 0),
    (0x00f6, 58, 61, 0), (0x00cb, 59, 62, 0), (0x00ab, 61, 63, 0), (0x008f, 61, 32, 0),
    (0x5b12, 65, 65, 1), (0x4d04, 80, 66, 0), (0x412c, 81, 67, 0), (0x37d8, 82, 68, 0),
    (0x2fe8, 83, 69, 0), (0x293c, 84, 70, 0), (0x2379, 86, 71, 0), (0x1edf, 87, 72, 0),
    (0x1aa9, 87, 73, 0), (0x174e, 72, 74, 0), (0x1424, 72, 75, 0), (0x119c, 74, 76, 0),
    (0x0f6b, 74, 77, 0), (0x0d51, 75, 78, 0), (0x0bb6, 77, 79, 0), (0x0a40, 77, 48, 0),
    (0x5832, 80, 81, 1), (0x4d1c, 88, 82, 0), (0x438e, 89, 83, 0), (0x3bdd, 90, 84, 0),
    (0x34ee, 91, 85, 0), (0x2eae, 92, 86, 0), (0x299a, 93, 87, 0), (0x2516, 86, 71, 0),
    (0x5570, 88, 89, 1), (0x4ca9, 95, 90, 0), (0x44d9, 96, 91, 0), (0x3e22, 97, 92, 0),
    (0x3824, 99, 93, 0), (0x32b4, 99, 94, 0), (0x2e17, 93, 86, 0), (0x56a8, 95, 96, 1),
    (0x4f46, 101, 97, 0), (0x47e5, 102, 98, 0), (0x41cf, 103, 99, 0), (0x3c3d, 104, 100, 0),
    (0x375e, 99, 93, 0), (0x5231, 105, 102, 0), (0x4c0f, 106, 103, 0), (0x4639, 107, 104, 0),
    (0x415e, 103, 99, 0), (0x5627, 105, 106, 1), (0x50e7, 108, 107, 0), (0x4b85, 109, 103, 0),
    (0x5597, 110, 109, 0), (0x504f, 111, 107, 0), (0x5a10, 110, 111, 1), (0x5522, 112, 109, 0),
    (0x59eb, 112, 111, 1), (0x5a1d, 113, 113, 0),
];
