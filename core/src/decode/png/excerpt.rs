use std::io::{self, BufRead, Read, Seek, SeekFrom};

use super::chunks::{Chunk, HEADER_BYTES, Survey};
use crate::decode::reader::BlockReader;

/// One picture of a file, the still or a frame, as a PNG of its own: header, palette, transparency
/// and pixels. The decoder reads it and never meets any other chunk, so that none of them can take
/// the picture away.
pub(super) struct Excerpt<'a> {
    file: BlockReader<'a>,
    /// What is written before the next piece of the file.
    head: [u8; HEAD_BYTES],
    head_left: usize,
    /// Bytes of the file left in this piece.
    piece_left: u64,
    next: Next,
    palette: Option<Chunk>,
    transparency: Option<Chunk>,
    header: [u8; HEADER_BYTES],
    /// Where the pixels begin, and where the next chunk of them is looked for.
    at: u64,
    of: Of,
}

/// The header chunk is the longest: its name and length, its data, and a checksum that nobody looks at.
const HEAD_BYTES: usize = 8 + HEADER_BYTES + 4;

/// Which picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// The `IDAT` chunks, which lie together.
    Still,
    /// The `fdAT` chunks up to the next control.
    Frame,
}

#[derive(Clone, Copy)]
enum Next {
    Signature,
    Header,
    Palette,
    Transparency,
    Pixels,
    End,
}

impl<'a> Excerpt<'a> {
    /// The picture of these sides whose pixels are looked for from `at` on.
    pub(super) fn new(
        file: BlockReader<'a>,
        survey: &Survey,
        (width, height): (u32, u32),
        at: u64,
        of: Of,
    ) -> Self {
        let mut header = survey.header.unwrap_or_default();
        let sides = [width.to_be_bytes(), height.to_be_bytes()];
        header.iter_mut().zip(sides.as_flattened()).for_each(|(to, from)| *to = *from);
        let (palette, transparency) = (survey.palette, survey.transparency);
        let (head, head_left, piece_left) = ([0; HEAD_BYTES], 0, 0);
        let next = Next::Signature;
        Self { file, head, head_left, piece_left, next, palette, transparency, header, at, of }
    }

    /// Goes on to the next piece; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        match self.next {
            Next::Signature => {
                self.say(b"\x89PNG\r\n\x1a\n");
                self.next = Next::Header;
            }
            Next::Header => {
                self.say(&[&b"\0\0\0\x0dIHDR"[..], &self.header, &[0; 4]].concat());
                self.next = Next::Palette;
            }
            Next::Palette => {
                self.next = Next::Transparency;
                if let Some(chunk) = self.palette.take() {
                    self.copy(&chunk, 0, *b"PLTE")?;
                }
            }
            Next::Transparency => {
                self.next = Next::Pixels;
                if let Some(chunk) = self.transparency.take() {
                    self.copy(&chunk, 0, *b"tRNS")?;
                }
            }
            Next::Pixels => return self.pixels(),
            Next::End => return Ok(false),
        }
        Ok(true)
    }

    fn say(&mut self, bytes: &[u8]) {
        self.head_left = bytes.len();
        let from = self.head.len().saturating_sub(bytes.len());
        self.head.iter_mut().skip(from).zip(bytes).for_each(|(to, byte)| *to = *byte);
    }

    /// Says the head of a chunk, and copies the chunk without its first `skipped` bytes, and its
    /// checksum.
    fn copy(&mut self, chunk: &Chunk, skipped: u64, name: [u8; 4]) -> io::Result<()> {
        let length = chunk.length.saturating_sub(skipped);
        let length_bytes = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        self.say([length_bytes, name].as_flattened());
        self.file.seek(SeekFrom::Start(chunk.start.saturating_add(skipped)))?;
        self.piece_left = length.saturating_add(4);
        Ok(())
    }

    /// Pixels that are in the file whole end with a mark, also where the file does without.
    fn end(&mut self) -> bool {
        self.say(b"\0\0\0\0IEND\xae\x42\x60\x82");
        self.next = Next::End;
        true
    }

    /// The next chunk of pixels.
    fn pixels(&mut self) -> io::Result<bool> {
        loop {
            self.file.seek(SeekFrom::Start(self.at))?;
            let mut head = [0; 8];
            if self.file.read_exact(&mut head).is_err() {
                // A cancel shows up when the file is read again.
                self.file.fill_buf()?;
                return Ok(self.end());
            }
            let [a, b, c, d, name @ ..] = head;
            let length = u64::from(u32::from_be_bytes([a, b, c, d]));
            let chunk = Chunk { name, start: self.at.saturating_add(8), length };
            self.at = chunk.after();
            match (&name, self.of) {
                (b"IDAT", Of::Still) => {
                    self.copy(&chunk, 0, *b"IDAT")?;
                    return Ok(true);
                }
                (b"fdAT", Of::Frame) if length >= 4 => {
                    self.copy(&chunk, 4, *b"IDAT")?;
                    return Ok(true);
                }
                (b"fcTL" | b"IEND", _) | (_, Of::Still) => {
                    return Ok(self.end());
                }
                _ => {}
            }
        }
    }
}

impl BufRead for Excerpt<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.head_left == 0 && self.piece_left == 0 {
            if !self.advance()? {
                return Ok(&[]);
            }
        }
        if self.head_left > 0 {
            let from = self.head.len().saturating_sub(self.head_left);
            return Ok(self.head.get(from..).unwrap_or_default());
        }
        let most = usize::try_from(self.piece_left).unwrap_or(usize::MAX);
        let there = self.file.fill_buf()?;
        Ok(there.get(..most).unwrap_or(there))
    }

    fn consume(&mut self, amount: usize) {
        if self.head_left > 0 {
            self.head_left = self.head_left.saturating_sub(amount);
            return;
        }
        self.file.consume(amount);
        let amount = u64::try_from(amount).unwrap_or(u64::MAX);
        self.piece_left = self.piece_left.saturating_sub(amount);
    }
}

impl Read for Excerpt<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

/// The decoder asks that it can, and never does.
impl Seek for Excerpt<'_> {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
