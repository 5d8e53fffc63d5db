use super::EOL_ZEROS;
use super::bits::Bits;
use super::codes::{BLACK, WHITE};
use super::line::{End, Line};
use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

/// What a code says of the next change of colour in a row (T.4, table 4).
enum Step {
    /// It lies near the change above, so many pixels further right.
    Vertical(i32),
    /// Two runs follow.
    Horizontal,
    /// There is none below the next two changes above.
    Pass,
    /// Pixels without a code follow, which nobody writes.
    Uncompressed,
    None,
}

/// The code in the next seven bits, and its length.
const fn step(next: u32) -> (Step, u32) {
    match next {
        0b100_0000.. => (Step::Vertical(0), 1),
        0b011_0000.. => (Step::Vertical(1), 3),
        0b010_0000.. => (Step::Vertical(-1), 3),
        0b001_0000.. => (Step::Horizontal, 3),
        0b000_1000.. => (Step::Pass, 4),
        0b000_0110.. => (Step::Vertical(2), 6),
        0b000_0100.. => (Step::Vertical(-2), 6),
        0b000_0011 => (Step::Vertical(3), 7),
        0b000_0010 => (Step::Vertical(-3), 7),
        0b000_0001 => (Step::Uncompressed, 7),
        _ => (Step::None, 0),
    }
}

/// The next change in the row above that has the other colour (b1 in T.6).
struct Change {
    at: u32,
    /// The run behind it.
    run: usize,
}

impl Line {
    /// Reads a row of changes from the row above.
    pub(super) fn changes(
        &mut self,
        bits: &mut Bits,
        stored: &mut Stored<'_>,
    ) -> Result<End, Undecided> {
        self.begin();
        let mut change = Change { at: self.reference(0), run: 1 };
        while self.at < self.width {
            let (step, length) = step(bits.peek(7, stored)?);
            bits.skip(length);
            let end = match step {
                Step::Vertical(right) => self.vertical(right, &mut change)?,
                Step::Horizontal => self.horizontal(&mut change, bits, stored)?,
                Step::Pass => self.pass(&mut change)?,
                Step::Uncompressed => return Err(Undecided::UnsupportedFormat),
                Step::None => Some(without_code(bits, stored)?),
            };
            if let Some(end) = end {
                return Ok(self.broken_off(end));
            }
        }
        self.last_change(bits, stored)
    }

    fn reference(&self, run: usize) -> u32 {
        self.reference.get(run).copied().unwrap_or(0)
    }

    /// Reads two runs.
    fn horizontal(
        &mut self,
        change: &mut Change,
        bits: &mut Bits,
        stored: &mut Stored<'_>,
    ) -> Result<Option<End>, Undecided> {
        for _ in 0..2 {
            let codes = if self.is_black() { &BLACK } else { &WHITE };
            if let Some(end) = self.run(codes, bits, stored)? {
                return Ok(Some(end));
            }
        }
        self.pass_by(change)?;
        Ok(None)
    }

    /// Goes on in the row above to the first change to the right of this place.
    fn pass_by(&self, change: &mut Change) -> Result<(), Undecided> {
        if self.runs.is_empty() {
            return Ok(());
        }
        while change.at <= self.at && change.at < self.width {
            let next = change.run.saturating_add(1);
            if next >= self.reference.len() {
                return Err(Undecided::Corrupt);
            }
            let both = self.reference(change.run).saturating_add(self.reference(next));
            change.at = change.at.saturating_add(both);
            change.run = next.saturating_add(1);
        }
        Ok(())
    }

    /// The run goes on below the next two changes.
    fn pass(&mut self, change: &mut Change) -> Result<Option<End>, Undecided> {
        self.pass_by(change)?;
        change.at = change.at.saturating_add(self.reference(change.run));
        self.open = self.open.saturating_add(change.at.saturating_sub(self.at));
        self.at = change.at;
        let behind = self.reference(change.run.saturating_add(1));
        change.at = change.at.saturating_add(behind);
        change.run = change.run.saturating_add(2);
        Ok(None)
    }

    /// The run ends near the change above, which must not be before it began.
    fn vertical(&mut self, right: i32, change: &mut Change) -> Result<Option<End>, Undecided> {
        self.pass_by(change)?;
        let Some(end) = change.at.checked_add_signed(right).filter(|end| *end >= self.at) else {
            return Ok(Some(End::BadCode));
        };
        self.end_run(end.saturating_sub(self.at))?;
        if right < 0 {
            change.run = change.run.saturating_sub(1);
            change.at = change.at.saturating_sub(self.reference(change.run));
        } else {
            change.at = change.at.saturating_add(self.reference(change.run));
            change.run = change.run.saturating_add(1);
        }
        Ok(None)
    }

    /// Behind the last change, a run that is open ends with one more code.
    fn last_change(&mut self, bits: &mut Bits, stored: &mut Stored<'_>) -> Result<End, Undecided> {
        if self.open > 0 {
            if self.open.saturating_add(self.at) < self.width {
                if bits.peek(1, stored)? == 0 {
                    return Ok(self.broken_off(End::BadCode));
                }
                bits.skip(1);
            }
            self.end_run(0)?;
        }
        Ok(self.fit())
    }
}

/// There is no code of seven zeros: the line ends here, or the data do.
fn without_code(bits: &mut Bits, stored: &mut Stored<'_>) -> Result<End, Undecided> {
    if bits.peek(EOL_ZEROS, stored)? != 0 {
        return Ok(End::BadCode);
    }
    if bits.ended() {
        return Ok(End::Data);
    }
    bits.skip(EOL_ZEROS);
    Ok(End::Eol)
}
