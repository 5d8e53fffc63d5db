use std::path::Path;

/// A path that is safe to show on a terminal.
pub(crate) fn printable(path: &Path) -> String {
    printable_text(&path.to_string_lossy())
}

/// Text that is safe to show on a terminal: control characters, which can move the cursor or
/// change what was written before, and characters that reverse the reading order, are escaped.
pub(crate) fn printable_text(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if is_unsafe(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
        shown
    })
}

/// A line of JSON that is safe to show on a terminal, and means the same: such characters stand
/// only within its strings.
pub(super) fn json_escaped(line: &str) -> String {
    line.chars().fold(String::with_capacity(line.len()), |mut shown, c| {
        if is_unsafe(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                shown.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            shown.push(c);
        }
        shown
    })
}

fn is_unsafe(c: char) -> bool {
    c.is_control() || reorders(c)
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

    #[test]
    fn escaped_json_means_the_same_and_moves_no_cursor() {
        let text = "é 日本 \" \\ \u{7f}\u{9b}2J\u{85}\u{2028}\u{2029}\u{202e}\u{2066}\u{61c}\u{1f600}\n\u{1b}";
        let line = json_escaped(&serde_json::to_string(text).unwrap_or_default());
        assert!(line.chars().all(|c| !is_unsafe(c)), "{line}");
        assert!(line.contains("é 日本") && line.contains("\\u009b2J\\u0085\\u2028"), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).ok().as_deref(), Some(text));
    }
}
