use std::io::{self, BufRead, Seek, SeekFrom};

use zeroize::Zeroizing;
use zune_core::bytestream::{ZByteIoError, ZByteReaderTrait, ZSeekFrom};

use super::header::{EOI, Header};
use crate::decode::BlockReader;
use crate::decode::reader::BLOCK_BYTES;

/// What the decoder reads: the header's tables, then the file from the first scan to an end, then
/// an end marker if the file has none there.
pub(super) struct JpegSource<'r, 'a> {
    tables: &'r [u8],
    reader: &'r mut BlockReader<'a>,
    scan_start: u64,
    end: u64,
    closing: &'static [u8],
    block: Zeroizing<Vec<u8>>,
    /// Address of the first byte of `block`; 0 is the first byte of the tables.
    block_start: u64,
    at: usize,
    past_end: bool,
    failed: bool,
}

impl<'r, 'a> JpegSource<'r, 'a> {
    /// Reads the file up to `end`, an offset in it.
    pub(super) fn new(header: &'r Header, reader: &'r mut BlockReader<'a>, end: u64) -> Self {
        // It never grows: what it held would be left behind.
        let bytes = header.tables.len().max(BLOCK_BYTES);
        let mut block = Zeroizing::new(Vec::with_capacity(bytes));
        block.extend_from_slice(&header.tables);
        Self {
            tables: &header.tables,
            reader,
            scan_start: header.scan_start,
            end,
            closing: &[],
            block,
            block_start: 0,
            at: 0,
            past_end: false,
            failed: false,
        }
    }

    /// The same, with an end marker put after the end.
    pub(super) const fn closed(mut self) -> Self {
        self.closing = &[0xff, EOI];
        self
    }

    /// True if the decoder asked for data behind the end: the last rows it wrote are not real.
    pub(super) const fn past_end(&self) -> bool {
        self.past_end
    }

    /// True if the attachment's source returned an error.
    pub(super) const fn failed(&self) -> bool {
        self.failed
    }

    fn position(&self) -> u64 {
        self.block_start.saturating_add(u64::try_from(self.at).unwrap_or(u64::MAX))
    }

    /// Loads the block that holds `position`; an empty one behind the end.
    fn load(&mut self, position: u64) -> io::Result<()> {
        self.block.clear();
        self.block_start = position;
        self.at = 0;
        let tables = u64::try_from(self.tables.len()).unwrap_or(u64::MAX);
        let result = match position.checked_sub(tables) {
            None => {
                self.block.extend(self.tables);
                self.block_start = 0;
                self.at = usize::try_from(position).unwrap_or(usize::MAX);
                Ok(())
            }
            Some(offset) => self.load_scan(self.scan_start.saturating_add(offset)),
        };
        self.failed |= result.is_err();
        result
    }

    fn load_scan(&mut self, offset: u64) -> io::Result<()> {
        let Some(left) = self.end.checked_sub(offset).filter(|left| *left > 0) else {
            let behind = usize::try_from(offset.saturating_sub(self.end)).unwrap_or(usize::MAX);
            self.block.extend(self.closing.get(behind..).unwrap_or_default());
            return Ok(());
        };
        self.reader.seek(SeekFrom::Start(offset))?;
        let bytes = self.reader.fill_buf()?;
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        self.block.extend(bytes.get(..left).unwrap_or(bytes));
        if self.block.is_empty() {
            // The file is shorter than it said: its end is here.
            self.end = offset;
            self.block.extend(self.closing);
        }
        Ok(())
    }

    /// The unread bytes of the current block, or of the next; empty only at the end.
    fn available(&mut self) -> io::Result<&[u8]> {
        if self.at >= self.block.len() {
            self.load(self.position())?;
        }
        Ok(self.block.get(self.at..).unwrap_or_default())
    }

    fn read_some(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.available()?;
        let count = available.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at = self.at.saturating_add(count);
        Ok(count)
    }

    #[cold]
    fn read_across_blocks(&mut self, into: &mut [u8]) -> Result<(), ZByteIoError> {
        let start = self.position();
        let mut filled = 0;
        while let Some(rest) = into.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let count = self.read_some(rest)?;
            if count == 0 {
                self.load(start)?;
                return Err(ZByteIoError::NotEnoughBytes(filled, into.len()));
            }
            filled = filled.saturating_add(count);
        }
        Ok(())
    }
}

/// Lends a [`JpegSource`] to the decoder, which keeps what it is given.
pub(super) struct Feed<'s, 'r, 'a>(pub(super) &'s mut JpegSource<'r, 'a>);

impl ZByteReaderTrait for Feed<'_, '_, '_> {
    #[inline]
    fn read_byte_no_error(&mut self) -> u8 {
        let mut byte = [0];
        if self.read_exact_bytes(&mut byte).is_err() {
            self.0.past_end = true;
        }
        byte[0]
    }

    #[inline]
    fn read_exact_bytes(&mut self, into: &mut [u8]) -> Result<(), ZByteIoError> {
        let end = self.0.at.saturating_add(into.len());
        match self.0.block.get(self.0.at..end) {
            Some(bytes) => {
                into.copy_from_slice(bytes);
                self.0.at = end;
                Ok(())
            }
            None => self.0.read_across_blocks(into),
        }
    }

    fn read_bytes(&mut self, into: &mut [u8]) -> Result<usize, ZByteIoError> {
        Ok(self.0.read_some(into)?)
    }

    fn peek_bytes(&mut self, into: &mut [u8]) -> Result<usize, ZByteIoError> {
        let start = self.0.position();
        let count = self.0.read_some(into)?;
        self.z_seek(ZSeekFrom::Start(start))?;
        Ok(count)
    }

    fn peek_exact_bytes(&mut self, into: &mut [u8]) -> Result<(), ZByteIoError> {
        let start = self.0.position();
        self.read_exact_bytes(into)?;
        self.z_seek(ZSeekFrom::Start(start))?;
        Ok(())
    }

    fn z_seek(&mut self, to: ZSeekFrom) -> Result<u64, ZByteIoError> {
        let target = match to {
            ZSeekFrom::Start(position) => Some(position),
            ZSeekFrom::Current(delta) => self.0.position().checked_add_signed(delta),
            ZSeekFrom::End(_) => None,
        };
        let target = target.ok_or(ZByteIoError::SeekError("outside the picture"))?;
        let inside = target.checked_sub(self.0.block_start);
        match inside.and_then(|at| usize::try_from(at).ok()).filter(|at| *at < self.0.block.len()) {
            Some(at) => self.0.at = at,
            None => self.0.load(target)?,
        }
        Ok(target)
    }

    #[inline]
    fn is_eof(&mut self) -> Result<bool, ZByteIoError> {
        if self.0.at < self.0.block.len() {
            return Ok(false);
        }
        Ok(self.0.available()?.is_empty())
    }

    fn z_position(&mut self) -> Result<u64, ZByteIoError> {
        Ok(self.0.position())
    }

    fn read_remaining(&mut self, into: &mut Vec<u8>) -> Result<usize, ZByteIoError> {
        let before = into.len();
        loop {
            let available = self.0.available()?;
            if available.is_empty() {
                return Ok(into.len().saturating_sub(before));
            }
            into.extend(available);
            self.0.at = self.0.block.len();
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::context::CancelToken;
    use crate::decode::jpeg::coding::Coding;
    use crate::orientation::Orientation;

    #[test]
    fn a_block_stays_where_it_is_until_it_is_overwritten() {
        let header = Header {
            width: 1,
            height: 1,
            components: Vec::new(),
            coding: Coding::Luma,
            progressive: false,
            first_scan: Vec::new(),
            orientation: Orientation::Upright,
            tables: vec![1, 2, 3],
            scan_start: 0,
        };
        let (file, cancel) = (vec![4; 40_000], CancelToken::new());
        let mut reader = BlockReader::slice(&file, &cancel);
        let mut source = JpegSource::new(&header, &mut reader, 40_000);
        let place = source.block.as_ptr();
        let mut read = Vec::new();
        assert_eq!(Feed(&mut source).read_remaining(&mut read).unwrap(), 40_003);
        assert_eq!(source.block.as_ptr(), place);
    }
}
