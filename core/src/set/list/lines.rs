use std::io::{BufRead, BufReader, Read};

use super::error::{ListError, ListErrorKind};

/// Longest line that is kept: [`super::ListWord::MAX_FRAMES`] frames, or 400 bytes for an entry of all
/// six values. A comment may be longer.
const MAX_LINE_BYTES: usize = 1 << 20;

/// One line without its end.
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: u64,
    /// The first [`MAX_LINE_BYTES`] of it.
    pub(super) text: &'a [u8],
    /// True if there was more.
    pub(super) cut: bool,
}

/// Yields lines without ever holding more than one, nor more of it than [`MAX_LINE_BYTES`].
pub(super) struct Lines<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
    number: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(list: R) -> Self {
        Self { reader: BufReader::with_capacity(1 << 16, list), line: Vec::new(), number: 0 }
    }

    /// The number of the line read last.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The next line; `None` behind the last.
    pub(super) fn next(&mut self) -> Result<Option<Line<'_>>, ListError> {
        self.line.clear();
        self.number = self.number.saturating_add(1);
        let (mut cut, mut begun) = (false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Err(fault) if fault.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => return Err(self.unreadable()),
                Ok(chunk) => chunk,
            };
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let text = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            let used = text.len().saturating_add(usize::from(end.is_some()));
            let room = MAX_LINE_BYTES.saturating_sub(self.line.len()).min(text.len());
            cut |= room < text.len();
            self.line.extend_from_slice(text.get(..room).unwrap_or_default());
            begun |= used > 0;
            self.reader.consume(used);
            if end.is_some() || used == 0 {
                break;
            }
        }
        Ok(begun.then(|| Line { number: self.number, text: trimmed(&self.line, self.number), cut }))
    }

    fn unreadable(&self) -> ListError {
        ListError { line: self.number, kind: ListErrorKind::Unreadable }
    }
}

/// Without the byte order mark that some editors put first, and without the CR of a CRLF.
fn trimmed(line: &[u8], number: u64) -> &[u8] {
    let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
    line.strip_suffix(b"\r").unwrap_or(line)
}
