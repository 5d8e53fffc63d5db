use std::collections::BTreeSet;
use std::io::Read;

use presend::hash::pdq::PdqHash;
use presend::set::{ListValue, ListWord, NearForm, SectionAlgorithm};

use super::desk::{Desk, Row, is_low, read_quality, why_no_digits};
use super::left_out::LeftOut;
use super::lines::Lines;
use super::reason::{BadLine, Reason};

/// Reads the text form of one video, a frame a line: `frame,quality,hex,timestamp`. The whole file
/// is one record.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut lines = Lines::new(source);
    let mut frames = BTreeSet::new();
    let ended = read_lines(&mut lines, desk, &mut frames);
    desk.summary.lines = lines.count();
    ended?;
    if frames.is_empty() {
        return Ok(());
    }
    desk.row(1, |draft| {
        draft.video(frames.into_iter().collect())?;
        Ok(Row::Record)
    })
}

fn read_lines(
    lines: &mut Lines<impl Read>,
    desk: &mut Desk<'_>,
    frames: &mut BTreeSet<PdqHash>,
) -> Result<(), BadLine> {
    while let Some(line) = lines.next(None)? {
        if line.text.trim_ascii().is_empty() && line.flaw.is_none() {
            continue;
        }
        match line.flaw.map_or_else(|| frame(line.text), Err) {
            Ok(None) => desk.left_out(LeftOut::LowQualityFrame),
            Ok(Some(hash)) => {
                frames.insert(hash);
                // One above the bound is enough to refuse the video; no more is kept.
                if frames.len() > ListWord::MAX_FRAMES {
                    return Err(BadLine { line: line.number, reason: Reason::TooManyFrames });
                }
            }
            Err(reason) => desk.bad(line.number, reason)?,
        }
    }
    Ok(())
}

/// `None` if its quality is low.
fn frame(text: &[u8]) -> Result<Option<PdqHash>, Reason> {
    let mut fields = text.split(|byte| *byte == b',');
    let (Some(number), Some(quality), Some(hash), Some(time), None) =
        (fields.next(), fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return Err(Reason::WrongFieldCount);
    };
    if !is_digits(number) || !is_seconds(time) {
        return Err(Reason::WrongType);
    }
    if is_low(read_quality(quality)?) {
        return Ok(None);
    }
    match ListValue::from_hex(SectionAlgorithm::Near(NearForm::Pdq), hash) {
        Ok(ListValue::Pdq(hash)) => Ok(Some(hash)),
        Err(presend::set::ListErrorKind::AllZeroHash) => Err(Reason::AllZeroHash),
        _ => Err(why_no_digits(hash)),
    }
}

fn is_digits(text: &[u8]) -> bool {
    (1..=10).contains(&text.len()) && text.iter().all(u8::is_ascii_digit)
}

fn is_seconds(text: &[u8]) -> bool {
    let mut parts = text.splitn(2, |byte| *byte == b'.');
    parts.all(is_digits)
}
