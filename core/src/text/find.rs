//! Where the links of a text are. One pass, whatever the text is.
//!
//! A link is `scheme://` and an authority, or a host name with a known last label, each with the path
//! that follows. A link within a link, as in `http://a.example/?to=http://b.example`, is one too.

use core::fmt;

use super::marks::Brackets;
use super::names::{ends_authority, host_as_written, is_of_host, known_name, scheme_of};

/// The links of a text, in order.
#[must_use]
pub fn links(text: &str) -> Links<'_> {
    Links { rest: text, word: Word::default() }
}

/// Gives one link after the other; made by [`links`]. Its `Debug` shows nothing of the text.
#[derive(Clone)]
pub struct Links<'t> {
    rest: &'t str,
    word: Word<'t>,
}

impl<'t> Iterator for Links<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        loop {
            if let Some(link) = self.word.next_link() {
                return Some(link);
            }
            let rest = self.rest.trim_start_matches(ends_word);
            let end = rest.find(ends_word).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end)?;
            if word.is_empty() {
                return None;
            }
            self.rest = after;
            self.word = Word::new(word);
        }
    }
}

impl fmt::Debug for Links<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Links(..)")
    }
}

/// What no link goes on behind.
fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}')
        || matches!(c, '\u{2039}' | '\u{203a}' | '\u{3001}' | '\u{3008}'..='\u{3011}')
}

/// A text without blanks, looked at from left to right.
#[derive(Clone, Copy, Default)]
struct Word<'t> {
    text: &'t str,
    at: usize,
    brackets: Brackets,
    /// True within a link, where only a scheme begins another.
    in_link: bool,
}

impl<'t> Word<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, brackets: Brackets::of(text), in_link: false }
    }

    fn next_link(&mut self) -> Option<&'t str> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = self.at.saturating_add(rest.find(is_of_host)?);
            let run = self.run(start, is_of_host);
            let end = start.saturating_add(run.len());
            let before = self.text.get(..start)?.chars().next_back();
            let after = self.text.get(end..)?;
            self.at = end;
            let link = if after.starts_with("://") || after.starts_with(":\\\\") {
                self.with_scheme(start, run)
            } else if !self.in_link && before != Some('@') && !after.starts_with('@') {
                self.bare(start, run)
            } else {
                None
            };
            if link.is_some() {
                return link;
            }
        }
    }

    /// The characters from `start` on for which `belongs` holds.
    fn run(&self, start: usize, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        rest.get(..length).unwrap_or_default()
    }

    /// `run` ends where a scheme must end.
    fn with_scheme(&mut self, start: usize, run: &str) -> Option<&'t str> {
        let name = scheme_of(run);
        let start = start.saturating_add(run.len().saturating_sub(name.len()));
        let slashes = self.run(self.at.saturating_add(1), |c| matches!(c, '/' | '\\'));
        let from = self.at.saturating_add(1).saturating_add(slashes.len());
        let authority = self.run(from, |c| !ends_authority(c));
        self.at = from;
        if name.is_empty() || authority.is_empty() {
            return None;
        }
        let written = host_as_written(authority);
        self.at = from.saturating_add(written);
        self.in_link = written == authority.len();
        let end = if self.in_link { self.end(start).max(self.at) } else { self.at };
        self.text.get(start..end).filter(|_| written > 0)
    }

    /// A host name without a scheme.
    fn bare(&mut self, start: usize, run: &'t str) -> Option<&'t str> {
        let (from, name) = known_name(run)?;
        let start = start.saturating_add(from);
        let end = start.saturating_add(name.len());
        let after = self.text.get(end..)?;
        let port = after
            .strip_prefix(':')
            .is_some_and(|port| port.starts_with(|c: char| c.is_ascii_digit()));
        self.in_link = port || after.starts_with(ends_authority);
        self.at = end.max(self.at);
        let end = if self.in_link { self.end(start).max(end) } else { end };
        self.text.get(start..end)
    }

    /// Where a link from `start` on ends that goes on to the end: before the sentence's own marks.
    fn end(&mut self, start: usize) -> usize {
        self.brackets.go_to(start, self.text);
        self.brackets.without_marks(self.text).len()
    }
}
