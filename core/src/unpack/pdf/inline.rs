use super::parser::{Parser, is_blank};
use super::value::{Dictionary, Value};
use crate::sniff::find_from;

/// A picture with fewer pixels shows nothing that could be compared. Fonts of bitmaps are full of them.
const FEWEST_PIXELS: u64 = 64 * 64;

/// What is said of a picture is short,
const MOST_BYTES: usize = 4 << 10;
/// and each byte of a content is read for a few of them at most: what is said of one does not lie in what
/// is said of another.
const MOST_READ: usize = 4;

/// True if a page, or what is drawn on one, holds a picture between its words (ISO 32000-1, 8.9.7), or so
/// much that looks like one that it cannot be told.
pub(super) fn has_picture(content: &[u8]) -> bool {
    let mut at = 0;
    let mut left = content.len().saturating_mul(MOST_READ);
    while let Some(begin) = find_from(content, at, b"BI") {
        at = begin.saturating_add(2);
        let before = begin.checked_sub(1).and_then(|before| content.get(before));
        let alone = before.is_none_or(|byte| is_blank(*byte));
        if alone && content.get(at).is_some_and(|byte| is_blank(*byte) || *byte == b'/') {
            let (entries, read) = entries(content, at);
            left = left.saturating_sub(read);
            let shows = entries.is_some_and(|entries| pixels(&entries) >= FEWEST_PIXELS);
            if shows || left == 0 {
                return true;
            }
        }
    }
    false
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
