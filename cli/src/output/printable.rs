use std::path::Path;

/// A path as a shell takes it back, which is safe to show on a terminal: plain if it can be, else in
/// quotation marks, `'my photo.jpg'`, and with what moves the cursor or is no text as `$'new\nline'`,
/// which POSIX shells have had since 2024 and bash and zsh long before.
pub(crate) fn printable(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let chunks = bytes.utf8_chunks();
    let is_text = chunks.clone().all(|chunk| chunk.invalid().is_empty());
    let mut letters = chunks.clone().flat_map(|chunk| chunk.valid().chars());
    if is_text && !bytes.is_empty() && letters.clone().all(is_plain) {
        return letters.collect();
    }
    if is_text && letters.all(|c| c != '\'' && !is_unsafe(c)) {
        return format!("'{}'", path.display());
    }
    let mut shown = "$'".to_owned();
    for chunk in chunks {
        chunk.valid().chars().for_each(|c| push_quoted(&mut shown, c));
        chunk.invalid().iter().for_each(|byte| push_byte(&mut shown, *byte));
    }
    shown.push('\'');
    shown
}

/// True for what means nothing but itself to a shell.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/._-+,:@%=^".contains(c) || !c.is_ascii() && !is_unsafe(c)
}

fn push_quoted(shown: &mut String, c: char) {
    match c {
        '\'' | '\\' => shown.extend(['\\', c]),
        '\n' => shown.push_str("\\n"),
        '\t' => shown.push_str("\\t"),
        '\r' => shown.push_str("\\r"),
        c if is_unsafe(c) => {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| push_byte(shown, byte));
        }
        c => shown.push(c),
    }
}

/// Three octal digits: no digit that follows can belong to them.
fn push_byte(shown: &mut String, byte: u8) {
    shown.push_str(&format!("\\{byte:03o}"));
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
pub(crate) fn json_escaped(line: &str) -> String {
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
    fn a_path_is_shown_as_a_shell_takes_it_back() {
        let shown = |path: &str| printable(Path::new(path));
        assert_eq!(shown("/a/é-日本_1.jpg"), "/a/é-日本_1.jpg");
        assert_eq!(shown("my $photo.jpg"), "'my $photo.jpg'");
        assert_eq!(shown("it's\n1\u{1b}[2J.jpg"), "$'it\\'s\\n1\\033[2J.jpg'");
        assert_eq!(shown("a\u{202e}gpj.exe"), "$'a\\342\\200\\256gpj.exe'");
        assert_eq!(shown(""), "''");
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
