use std::io::Read;

use presend::set::SectionAlgorithm;

use super::algorithm;
use crate::import::desk::{Desk, Draft, Row};
use crate::import::left_out::LeftOut;
use crate::import::lines::{Line, Lines};
use crate::import::reason::{BadLine, Reason};

/// Statements of a delta that add no file.
const OTHERS: [&[u8]; 10] = [
    b"INSERT INTO ",
    b"UPDATE ",
    b"DELETE ",
    b"BEGIN",
    b"COMMIT",
    b"END",
    b"PRAGMA ",
    b"CREATE ",
    b"DROP ",
    b"--",
];
const TABLES: [&[u8]; 2] = [b"INSERT INTO FILE", b"INSERT INTO METADATA"];

/// Reads a delta: a statement a line, unless a text holds a line end.
pub(super) fn read(lines: &mut Lines<impl Read>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    while let Some(line) = lines.next(Some(b'\''))? {
        let named = desk.summary.bad_rows();
        see(&line, desk)?;
        if desk.summary.bad_rows() > named {
            lines.again_from_second();
        }
    }
    Ok(())
}

/// True for what a delta may begin with.
pub(super) fn is_statement(line: &[u8]) -> bool {
    let text = line.trim_ascii();
    text.is_empty() || OTHERS.iter().any(|other| after(text, other).is_some())
}

/// One statement.
fn see(line: &Line<'_>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let text = line.text.trim_ascii();
    if let Some(flaw) = line.flaw {
        return desk.bad(line.number, flaw);
    }
    if let Some(rest) = TABLES.iter().find_map(|table| after(text, table)) {
        return insert(line.number, rest.trim_ascii_start(), desk);
    }
    if text.is_empty() {
        return Ok(());
    }
    if OTHERS.iter().any(|other| after(text, other).is_some()) {
        return desk.row(line.number, |_| Ok(Row::LeftOut(LeftOut::NoKnownGood)));
    }
    desk.bad(line.number, Reason::NotARow)
}

/// `(columns) VALUES (values), (values);`
fn insert(line: u64, text: &[u8], desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let Some((columns, mut rest)) = header(text) else {
        return desk.bad(line, Reason::NotARow);
    };
    loop {
        let mut ended = None;
        desk.row(line, |draft| {
            ended = fill(&columns, rest, draft)?;
            Ok(Row::Record)
        })?;
        match ended {
            Some(more) => rest = more,
            None => return Ok(()),
        }
    }
}

/// The columns, and what follows `VALUES`.
fn header(text: &[u8]) -> Option<(Vec<Option<SectionAlgorithm>>, &[u8])> {
    let text = text.strip_prefix(b"(")?;
    let end = text.iter().position(|byte| *byte == b')')?;
    let columns = text.get(..end)?.split(|byte| *byte == b',').map(algorithm).collect();
    let rest = text.get(end.checked_add(1)?..)?.trim_ascii_start();
    Some((columns, after(rest, b"VALUES")?))
}

/// Reads one `(values)`; what follows it, if that is another.
fn fill<'t>(
    columns: &[Option<SectionAlgorithm>],
    text: &'t [u8],
    draft: &mut Draft,
) -> Result<Option<&'t [u8]>, Reason> {
    let mut rest = text.trim_ascii_start().strip_prefix(b"(").ok_or(Reason::NotARow)?;
    let mut at = 0_usize;
    loop {
        let (value, behind) = value(rest.trim_ascii_start()).ok_or(Reason::NotARow)?;
        let column = columns.get(at).ok_or(Reason::WrongFieldCount)?;
        if let Some(algorithm) = column {
            draft.digits(*algorithm, value)?;
        }
        at = at.saturating_add(1);
        let behind = behind.trim_ascii_start();
        if let Some(more) = behind.strip_prefix(b",") {
            rest = more;
            continue;
        }
        let behind = behind.strip_prefix(b")").ok_or(Reason::NotARow)?.trim_ascii_start();
        if at != columns.len() {
            return Err(Reason::WrongFieldCount);
        }
        return match behind {
            b"" | b";" => Ok(None),
            _ => behind.strip_prefix(b",").map(Some).ok_or(Reason::NotARow),
        };
    }
}

/// One value without its marks, and what follows it. A mark within a text stands twice, and is no
/// part of a digest: the value is not put together, only passed over.
fn value(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(mut rest) = text.strip_prefix(b"'") else {
        let end = text.iter().position(|byte| matches!(byte, b',' | b')'))?;
        return Some((text.get(..end)?, text.get(end..)?));
    };
    let inside = rest;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\'')?;
        let behind = rest.get(end.checked_add(1)?..)?;
        match behind.strip_prefix(b"'") {
            Some(more) => rest = more,
            None => {
                let length = inside.len().checked_sub(behind.len())?.checked_sub(1)?;
                return Some((inside.get(..length)?, behind));
            }
        }
    }
}

/// What follows a word, whose case does not count.
fn after<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}
