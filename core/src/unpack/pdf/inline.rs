//! Pictures between the words of a page (ISO 32000-1, 8.9.7).

use super::super::Piece;
use super::filters::filters;
use super::objects::Objects;
use super::parser::{Parser, is_blank};
use super::picture;
use super::value::{Dictionary, Value};
use crate::decode::Guard;
use crate::sniff::find_from;
use crate::undecided::Undecided;

/// A picture with fewer pixels shows nothing that could be compared. Fonts of bitmaps are full of them.
const FEWEST_PIXELS: u64 = 64 * 64;

/// What is said of a picture is short,
const MOST_BYTES: usize = 4 << 10;
/// and each byte of a content is read for a few of them at most: what is said of one does not lie in what
/// is said of another.
const MOST_READ: usize = 4;

/// The word that ends a picture may be among its bytes by chance. So often it is taken for one.
const MOST_ENDS: usize = 8;
const END: &[u8] = b"EI";

/// Looks for pictures in a page, or in what is drawn on one.
pub(super) struct Search<'c> {
    content: &'c [u8],
    at: usize,
    left: usize,
}

/// What is said of a picture, and its bytes with all that follows.
pub(super) struct Found<'c> {
    entries: Dictionary,
    data: &'c [u8],
}

impl<'c> Search<'c> {
    pub(super) const fn new(content: &'c [u8]) -> Self {
        Self { content, at: 0, left: content.len().saturating_mul(MOST_READ) }
    }

    /// The next picture of some size; the last time without one if there is so much that looks like one that
    /// it cannot be told.
    pub(super) fn next(&mut self) -> Option<Result<Found<'c>, Undecided>> {
        while let Some(begin) = find_from(self.content, self.at, b"BI") {
            self.at = begin.saturating_add(2);
            let before = begin.checked_sub(1).and_then(|before| self.content.get(before));
            let alone = before.is_none_or(|byte| is_blank(*byte));
            let behind = self.content.get(self.at);
            if alone && behind.is_some_and(|byte| is_blank(*byte) || *byte == b'/') {
                let (entries, read) = entries(self.content, self.at);
                self.left = self.left.saturating_sub(read);
                if let Some(entries) = entries.filter(|entries| pixels(entries) >= FEWEST_PIXELS) {
                    self.at = self.at.saturating_add(read);
                    return Some(Ok(self.found(entries)));
                }
                if self.left == 0 {
                    self.at = self.content.len();
                    return Some(Err(Undecided::UnsupportedFormat));
                }
            }
        }
        None
    }

    /// One blank stands between the word and the bytes.
    fn found(&self, entries: Dictionary) -> Found<'c> {
        let data = self.content.get(self.at.saturating_add(1)..).unwrap_or_default();
        Found { entries, data }
    }

    /// Goes on behind a picture that was read.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }
}

impl<'c> Found<'c> {
    /// The picture as a file, and how many bytes it has on the page: up to the first word for its end with
    /// which it can be read.
    pub(super) fn bytes(
        &self,
        file: (&[u8], &Objects),
        guard: &mut Guard<'_>,
    ) -> Result<(Piece<'c>, usize), Undecided> {
        let filters = filters(file.1, &self.entries)?;
        let is_jpeg = matches!(filters.as_slice(), [(b"DCTDecode" | b"DCT", _)]);
        let (mut from, mut why) = (0, Undecided::Truncated);
        for _ in 0..MOST_ENDS {
            let end = end(self.data, from);
            let read = end.unwrap_or(self.data.len()).saturating_sub(from);
            guard.work(u64::try_from(read).unwrap_or(u64::MAX))?;
            let Some(end) = end else { break };
            let data = self.data.get(..end).unwrap_or_default();
            let data = if is_jpeg { without_blanks(data) } else { data };
            match picture::bytes(data, &self.entries, file, guard) {
                Ok(piece) if !is_cut_jpeg(&piece) => return Ok((piece, end)),
                Ok(_) => why = Undecided::Truncated,
                Err(reason @ (Undecided::Truncated | Undecided::Corrupt)) => why = reason,
                Err(other) => return Err(other),
            }
            from = end.saturating_add(END.len());
        }
        Err(why)
    }
}

/// Where the next word for the end stands. What is before it may be any byte.
fn end(data: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = find_from(data, from, END)?;
        from = at.saturating_add(END.len());
        if data.get(from).is_none_or(|byte| is_blank(*byte)) {
            return Some(at);
        }
    }
}

/// Without the blanks before the word for the end, which are no part of the file.
fn without_blanks(data: &[u8]) -> &[u8] {
    let blanks = data.iter().rev().take_while(|byte| is_blank(**byte)).count();
    data.get(..data.len().saturating_sub(blanks)).unwrap_or_default()
}

fn is_cut_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8") && !bytes.ends_with(b"\xff\xd9")
}

/// What is said between `BI` and `ID`, if it is that, and how many bytes were read for it.
fn entries(content: &[u8], at: usize) -> (Option<Dictionary>, usize) {
    let end = at.saturating_add(MOST_BYTES).min(content.len());
    let mut parser = Parser::new(content.get(..end).unwrap_or_default(), at);
    let entries = entries_of(&mut parser);
    (entries, parser.at.saturating_sub(at))
}

fn entries_of(parser: &mut Parser<'_>) -> Option<Dictionary> {
    let mut entries = Vec::new();
    loop {
        parser.skip_blanks();
        if parser.word(b"ID").is_some() {
            return Some(Dictionary(entries));
        }
        let Value::Name(key) = parser.value(0)? else { return None };
        entries.push((key, parser.value(0)?));
    }
}

/// As many as can be, if it does not say.
fn pixels(entries: &Dictionary) -> u64 {
    let number = |key, short| entries.either(key, short).and_then(Value::number);
    let width = number(b"Width".as_slice(), b"W".as_slice()).unwrap_or(u64::MAX);
    width.saturating_mul(number(b"Height", b"H").unwrap_or(u64::MAX))
}
