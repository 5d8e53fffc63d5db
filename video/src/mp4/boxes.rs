use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use crate::file::{Fields, File};

/// The four letters of a box.
pub(super) type Name = [u8; 4];

/// Goes from box to box.
pub(super) struct Boxes {
    left: Range<u64>,
}

/// One box.
pub(super) struct Box {
    pub(super) name: Name,
    /// Where its header begins.
    pub(super) start: u64,
    pub(super) content: Range<u64>,
    /// False if it ends behind what holds it.
    pub(super) is_whole: bool,
}

/// What going to a box costs, in bytes of work: an empty one must not be free.
const BOX_PRICE: u64 = 256;

impl Boxes {
    pub(super) const fn new(content: Range<u64>) -> Self {
        Self { left: content }
    }

    /// The next box, which must end within what holds it.
    pub(super) fn next(
        &mut self,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Option<Box>, Undecided> {
        let next = self.next_or_cut(file, frames)?;
        if next.as_ref().is_some_and(|next| !next.is_whole) {
            return Err(Undecided::Corrupt);
        }
        Ok(next)
    }

    /// The next box, and if it is cut short what is there of it.
    pub(super) fn next_or_cut(
        &mut self,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Option<Box>, Undecided> {
        let Range { start, end } = self.left.clone();
        if start >= end {
            return Ok(None);
        }
        frames.guard().work(BOX_PRICE)?;
        frames.guard().cancelled()?;
        let head = file.head(start, 16.min(end.saturating_sub(start)), frames)?;
        let mut fields = Fields(&head);
        let (short, name) = (fields.u32()?, fields.array()?);
        let size = match short {
            0 => end.saturating_sub(start),
            1 => fields.u64()?,
            _ => u64::from(short),
        };
        let header = if short == 1 { 16 } else { 8 };
        let stated = start.checked_add(size.max(header)).ok_or(Undecided::Corrupt)?;
        if size < header {
            return Err(Undecided::Corrupt);
        }
        self.left.start = stated.min(end);
        let content = start.saturating_add(header)..stated.min(end);
        Ok(Some(Box { name, start, content, is_whole: stated <= end }))
    }
}
