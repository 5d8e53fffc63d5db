use core::fmt;

use super::lines::Lines;

/// Where a strict text that people write by hand is not what it must be, and what is expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is expected there, in words.
    pub expected: String,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: expected {}", self.line, self.expected)
    }
}

impl core::error::Error for TextFault {}

impl TextFault {
    /// Of a text that its reader gave up.
    pub(in crate::set) fn unread(text: &str, lines: &Lines<'_>) -> Self {
        if let Some(line) = text.split('\n').position(|line| line.ends_with('\r')) {
            let expected = "lines that end with LF alone, as on Unix, not with CR LF".to_owned();
            return Self { line: line.saturating_add(1), expected };
        }
        let (line, expected) = lines.wanted();
        Self { line, expected }
    }

    /// Of a text that was read and has more behind it, or is not as it is written again.
    pub(in crate::set) fn unlike(text: &str, written: &str) -> Option<Self> {
        let (mut lines, mut again) = (text.split('\n'), written.split('\n'));
        (1..).find_map(|line| match (lines.next(), again.next()) {
            (None, None) => Some(None),
            (there, wanted) if there == wanted => None,
            (_, None | Some("")) => Some(Some(Self { line, expected: "nothing more".to_owned() })),
            (_, Some(wanted)) => Some(Some(Self { line, expected: format!("`{wanted}`") })),
        })?
    }

    /// Of a line whose value another line, or the product, rules out.
    pub(in crate::set) fn of_line(text: &str, name: &str, expected: &str) -> Self {
        let is_it = |line: &str| line.split(' ').next() == Some(name);
        let at = text.split('\n').position(is_it).unwrap_or_default();
        Self { line: at.saturating_add(1), expected: expected.to_owned() }
    }
}
