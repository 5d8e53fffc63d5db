use super::EOL_ZEROS;
use super::bits::Bits;
use super::codes::{BLACK, Codes, LONGEST, WHITE};
use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Whole,
    /// It was put right to the width of the page.
    OtherLength,
    /// With the zeros of an end-of-line code, which were read.
    Eol,
    BadCode,
    /// There are no more bits.
    Data,
}

/// One row as lengths of white and black in turn, from the left, and the row above it.
///
/// libtiff keeps runs of no pixels too, which decide what the row below is compared with. The same is
/// done here, and its bound on how many there may be is kept.
pub(super) struct Line {
    pub(super) width: u32,
    pub(super) runs: Vec<u32>,
    pub(super) reference: Vec<u32>,
    /// Pixels so far (T.6 calls the place a0).
    pub(super) at: u32,
    /// Pixels of the run that is not ended yet.
    pub(super) open: u32,
}

impl Line {
    pub(super) fn new(width: u32) -> Self {
        let mut line = Self { width, runs: Vec::new(), reference: Vec::new(), at: 0, open: 0 };
        line.restart();
        line
    }

    /// Two lists of runs, each grown by doubling.
    pub(super) fn memory_bytes(width: u32) -> u64 {
        u64::from(width).saturating_add(64).saturating_mul(32)
    }

    /// The row above the first is white.
    pub(super) fn restart(&mut self) {
        self.reference.clear();
        self.reference.extend([self.width, 0]);
    }

    pub(super) fn becomes_reference(&mut self) {
        self.runs.push(0);
        core::mem::swap(&mut self.runs, &mut self.reference);
    }

    /// Reads a row of runs.
    pub(super) fn runs(
        &mut self,
        bits: &mut Bits,
        stored: &mut Stored<'_>,
    ) -> Result<End, Undecided> {
        self.begin();
        while self.at < self.width {
            let codes = if self.is_black() { &BLACK } else { &WHITE };
            if let Some(end) = self.run(codes, bits, stored)? {
                return Ok(self.broken_off(end));
            }
            // White and black of no pixels are as good as none.
            let pair = self.runs.len().checked_sub(2).and_then(|at| self.runs.get(at..));
            if !self.is_black() && pair == Some(&[0, 0]) && self.at < self.width {
                self.runs.truncate(self.runs.len().saturating_sub(2));
            }
        }
        Ok(self.fit())
    }

    pub(super) fn begin(&mut self) {
        self.runs.clear();
        (self.at, self.open) = (0, 0);
    }

    pub(super) const fn is_black(&self) -> bool {
        self.runs.len() & 1 == 1
    }

    /// Ends the run after this many more pixels.
    pub(super) fn end_run(&mut self, pixels: u32) -> Result<(), Undecided> {
        // As many as libtiff has room for.
        let most = self.width.saturating_add(32).saturating_mul(2);
        if self.runs.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
            return Err(Undecided::Corrupt);
        }
        self.runs.push(self.open.saturating_add(pixels));
        self.at = self.at.saturating_add(pixels);
        self.open = 0;
        Ok(())
    }

    /// Reads the codes of one run; how the line ended if there is none.
    pub(super) fn run(
        &mut self,
        codes: &Codes,
        bits: &mut Bits,
        stored: &mut Stored<'_>,
    ) -> Result<Option<End>, Undecided> {
        loop {
            let next = bits.peek(LONGEST, stored)?;
            let Some(code) = codes.get(next) else {
                return if bits.ended() {
                    Ok(Some(End::Data))
                } else if next >> 2 == 0 {
                    bits.skip(EOL_ZEROS);
                    Ok(Some(End::Eol))
                } else {
                    Ok(Some(End::BadCode))
                };
            };
            bits.skip(code.bits);
            if code.run < 64 {
                self.end_run(code.run)?;
                return Ok(None);
            }
            self.at = self.at.saturating_add(code.run);
            self.open = self.open.saturating_add(code.run);
        }
    }

    pub(super) fn broken_off(&mut self, end: End) -> End {
        self.fit();
        end
    }

    /// Makes the line as long as the page is wide, as libtiff does.
    pub(super) fn fit(&mut self) -> End {
        if self.open > 0 {
            self.runs.push(self.open);
            self.open = 0;
        }
        if self.at == self.width {
            return End::Whole;
        }
        while self.at > self.width {
            let Some(last) = self.runs.pop() else { break };
            self.at = self.at.saturating_sub(last);
        }
        if self.at < self.width {
            if self.is_black() {
                self.runs.push(0);
            }
            self.runs.push(self.width.saturating_sub(self.at));
        }
        self.at = self.width;
        End::OtherLength
    }

    /// Draws the black runs.
    pub(super) fn draw(&self, row: &mut [u8]) {
        row.fill(0);
        let mut at = 0_u32;
        for (run, number) in self.runs.iter().zip(0_usize..) {
            let end = at.saturating_add(*run).min(self.width);
            if number & 1 == 1 {
                blacken(row, at, end);
            }
            at = end;
        }
    }
}

/// Sets the bits from one place to another.
fn blacken(row: &mut [u8], from: u32, to: u32) {
    let byte = |place: u32| usize::try_from(place >> 3).unwrap_or(usize::MAX);
    let before = |place: u32| u8::MAX.checked_shr(place & 7).unwrap_or(0);
    let (first, last) = (byte(from), byte(to));
    for at in first..=last {
        let left = if at == first { before(from) } else { u8::MAX };
        let right = if at == last { !before(to) } else { u8::MAX };
        if let Some(target) = row.get_mut(at) {
            *target |= left & right;
        }
    }
}
