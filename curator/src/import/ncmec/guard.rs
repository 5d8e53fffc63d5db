use std::io::{BufRead, BufReader, Error, ErrorKind, Read};

use crate::import::reason::Reason;

/// Longest stretch of the document that the parser may keep: a tag, a text, a comment.
const MAX_EVENT_BYTES: usize = 1 << 16;

/// Counts lines, and stops the parser before a document makes it keep more than it should.
pub(super) struct Guard<R> {
    source: BufReader<R>,
    /// The line the parser is on.
    pub(super) line: u64,
    /// Why the source stopped it.
    pub(super) fault: Option<Reason>,
    left: usize,
}

impl<R: Read> Guard<R> {
    pub(super) fn new(source: R) -> Self {
        let source = BufReader::with_capacity(1 << 16, source);
        Self { source, line: 1, fault: None, left: MAX_EVENT_BYTES }
    }

    /// The parser has let go of what it kept.
    pub(super) fn renew(&mut self) {
        self.left = MAX_EVENT_BYTES;
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let chunk = self.fill_buf()?;
        let (from, into) = (chunk.iter(), buffer.iter_mut());
        let copied = from.zip(into).map(|(byte, slot)| *slot = *byte).count();
        self.consume(copied);
        Ok(copied)
    }
}

impl<R: Read> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 {
            self.fault = Some(Reason::TooLong);
            return Err(Error::from(ErrorKind::InvalidData));
        }
        match self.source.fill_buf() {
            Ok(chunk) => Ok(chunk.get(..self.left.min(chunk.len())).unwrap_or_default()),
            Err(fault) => {
                if fault.kind() != ErrorKind::Interrupted {
                    self.fault = Some(Reason::Unreadable);
                }
                Err(fault)
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        let used = self.source.buffer().get(..amount).unwrap_or_default();
        let lines = u64::try_from(memchr::memchr_iter(b'\n', used).count()).unwrap_or(u64::MAX);
        self.line = self.line.saturating_add(lines);
        self.left = self.left.saturating_sub(amount);
        self.source.consume(amount);
    }
}
