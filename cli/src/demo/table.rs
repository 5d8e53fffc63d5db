//! The demo on the terminal: one row a scene, at most 100 columns.

use presend::explain::Language;
use presend::policy::Action;

use super::send::Sent;
use super::words;
use crate::output::{Colour, Style};

/// Columns of the title.
const TITLE: usize = 50;
/// Columns of the user's words.
const WORDS: usize = 72;

/// The lines above the rows.
pub(crate) fn head(style: Style) -> String {
    let first = format!("  #  {:TITLE$} found", "sent");
    let second = "     decision, time of the check, and what the user reads";
    let dim = |line: &str| style.paint(Colour::Dim, line, 0);
    format!("{}\n{}\n", dim(&first), dim(second))
}

/// What was sent and found; below it the decision, the time and the user's words.
pub(crate) fn row(style: Style, number: usize, sent: &Sent) -> String {
    let action = sent.checked.decision().action();
    let decision = style.paint(colour(action), words::decision(action), 5);
    let title = fitting(sent.scene.title, TITLE);
    let mut row = format!("{number:>3}  {title:TITLE$} {}\n", words::found(sent));
    let mut margin = format!("     {decision} {:>9}", words::milliseconds(sent.took));
    for line in wrapped(&sent.sentence(Language::English), WORDS) {
        row.push_str(&format!("{margin}  {}\n", style.paint(Colour::Dim, &line, 0)));
        margin = " ".repeat(20);
    }
    if let Some(surprise) = &sent.surprise {
        let line = format!("     NOT AS EXPECTED: {surprise}");
        row.push_str(&format!("{}\n", style.paint(Colour::Red, &line, 0)));
    }
    row
}

const fn colour(action: Action) -> Colour {
    match action {
        Action::Allow => Colour::Green,
        Action::Warn | Action::Ask => Colour::Yellow,
        Action::Block | Action::ReportCandidate => Colour::Red,
    }
}

/// At most this many characters.
fn fitting(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// Lines of at most this many characters, broken at blanks.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= most {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_broken_at_blanks_and_loses_nothing() {
        let text = "Nothing known was found and nothing leaves your phone";
        let lines = wrapped(text, 20);
        assert!(lines.iter().all(|line| line.len() <= 20), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped("", 20), [""]);
    }
}
