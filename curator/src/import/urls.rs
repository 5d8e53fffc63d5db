use std::io::Read;

use super::desk::{Desk, Draft, Row};
use super::fields::Fields;
use super::lines::Lines;
use super::reason::{BadLine, Reason};

/// Reads a list of links or expressions, one a line. A line that begins with `#` is a comment; a `#`
/// within a line begins the part of a link that no server sees.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    each_line(source, desk, &mut |line, draft| {
        draft.link(line)?;
        Ok(Row::Record)
    })
}

/// Reads URLhaus's table: `id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter`,
/// each field in quotation marks, behind comments; an older one has no `last_online`.
pub(super) fn read_urlhaus(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut fields = Fields::new(b',', Some(b'"'));
    each_line(source, desk, &mut |line, draft| {
        if !fields.are_closed(line) {
            return Err(Reason::UnclosedQuote);
        }
        fields.split(line);
        let (8 | 9, Some(id), Some(url)) = (fields.len(), fields.get(line, 0), fields.get(line, 2))
        else {
            return Err(Reason::WrongFieldCount);
        };
        draft.record.id.extend_from_slice(id.trim_ascii());
        draft.link(url)?;
        Ok(Row::Record)
    })
}

type Fill<'a> = dyn FnMut(&[u8], &mut Draft) -> Result<Row, Reason> + 'a;

/// Every line that is neither blank nor a comment.
fn each_line(source: impl Read, desk: &mut Desk<'_>, fill: &mut Fill<'_>) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let ended = rows(&mut lines, desk, fill);
    desk.summary.lines = lines.count();
    ended
}

fn rows(
    lines: &mut Lines<impl Read>,
    desk: &mut Desk<'_>,
    fill: &mut Fill<'_>,
) -> Result<(), BadLine> {
    while let Some(line) = lines.next(None)? {
        if line.text.starts_with(b"#") {
            continue;
        }
        if let Some(flaw) = line.flaw {
            desk.bad(line.number, flaw)?;
        } else if !line.text.trim_ascii().is_empty() {
            desk.row(line.number, |draft| fill(line.text, draft))?;
        }
    }
    Ok(())
}
