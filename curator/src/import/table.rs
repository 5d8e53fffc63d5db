use std::io::Read;

use super::columns::{Columns, Meaning};
use super::desk::{Desk, Draft, Row};
use super::fields::Fields;
use super::header::Understood;
use super::item::Item;
use super::lines::Lines;
use super::reason::{BadLine, Reason};

/// Reads a table whose first line names its columns.
pub(super) fn read(
    columns: &Columns,
    source: impl Read,
    desk: &mut Desk<'_>,
) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let ended = read_rows(columns, &mut lines, desk);
    desk.summary.lines = lines.count();
    ended
}

fn read_rows(
    columns: &Columns,
    lines: &mut Lines<impl Read>,
    desk: &mut Desk<'_>,
) -> Result<(), BadLine> {
    let (table, mut fields) = Table::of_header(columns, lines, desk)?;
    let fields = &mut fields;
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
        desk: &mut Desk<'_>,
    ) -> Result<(Self, Fields), BadLine> {
        let at = |reason| BadLine { line: 1, reason };
        let line = lines.next(columns.quote)?.ok_or(at(Reason::Truncated))?;
        if let Some(flaw) = line.flaw {
            return Err(at(flaw));
        }
        let Understood { header, fields, places, fault } =
            Understood::of(columns, desk.lent(), line.text);
        desk.show(Item::Header(&header));
        let width = fields.len();
        fault.map_or(Ok((Self { places, width }, fields)), |reason| Err(at(reason)))
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
                (Meaning::Link, _) => draft.link(field(*at))?,
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
