use std::io::Read;

use super::desk::{Desk, Draft, Row};
use super::lines::{Line, Lines};
use super::reason::{BadLine, Reason};

/// Reads the plain list that `presend scan --list` reads.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let ended = read_lines(&mut lines, desk);
    desk.summary.lines = lines.count();
    ended
}

fn read_lines(lines: &mut Lines<impl Read>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    while let Some(line) = lines.next(None)? {
        let values = before_comment(&line);
        if line.text.starts_with(b"#!") {
            desk.bad(line.number, Reason::Instruction)?;
        } else if line.flaw.is_some() && values.len() == line.text.len() {
            desk.bad(line.number, Reason::TooLong)?;
        } else if words(values).next().is_some() {
            desk.row(line.number, |draft| fill(values, draft))?;
        }
    }
    Ok(())
}

fn before_comment<'a>(line: &Line<'a>) -> &'a [u8] {
    let comment = line.text.iter().position(|byte| *byte == b'#');
    line.text.get(..comment.unwrap_or(line.text.len())).unwrap_or_default()
}

fn fill(values: &[u8], draft: &mut Draft) -> Result<Row, Reason> {
    for word in words(values) {
        draft.word(word)?;
    }
    Ok(Row::Record)
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty())
}
