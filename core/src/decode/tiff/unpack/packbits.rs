use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

/// PackBits (TIFF 6.0, section 9). A run may go on from row to row.
#[derive(Clone, Copy, Default)]
pub(in crate::decode::tiff) struct PackBits {
    /// Bytes that are to be copied.
    literal: usize,
    /// How often the byte comes again.
    repeat: usize,
    byte: u8,
}

impl PackBits {
    pub(super) fn fill(
        &mut self,
        stored: &mut Stored<'_>,
        row: &mut [u8],
        filled: &mut usize,
    ) -> Result<(), Undecided> {
        while let Some(rest) = row.get_mut(*filled..).filter(|rest| !rest.is_empty()) {
            let count = if self.repeat > 0 {
                let count = self.repeat.min(rest.len());
                rest.iter_mut().take(count).for_each(|to| *to = self.byte);
                self.repeat = self.repeat.saturating_sub(count);
                count
            } else if self.literal > 0 {
                let ahead = stored.ahead()?;
                let count = self.literal.min(rest.len()).min(ahead.len());
                rest.iter_mut().zip(ahead.iter().take(count)).for_each(|(to, from)| *to = *from);
                stored.consume(count);
                self.literal = self.literal.saturating_sub(count);
                if count == 0 {
                    return Err(Undecided::Truncated);
                }
                count
            } else {
                self.next_run(stored)?;
                0
            };
            *filled = filled.saturating_add(count);
        }
        Ok(())
    }

    fn next_run(&mut self, stored: &mut Stored<'_>) -> Result<(), Undecided> {
        match stored.byte()?.ok_or(Undecided::Truncated)? {
            head @ 0..=127 => self.literal = usize::from(head).saturating_add(1),
            // Nothing, however often it comes.
            128 => {
                let more = stored.ahead()?.iter().take_while(|byte| **byte == 128).count();
                stored.consume(more);
            }
            head => {
                self.repeat = 257_usize.saturating_sub(usize::from(head));
                self.byte = stored.byte()?.ok_or(Undecided::Truncated)?;
            }
        }
        Ok(())
    }
}
