use super::objects::find;
use super::parser::{Parser, is_blank};
use super::value::{Dictionary, Value};

/// A picture with fewer pixels shows nothing that could be compared. Fonts of bitmaps are full of them.
const FEWEST_PIXELS: u64 = 64 * 64;

/// What is said of a picture is short, so that no text is read again from each of its letters on.
const MOST_BYTES: usize = 4 << 10;

/// True if a page, or what is drawn on one, holds a picture between its words (ISO 32000-1, 8.9.7).
pub(super) fn has_picture(content: &[u8]) -> bool {
    let mut at = 0;
    while let Some(begin) = find(content, at, b"BI") {
        at = begin.saturating_add(2);
        let before = begin.checked_sub(1).and_then(|before| content.get(before));
        let alone = before.is_none_or(|byte| is_blank(*byte));
        if alone && content.get(at).is_some_and(|byte| is_blank(*byte) || *byte == b'/') {
            match entries(content, at) {
                Some(entries) if pixels(&entries) < FEWEST_PIXELS => {}
                Some(_) => return true,
                None => {}
            }
        }
    }
    false
}

/// What is said between `BI` and `ID`.
fn entries(content: &[u8], at: usize) -> Option<Dictionary> {
    let end = at.saturating_add(MOST_BYTES).min(content.len());
    let mut parser = Parser::new(content.get(..end)?, at);
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
