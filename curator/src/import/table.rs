use std::io::Read;

use super::columns::{Columns, Meaning};
use super::desk::{Desk, Draft, Row};
use super::fields::Fields;
use super::lines::Lines;
use super::reason::{BadLine, Reason};

/// Reads a table whose first line names its columns.
pub(super) fn read(
    columns: &Columns,
    source: impl Read,
    desk: &mut Desk<'_>,
) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let mut fields = Fields::new(columns.delimiter, columns.quote);
    let ended = read_rows(columns, &mut lines, &mut fields, desk);
    desk.summary.lines = lines.count();
    ended
}

fn read_rows(
    columns: &Columns,
    lines: &mut Lines<impl Read>,
    fields: &mut Fields,
    desk: &mut Desk<'_>,
) -> Result<(), BadLine> {
    let table = Table::of_header(columns, lines, fields)?;
    while let Some(line) = lines.next(columns.quote)? {
        if line.text.trim_ascii().is_empty() && line.flaw.is_none() {
            continue;
        }
        let number = line.number;
        let fits = match line.flaw {
            Some(flaw) => Err(flaw),
            None => table.fits(fields, line.text),
        };
        match fits {
            Ok(()) => desk.row(number, |draft| table.fill(fields, line.text, draft))?,
            Err(reason) => {
                desk.bad(number, reason)?;
                lines.again_from_second();
            }
        }
    }
    Ok(())
}

/// Where in a row what stands.
pub(super) struct Table {
    places: Vec<(Meaning, usize)>,
    width: usize,
}

impl Table {
    fn of_header(
        columns: &Columns,
        lines: &mut Lines<impl Read>,
        fields: &mut Fields,
    ) -> Result<Self, BadLine> {
        let at = |reason| BadLine { line: 1, reason };
        let header = lines.next(columns.quote)?.ok_or(at(Reason::Truncated))?;
        if let Some(flaw) = header.flaw {
            return Err(at(flaw));
        }
        fields.split(header.text);
        let places: Result<Vec<_>, Reason> = columns
            .names
            .iter()
            .map(|(meaning, name)| Ok((*meaning, place(fields, header.text, name)?)))
            .collect();
        Ok(Self { places: places.map_err(at)?, width: fields.len() })
    }

    /// Splits the row; it must have a field for each column. One more that is empty is the mark of
    /// a delimiter behind each field.
    fn fits(&self, fields: &mut Fields, row: &[u8]) -> Result<(), Reason> {
        if row.iter().any(|byte| matches!(byte, b'\r' | b'\n')) && !fields.are_closed(row) {
            return Err(Reason::UnclosedQuote);
        }
        fields.split(row);
        let last = fields.get(row, self.width);
        let trailing = fields.len() == self.width.saturating_add(1) && last == Some(b"");
        if fields.len() == self.width || trailing { Ok(()) } else { Err(Reason::WrongFieldCount) }
    }

    fn fill(&self, fields: &Fields, row: &[u8], draft: &mut Draft) -> Result<Row, Reason> {
        let field = |at: usize| fields.get(row, at).unwrap_or_default();
        let quality = self.places.iter().find(|(meaning, _)| *meaning == Meaning::Quality);
        for (meaning, at) in &self.places {
            match (meaning, quality) {
                (Meaning::Quality, _) => {}
                (Meaning::Id, _) => draft.record.id.extend_from_slice(field(*at).trim_ascii()),
                (Meaning::Value(algorithm), Some((_, quality)))
                    if algorithm.is_perceptual() && !field(*at).trim_ascii().is_empty() =>
                {
                    draft.hash(*algorithm, field(*at), field(*quality))?;
                }
                (Meaning::Value(algorithm), _) => draft.digits(*algorithm, field(*at))?,
            }
        }
        Ok(Row::Record)
    }
}

fn place(fields: &Fields, header: &[u8], name: &str) -> Result<usize, Reason> {
    let is_it = |at: &usize| {
        let field = fields.get(header, *at).unwrap_or_default();
        field.trim_ascii().eq_ignore_ascii_case(name.as_bytes())
    };
    let mut found = (0..fields.len()).filter(is_it);
    let first = found.next().ok_or(Reason::MissingColumn)?;
    if found.next().is_some() { Err(Reason::DuplicateColumn) } else { Ok(first) }
}
