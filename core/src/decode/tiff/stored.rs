use std::io::{self, Read, Seek, SeekFrom};

use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::undecided::Undecided;

/// Bytes that are fetched at a time.
const PIECE_BYTES: usize = 2 << 10;

/// The bytes of one strip or tile as they are stored, piece by piece.
pub(super) struct Stored<'r> {
    reader: BlockReader<'r>,
    /// Bytes of the strip that were not fetched yet.
    left: u64,
    /// The bits of every byte are turned round.
    reversed: bool,
    piece: Vec<u8>,
    used: usize,
}

impl<'r> Stored<'r> {
    pub(super) const fn new(reader: BlockReader<'r>, reversed: bool) -> Self {
        Self { reader, left: 0, reversed, piece: Vec::new(), used: 0 }
    }

    /// Goes to a strip: its place, and its length if that is known.
    pub(super) fn go_to(&mut self, place: u64, length: Option<u64>) -> Result<(), Undecided> {
        self.piece.clear();
        self.used = 0;
        self.left = length.unwrap_or(u64::MAX);
        self.reader.seek(SeekFrom::Start(place)).map_err(|error| reason::of_reader(&error))?;
        Ok(())
    }

    /// A reader of the strip by itself, if nothing of it was taken yet.
    pub(super) fn whole(&self) -> BlockReader<'r> {
        self.reader.ahead(self.left)
    }

    /// Bytes that come next, as many as are at hand; none at the end of the strip or the file.
    pub(super) fn ahead(&mut self) -> Result<&[u8], Undecided> {
        if self.used >= self.piece.len() {
            self.fetch().map_err(|error| reason::of_reader(&error))?;
        }
        Ok(self.piece.get(self.used..).unwrap_or_default())
    }

    /// The next two bytes, wherever the blocks of the file end; fewer at the end.
    pub(super) fn two_ahead(&mut self) -> Result<&[u8], Undecided> {
        let held = self.ahead()?.len();
        if held == 1 {
            self.fetch().map_err(|error| reason::of_reader(&error))?;
        }
        let ahead = self.ahead()?;
        Ok(ahead.get(..2).unwrap_or(ahead))
    }

    /// Fetches what comes behind the bytes that are not used yet.
    fn fetch(&mut self) -> io::Result<()> {
        self.piece.drain(..self.used.min(self.piece.len()));
        self.used = 0;
        let kept = self.piece.len();
        let room = PIECE_BYTES.saturating_sub(kept);
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(room);
        self.piece.resize(kept.saturating_add(most), 0);
        let fetched = self.piece.get_mut(kept..).unwrap_or_default();
        let read = self.reader.read(fetched)?;
        if self.reversed {
            fetched.iter_mut().for_each(|byte| *byte = byte.reverse_bits());
        }
        self.piece.truncate(kept.saturating_add(read));
        self.left = self.left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(())
    }

    pub(super) const fn consume(&mut self, bytes: usize) {
        self.used = self.used.saturating_add(bytes);
    }

    /// The next byte; `None` at the end.
    pub(super) fn byte(&mut self) -> Result<Option<u8>, Undecided> {
        let byte = self.ahead()?.first().copied();
        self.consume(1);
        Ok(byte)
    }
}

impl Drop for Stored<'_> {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.piece);
    }
}
