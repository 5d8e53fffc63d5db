use zeroize::Zeroizing;

use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

const CLEAR: u16 = 256;
const END: u16 = 257;
const FIRST_FREE: u16 = 258;
const PLACES: usize = 4096;
/// Strings that libtiff takes before it calls the data broken; those behind 4,096 have no code.
const MOST_STRINGS: u16 = 5119;

/// LZW (TIFF 6.0, section 13), and the one of before, whose codes have their bits the other way round
/// and grow by one later. Read as libtiff reads it; a clear costs no more than another code.
#[derive(Default)]
pub(in crate::decode::tiff) struct Lzw {
    strings: Zeroizing<Vec<[u8; 2]>>,
    /// For every string the one that it prolongs, and its length.
    before: Vec<(u16, u16)>,
    next: u16,
    last: Option<u16>,
    code_bits: u32,
    held: u32,
    held_bits: u32,
    /// The string that is given out, and how far.
    given: Zeroizing<Vec<u8>>,
    at: usize,
    old: bool,
    begun: bool,
}

impl Lzw {
    pub(super) fn restart(&mut self) {
        self.begun = false;
        self.given.clear();
    }

    pub(super) fn fill(
        &mut self,
        stored: &mut Stored<'_>,
        row: &mut [u8],
        filled: &mut usize,
    ) -> Result<(), Undecided> {
        self.begin(stored)?;
        while let Some(rest) = row.get_mut(*filled..).filter(|rest| !rest.is_empty()) {
            let given = self.given.get(self.at..).unwrap_or_default();
            let count = given.len().min(rest.len());
            rest.iter_mut().zip(given).for_each(|(to, from)| *to = *from);
            self.at = self.at.saturating_add(count);
            *filled = filled.saturating_add(count);
            if count == 0 {
                self.next_string(stored)?;
            }
        }
        Ok(())
    }

    /// Which of the two a strip is in is told by its first code, as libtiff does.
    fn begin(&mut self, stored: &mut Stored<'_>) -> Result<(), Undecided> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        self.old = matches!(stored.two_ahead()?, [0, second] if second & 1 == 1);
        if self.strings.is_empty() {
            let byte = |code: usize| u8::try_from(code).unwrap_or(0);
            self.strings.extend((0..PLACES).map(|code| [byte(code), byte(code)]));
            self.before.resize(PLACES, (0, 1));
        }
        (self.held, self.held_bits) = (0, 0);
        self.clear();
        Ok(())
    }

    const fn clear(&mut self) {
        self.next = FIRST_FREE;
        self.last = None;
        self.code_bits = 9;
    }

    /// Reads codes up to the next string.
    fn next_string(&mut self, stored: &mut Stored<'_>) -> Result<(), Undecided> {
        loop {
            match self.code(stored)? {
                CLEAR => self.clear(),
                END => return Err(Undecided::Truncated),
                code => {
                    match self.last.replace(code) {
                        Some(last) => self.prolong(last, code)?,
                        None if code > CLEAR => return Err(Undecided::Corrupt),
                        None => {}
                    }
                    return self.give(code);
                }
            }
        }
    }

    fn code(&mut self, stored: &mut Stored<'_>) -> Result<u16, Undecided> {
        while self.held_bits < self.code_bits {
            let byte = u32::from(stored.byte()?.ok_or(Undecided::Truncated)?);
            self.held = if self.old {
                self.held | byte.checked_shl(self.held_bits).unwrap_or(0)
            } else {
                (self.held << 8) | byte
            };
            self.held_bits = self.held_bits.saturating_add(8);
        }
        self.held_bits = self.held_bits.saturating_sub(self.code_bits);
        let mask = u32::MAX.checked_shr(32_u32.saturating_sub(self.code_bits)).unwrap_or(0);
        let code = if self.old {
            let code = self.held & mask;
            self.held = self.held.checked_shr(self.code_bits).unwrap_or(0);
            code
        } else {
            self.held.checked_shr(self.held_bits).unwrap_or(0) & mask
        };
        u16::try_from(code).map_err(|_| Undecided::Corrupt)
    }

    /// Adds the last string with the first byte of this one.
    fn prolong(&mut self, last: u16, code: u16) -> Result<(), Undecided> {
        if self.next >= MOST_STRINGS {
            return Err(Undecided::Corrupt);
        }
        let [first, _] = self.string(last);
        let [added, _] = self.string(if code < self.next { code } else { last });
        let place = usize::from(self.next);
        let length = self.before(last).1.saturating_add(1);
        if let (Some(string), Some(before)) =
            (self.strings.get_mut(place), self.before.get_mut(place))
        {
            *string = [first, added];
            *before = (last, length);
        }
        self.next = self.next.saturating_add(1);
        let most = 1_u16.checked_shl(self.code_bits).unwrap_or(0).saturating_sub(1);
        let full = if self.old { self.next > most } else { self.next >= most };
        if full {
            self.code_bits = self.code_bits.saturating_add(1).min(12);
        }
        Ok(())
    }

    /// Writes out a string, from its end.
    fn give(&mut self, code: u16) -> Result<(), Undecided> {
        if code >= self.next {
            return Err(Undecided::Corrupt);
        }
        self.at = 0;
        let length = usize::from(self.before(code).1);
        self.given.resize(length, 0);
        let mut code = code;
        for place in (0..length).rev() {
            let [_, last] = self.string(code);
            if let Some(byte) = self.given.get_mut(place) {
                *byte = last;
            }
            code = self.before(code).0;
        }
        Ok(())
    }

    /// First and last byte of a string.
    fn string(&self, code: u16) -> [u8; 2] {
        self.strings.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The string that it prolongs, and its length.
    fn before(&self, code: u16) -> (u16, u16) {
        self.before.get(usize::from(code)).copied().unwrap_or((0, 1))
    }
}
