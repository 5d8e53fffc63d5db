//! NIST's National Software Reference Library: digests of known software, to be refused.
//!
//! Version 2 is a table, `NSRLFile.txt`; so are the text exports of version 3, whose tables and view
//! `FILE` and `DISTINCT_HASH` have the columns `sha256`, `sha1` and `md5`. The deltas of version 3
//! are SQL. The database itself is no text: it is refused by name.

mod sql;

use std::io::Read;

use presend::hash::digest::DigestKind;
use presend::set::SectionAlgorithm;

use super::desk::{Desk, Draft, Row};
use super::fields::Fields;
use super::lines::{Line, Lines};
use super::reason::{BadLine, Reason};

/// Reads either form; the first line says which.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let ended = read_lines(&mut lines, desk);
    desk.summary.lines = lines.count();
    ended
}

fn read_lines(lines: &mut Lines<impl Read>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let at = |reason| BadLine { line: 1, reason };
    let first = lines.next(None)?.ok_or(at(Reason::Truncated))?;
    if sql::is_statement(first.text) {
        // A statement may have several lines.
        lines.again();
        return sql::read(lines, desk);
    }
    let mut table = Table::of_header(first.text).ok_or(at(Reason::MissingColumn))?;
    // A file name may hold a mark, and no row holds a line end: rows are lines.
    while let Some(line) = lines.next(None)? {
        if !line.text.trim_ascii().is_empty() || line.flaw.is_some() {
            desk.row(line.number, |draft| table.fill(&line, draft))?;
        }
    }
    Ok(())
}

/// Which fields of a row are digests.
struct Table {
    fields: Fields,
    digests: Vec<(SectionAlgorithm, usize)>,
}

impl Table {
    /// `None` if the line names no digest.
    fn of_header(line: &[u8]) -> Option<Self> {
        let bars = line.contains(&b'|');
        let (delimiter, quote) = if bars { (b'|', None) } else { (b',', Some(b'"')) };
        let mut fields = Fields::new(delimiter, quote);
        fields.split(line);
        let found = |at| Some((algorithm(fields.get(line, at)?)?, at));
        let digests: Vec<_> = (0..fields.len()).filter_map(found).collect();
        (!digests.is_empty()).then_some(Self { fields, digests })
    }

    /// Digests stand before the file name, so that what is odd in a name does no harm.
    fn fill(&mut self, line: &Line<'_>, draft: &mut Draft) -> Result<Row, Reason> {
        if let Some(flaw) = line.flaw {
            return Err(flaw);
        }
        self.fields.split(line.text);
        for (algorithm, at) in &self.digests {
            let digits = self.fields.get(line.text, *at).ok_or(Reason::WrongFieldCount)?;
            draft.digits(*algorithm, digits)?;
        }
        Ok(Row::Record)
    }
}

/// `SHA-1` in version 2, `sha1` in version 3.
fn algorithm(name: &[u8]) -> Option<SectionAlgorithm> {
    let name: Vec<u8> = name.trim_ascii().iter().filter(|byte| **byte != b'-').copied().collect();
    match name.to_ascii_lowercase().as_slice() {
        b"sha256" => Some(SectionAlgorithm::Exact(DigestKind::Sha256)),
        b"sha1" => Some(SectionAlgorithm::Exact(DigestKind::Sha1)),
        b"md5" => Some(SectionAlgorithm::Exact(DigestKind::Md5)),
        _ => None,
    }
}
