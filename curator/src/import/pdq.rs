use std::io::Read;

use presend::set::{NearForm, SectionAlgorithm};

use super::desk::{Desk, Draft, Row};
use super::lines::Lines;
use super::reason::{BadLine, Reason};

const PDQ: SectionAlgorithm = SectionAlgorithm::Near(NearForm::Pdq);

/// Reads what the tools published with PDQ print: `hash`, `hash,quality` or `hash,quality,file`,
/// the hash perhaps behind `hash=`, the quality behind `quality=`; also `hash,file`. Only a field
/// that can be a quality is taken for one.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let ended = read_lines(&mut lines, desk);
    desk.summary.lines = lines.count();
    ended
}

fn read_lines(lines: &mut Lines<impl Read>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    while let Some(line) = lines.next(None)? {
        if let Some(flaw) = line.flaw {
            desk.bad(line.number, flaw)?;
        } else if !line.text.trim_ascii().is_empty() {
            desk.row(line.number, |draft| fill(line.text, draft))?;
        }
    }
    Ok(())
}

fn fill(text: &[u8], draft: &mut Draft) -> Result<Row, Reason> {
    let mut fields = text.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
    let hash = fields.next().unwrap_or_default();
    let hash = hash.strip_prefix(b"hash=").unwrap_or(hash);
    match fields.next() {
        None => draft.bare_hash(hash)?,
        Some(field) => match field.strip_prefix(b"quality=") {
            Some(quality) => draft.hash(PDQ, hash, quality)?,
            None if is_number(field) => draft.hash(PDQ, hash, field)?,
            None => draft.bare_hash(hash)?,
        },
    }
    Ok(Row::Record)
}

fn is_number(field: &[u8]) -> bool {
    let digits = field.strip_prefix(b"-").unwrap_or(field);
    !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
}
