use core::ops::Range;
use std::io::{Read, Seek, SeekFrom};

use presend::decode::{BlockReader, VideoFrames};
use presend::undecided::Undecided;

/// The file, read by ranges that are checked first.
pub(crate) struct File<'a> {
    reader: BlockReader<'a>,
}

impl<'a> File<'a> {
    pub(crate) const fn new(reader: BlockReader<'a>) -> Self {
        Self { reader }
    }

    pub(crate) const fn length(&self) -> u64 {
        self.reader.length()
    }

    /// Reads a range into memory; one that ends behind the file is [`Undecided::Truncated`].
    pub(crate) fn read(
        &mut self,
        range: Range<u64>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Vec<u8>, Undecided> {
        let mut bytes = Vec::new();
        self.append(range, &mut bytes, frames)?;
        Ok(bytes)
    }

    /// The same, behind what is in `bytes`.
    pub(crate) fn append(
        &mut self,
        range: Range<u64>,
        bytes: &mut Vec<u8>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let length = range.end.checked_sub(range.start).ok_or(Undecided::Corrupt)?;
        if range.end > self.length() {
            return Err(Undecided::Truncated);
        }
        frames.guard().memory(length)?;
        frames.guard().cancelled()?;
        let start = bytes.len();
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        bytes.resize(end.ok_or(Undecided::Truncated)?, 0);
        let into = bytes.get_mut(start..).unwrap_or_default();
        let read = self.reader.seek(SeekFrom::Start(range.start));
        read.and_then(|_| self.reader.read_exact(into)).map_err(|error| frames.reason(&error))
    }

    /// Reads so many bytes, or those that are left of the file.
    pub(crate) fn head(
        &mut self,
        start: u64,
        most: u64,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Vec<u8>, Undecided> {
        let end = start.saturating_add(most).min(self.length());
        self.read(start.min(end)..end, frames)
    }
}

/// Numbers in a piece of a file, from its start.
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Undecided> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Undecided::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Undecided> {
        self.array().map(|[byte]: [u8; 1]| byte)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Undecided> {
        self.array().map(u16::from_be_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Undecided> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Undecided> {
        self.array().map(u64::from_be_bytes)
    }

    /// 64 bits in a version of a box that has them, 32 in another.
    pub(crate) fn wide(&mut self, is_wide: bool) -> Result<u64, Undecided> {
        if is_wide { self.u64() } else { self.u32().map(u64::from) }
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Undecided> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Undecided::Truncated)?;
        self.0 = rest;
        Ok(*taken)
    }
}
