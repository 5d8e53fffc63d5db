use std::io::{ErrorKind, Read};

use memchr::{memchr_iter, memchr2};

use super::reason::{BadLine, Reason};

/// Longest line: the plain list's, which holds a video.
const MAX_LINE_BYTES: usize = 1 << 20;
/// Longest row that a quoted line end may make of several lines. A quotation mark that is never
/// closed costs this much reading ahead, and no line behind it.
const MAX_QUOTED_BYTES: usize = 1 << 16;

/// One line without its end, or several if a quoted field holds line ends.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Of the first, from 1.
    pub(super) number: u64,
    pub(super) text: &'a [u8],
    /// What is wrong with it before anyone looks into it.
    pub(super) flaw: Option<Reason>,
}

/// Yields lines from a window of fixed size. A line ends with LF, CR LF, or CR alone, as Excel for
/// Mac writes it: a reader that knew LF only would take such a file for one line, its header.
pub(super) struct Lines<R> {
    source: R,
    window: Vec<u8>,
    /// What is not yet yielded.
    start: usize,
    end: usize,
    ended: bool,
    number: u64,
    /// The row yielded last is longer than the window: the rest of it is to be passed over.
    cut: bool,
    /// Where the row yielded last begins, and its second line if it has one.
    last: Mark,
    second: Option<Mark>,
}

/// A place in the window, and the number of the line that begins there.
#[derive(Clone, Copy, Default)]
struct Mark {
    at: usize,
    number: u64,
}

/// Where a row ends within the window.
struct Extent {
    /// Without its line end.
    length: usize,
    /// Of the line end: 0 at the end of the source.
    end: usize,
    lines: u64,
    flaw: Option<Reason>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(source: R) -> Self {
        // With room for two line ends.
        let window = vec![0; MAX_LINE_BYTES.saturating_add(MAX_QUOTED_BYTES).saturating_add(4)];
        Self {
            source,
            window,
            start: 0,
            end: 0,
            ended: false,
            number: 1,
            cut: false,
            last: Mark::default(),
            second: None,
        }
    }

    /// How many lines were yielded.
    pub(super) fn count(&self) -> u64 {
        self.number.saturating_sub(1)
    }

    /// The next row; `None` behind the last. Line ends between two of `quote` are within a field.
    pub(super) fn next(&mut self, quote: Option<u8>) -> Result<Option<Line<'_>>, BadLine> {
        if core::mem::take(&mut self.cut) {
            self.skip_line()?;
        }
        let Some(first) = self.line_end(0)? else { return Ok(None) };
        let to_second = first.length.saturating_add(first.end);
        let extent = match quote {
            Some(quote) if self.opens(quote, 0, first.length) => self.quoted(quote, first)?,
            _ => first,
        };
        let (from, number) = (self.start, self.number);
        self.last = Mark { at: from, number };
        let second = Mark { at: from.saturating_add(to_second), number: number.saturating_add(1) };
        self.second = (extent.lines > 1).then_some(second);
        self.number = number.saturating_add(extent.lines);
        let to = from.saturating_add(extent.length);
        self.start = to.saturating_add(extent.end).min(self.end);
        self.cut = extent.flaw == Some(Reason::TooLong);
        let text = self.window.get(from..to).unwrap_or_default();
        Ok(Some(Line { number, text, flaw: extent.flaw }))
    }

    /// Yields the row yielded last once more.
    pub(super) fn again(&mut self) {
        (self.start, self.number) = (self.last.at, self.last.number);
    }

    /// Yields what follows the first line of the row yielded last once more, line by line: that row
    /// was none, so that its other lines may be rows of their own.
    pub(super) fn again_from_second(&mut self) {
        if let Some(second) = self.second.take() {
            (self.start, self.number) = (second.at, second.number);
        }
    }

    /// The end of the line that begins `from` bytes behind the start.
    fn line_end(&mut self, from: usize) -> Result<Option<Extent>, BadLine> {
        let mut seen = from;
        loop {
            match self.end_behind(seen) {
                Some((length, end)) => {
                    return Ok(Some(Extent { length, end, lines: 1, flaw: None }));
                }
                None => seen = self.without_last_cr(),
            }
            if self.ended {
                let line = Extent { length: seen, end: 0, lines: 1, flaw: None };
                return Ok((seen > from).then_some(line));
            }
            if seen.saturating_sub(from) >= MAX_LINE_BYTES {
                let flaw = Some(Reason::TooLong);
                return Ok(Some(Extent { length: seen, end: 0, lines: 1, flaw }));
            }
            self.fill()?;
        }
    }

    /// Where the next line ends, and the length of its end; `None` if that cannot be told yet.
    fn end_behind(&self, seen: usize) -> Option<(usize, usize)> {
        let rest = self.rest().get(seen..)?;
        let at = memchr2(b'\n', b'\r', rest)?;
        let length = seen.saturating_add(at);
        match rest.get(at..)? {
            [b'\r', b'\n', ..] => Some((length, 2)),
            [b'\r'] if !self.ended => None,
            _ => Some((length, 1)),
        }
    }

    /// How much of what was read holds no line end: a CR at its end may be half of one.
    fn without_last_cr(&self) -> usize {
        let rest = self.rest();
        rest.strip_suffix(b"\r").unwrap_or(rest).len()
    }

    /// The end of the row whose first line leaves a quotation mark open.
    fn quoted(&mut self, quote: u8, first: Extent) -> Result<Extent, BadLine> {
        let Extent { mut length, mut end, mut lines, flaw } = first;
        let mut open = true;
        while open && flaw.is_none() && length < MAX_QUOTED_BYTES {
            let from = length.saturating_add(end);
            let Some(next) = self.line_end(from)? else { break };
            open ^= self.opens(quote, from, next.length);
            (length, end) = (next.length, next.end);
            lines = lines.saturating_add(1);
        }
        if open || length > MAX_QUOTED_BYTES {
            return Ok(Extent { flaw: flaw.or(Some(Reason::UnclosedQuote)), ..first });
        }
        Ok(Extent { length, end, lines, flaw: None })
    }

    /// True if there is an odd number of quotation marks.
    fn opens(&self, quote: u8, from: usize, to: usize) -> bool {
        let text = self.rest().get(from..to).unwrap_or_default();
        memchr_iter(quote, text).count() & 1 == 1
    }

    fn rest(&self) -> &[u8] {
        self.window.get(self.start..self.end).unwrap_or_default()
    }

    /// Drops the rest of a line that is longer than the window.
    fn skip_line(&mut self) -> Result<(), BadLine> {
        loop {
            if let Some((length, end)) = self.end_behind(0) {
                self.start = self.start.saturating_add(length).saturating_add(end);
                return Ok(());
            }
            self.start = self.start.saturating_add(self.without_last_cr());
            if self.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Reads once more into the window, behind what is in it.
    fn fill(&mut self) -> Result<(), BadLine> {
        if self.start > 0 {
            self.window.copy_within(self.start..self.end, 0);
            self.end = self.end.saturating_sub(self.start);
            self.start = 0;
        }
        let room = self.window.get_mut(self.end..).unwrap_or_default();
        match self.source.read(room) {
            Ok(read) => {
                self.end = self.end.saturating_add(read).min(self.window.len());
                self.ended = read == 0;
                Ok(())
            }
            Err(fault) if fault.kind() == ErrorKind::Interrupted => Ok(()),
            Err(_) => Err(BadLine { line: self.number, reason: Reason::Unreadable }),
        }
    }
}
