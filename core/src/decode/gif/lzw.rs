use zeroize::Zeroize;

/// Codes have at most 12 bits.
const CODES: usize = 4096;
const MOST_BITS: u32 = 12;

/// Variable-length codes, taken byte by byte (GIF89a, appendix F).
pub(super) struct Lzw {
    clear: u16,
    /// The next entry of the table, and how many bits a code has now.
    next: u16,
    bits: u32,
    first_bits: u32,
    /// An entry is an earlier one and an index behind it.
    prefix: Box<[u16; CODES]>,
    suffix: Box<[u8; CODES]>,
    /// The indices of the last code, at the end.
    string: Box<[u8; CODES]>,
    previous: Option<u16>,
    held: u32,
    held_bits: u32,
}

/// What a code says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Code<'l> {
    Pixels(&'l [u8]),
    Clear,
    End,
    /// A code that no entry has yet.
    Bad,
}

impl Lzw {
    /// `None` unless indices have 1 to 8 bits.
    pub(super) fn new(index_bits: u8) -> Option<Self> {
        let clear =
            1_u16.checked_shl(index_bits.into()).filter(|_| (1..=8).contains(&index_bits))?;
        let first_bits = u32::from(index_bits).saturating_add(1);
        let mut suffix = Box::new([0; CODES]);
        suffix.iter_mut().zip(0..=255).for_each(|(suffix, index)| *suffix = index);
        Some(Self {
            clear,
            next: clear.saturating_add(2),
            bits: first_bits,
            first_bits,
            prefix: Box::new([0; CODES]),
            suffix,
            string: Box::new([0; CODES]),
            previous: None,
            held: 0,
            held_bits: 0,
        })
    }

    /// Takes a byte of data. Every code that is whole must be taken before the next one.
    pub(super) fn push(&mut self, byte: u8) {
        self.held |= u32::from(byte).checked_shl(self.held_bits).unwrap_or(0);
        self.held_bits = self.held_bits.saturating_add(8);
    }

    /// The next code, if it is there in whole.
    pub(super) fn next_code(&mut self) -> Option<Code<'_>> {
        self.held_bits = self.held_bits.checked_sub(self.bits)?;
        let mask = 1_u32.checked_shl(self.bits).unwrap_or(0).wrapping_sub(1);
        let code = u16::try_from(self.held & mask).unwrap_or(u16::MAX);
        self.held = self.held.checked_shr(self.bits).unwrap_or(0);
        Some(self.meaning(code))
    }

    fn meaning(&mut self, code: u16) -> Code<'_> {
        if code == self.clear {
            self.next = self.clear.saturating_add(2);
            self.bits = self.first_bits;
            self.previous = None;
            return Code::Clear;
        }
        if code == self.clear.saturating_add(1) {
            return Code::End;
        }
        let start = match self.previous {
            None if code < self.clear => self.spell(code, CODES),
            Some(_) if code < self.next => self.spell(code, CODES),
            // The entry that this very code makes: the last one, and its own first index behind it.
            Some(previous) if code == self.next => {
                let start = self.spell(previous, CODES.saturating_sub(1));
                let first = self.string.get(start).copied().unwrap_or(0);
                if let Some(last) = self.string.last_mut() {
                    *last = first;
                }
                start
            }
            _ => return Code::Bad,
        };
        let first = self.string.get(start).copied().unwrap_or(0);
        if let Some(previous) = self.previous.replace(code) {
            self.add(previous, first);
        }
        Code::Pixels(self.string.get(start..).unwrap_or_default())
    }

    /// Writes the indices of a code so that they end at `end`; gives where they begin.
    fn spell(&mut self, mut code: u16, end: usize) -> usize {
        let mut at = end;
        loop {
            let Some(below) = at.checked_sub(1) else { return at };
            at = below;
            let entry = usize::from(code);
            let suffix = self.suffix.get(entry).copied().unwrap_or(0);
            if let Some(place) = self.string.get_mut(at) {
                *place = suffix;
            }
            if code < self.clear {
                return at;
            }
            code = self.prefix.get(entry).copied().unwrap_or(0);
        }
    }

    /// A new entry, as long as there is room: then the table stays as it is until it is cleared.
    fn add(&mut self, previous: u16, first: u8) {
        let entry = usize::from(self.next);
        let (Some(prefix), Some(suffix)) = (self.prefix.get_mut(entry), self.suffix.get_mut(entry))
        else {
            return;
        };
        (*prefix, *suffix) = (previous, first);
        self.next = self.next.saturating_add(1);
        let full = 1_u32.checked_shl(self.bits).unwrap_or(u32::MAX);
        if u32::from(self.next) == full && self.bits < MOST_BITS {
            self.bits = self.bits.saturating_add(1);
        }
    }
}

impl Drop for Lzw {
    fn drop(&mut self) {
        self.suffix.zeroize();
        self.string.zeroize();
    }
}
