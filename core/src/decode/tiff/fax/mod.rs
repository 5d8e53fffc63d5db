//! The codes of fax machines (ITU-T T.4 and T.6), read as libtiff reads them, in work that grows
//! with the bits that are read and the rows that are given, and memory that grows with the width.

mod bits;
mod changes;
mod codes;
mod line;

use self::bits::Bits;
use self::line::{End, Line};
use super::stored::Stored;
use crate::undecided::Undecided;

/// Which code a page has, and where its rows begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Runs only; each row begins at a whole byte or word.
    Rows { align_bits: u32 },
    /// T.4: rows behind an end-of-line code, each of runs, or some as changes from the row above.
    Group3 { two_dimensional: bool },
    /// T.6: every row as changes from the row above.
    Group4,
}

/// Bits of an end-of-line code before its one.
const EOL_ZEROS: u32 = 11;

/// Reads the rows of one strip after the other.
pub(super) struct Fax {
    mode: Mode,
    line: Line,
    bits: Bits,
    /// The zeros of an end-of-line code were read already.
    in_eol: bool,
    /// Whether rows have end-of-line codes before them, told by the first of a strip.
    has_eols: Option<bool>,
    stopped: Option<Undecided>,
    damaged: bool,
}

impl Fax {
    pub(super) fn new(mode: Mode, width: u32) -> Self {
        Self {
            mode,
            line: Line::new(width),
            bits: Bits::default(),
            in_eol: false,
            has_eols: None,
            stopped: None,
            damaged: false,
        }
    }

    pub(super) fn memory_bytes(width: u32) -> u64 {
        Line::memory_bytes(width)
    }

    pub(super) fn restart(&mut self) {
        self.line.restart();
        self.bits = Bits::default();
        (self.in_eol, self.has_eols, self.stopped) = (false, None, None);
    }

    /// Rows were read that no fax machine writes: another viewer may show them in another way.
    pub(super) const fn damaged(&self) -> bool {
        self.damaged
    }

    /// The next row, one bit a pixel, 1 for black.
    pub(super) fn fill(
        &mut self,
        stored: &mut Stored<'_>,
        row: &mut [u8],
        filled: &mut usize,
    ) -> Result<(), Undecided> {
        if let Some(reason) = self.stopped {
            return Err(reason);
        }
        let end = self.read_line(stored).and_then(|end| self.ended(end));
        if let Err(reason) = end {
            self.stopped = Some(reason);
            return Err(reason);
        }
        self.line.draw(row);
        self.line.becomes_reference();
        *filled = row.len();
        Ok(())
    }

    fn read_line(&mut self, stored: &mut Stored<'_>) -> Result<End, Undecided> {
        match self.mode {
            Mode::Group4 => self.line.changes(&mut self.bits, stored),
            Mode::Rows { align_bits } => {
                let end = self.line.runs(&mut self.bits, stored)?;
                self.bits.align(align_bits, stored)?;
                Ok(end)
            }
            Mode::Group3 { two_dimensional } => {
                let behind_eol = self.sync(stored)?;
                let runs = !two_dimensional || !behind_eol || {
                    let tag = self.bits.peek(1, stored)?;
                    self.bits.skip(1);
                    tag == 1
                };
                if runs {
                    self.line.runs(&mut self.bits, stored)
                } else {
                    self.line.changes(&mut self.bits, stored)
                }
            }
        }
    }

    /// Goes behind the next end-of-line code: true if there is one. Only files whose first row has
    /// none may leave them out.
    fn sync(&mut self, stored: &mut Stored<'_>) -> Result<bool, Undecided> {
        let here = self.in_eol || self.bits.peek(EOL_ZEROS, stored)? == 0;
        if !*self.has_eols.get_or_insert(here) && !here {
            return Ok(false);
        }
        self.in_eol = false;
        self.damaged |= !here;
        while !here && self.bits.peek(EOL_ZEROS, stored)? != 0 {
            self.bits.skip(1);
        }
        while self.bits.peek(1, stored)? == 0 {
            if self.bits.ended() {
                return Err(Undecided::Truncated);
            }
            self.bits.skip(1);
        }
        self.bits.skip(1);
        Ok(true)
    }

    /// What follows from how a line ended.
    fn ended(&mut self, end: End) -> Result<(), Undecided> {
        let synced = matches!(self.mode, Mode::Group3 { .. }) && self.has_eols == Some(true);
        match end {
            End::Whole => Ok(()),
            End::OtherLength => {
                self.damaged = true;
                Ok(())
            }
            // Rows go on behind the next end-of-line code.
            End::Eol if synced => {
                (self.in_eol, self.damaged) = (true, true);
                Ok(())
            }
            End::BadCode if synced => {
                self.damaged = true;
                Ok(())
            }
            // The code that ends a strip comes too early.
            End::Eol => Err(Undecided::Truncated),
            End::BadCode => Err(Undecided::Corrupt),
            End::Data => Err(Undecided::Truncated),
        }
    }
}
