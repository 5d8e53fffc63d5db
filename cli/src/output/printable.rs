use std::path::Path;

/// A path that is safe to show on a terminal.
pub(crate) fn printable(path: &Path) -> String {
    printable_text(&path.to_string_lossy())
}

/// Text that is safe to show on a terminal: control characters, which can move the cursor or
/// change what was written before, and characters that reverse the reading order, are escaped.
pub(crate) fn printable_text(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if c.is_control() || reorders(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
        shown
    })
}

/// The bidirectional controls of Unicode (UAX #9, section 2) and the line separators.
const fn reorders(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_letters_stay() {
        assert_eq!(printable_text("é ü 日本.jpg"), "é ü 日本.jpg");
        assert_eq!(printable_text("a\u{1b}[2Jb\nc"), "a\\u{1b}[2Jb\\u{a}c");
        assert_eq!(printable_text("a\u{202e}gpj.exe"), "a\\u{202e}gpj.exe");
    }
}
