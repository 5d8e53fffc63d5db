use core::ops::Range;
use std::io::{BufRead, Seek, SeekFrom};

use crate::decode::{BlockReader, Outline, outline};
use crate::sniff::{MediaKind, SNIFF_BYTES, sniff};
use crate::undecided::Undecided;
use crate::unpack::{PartSink, Pieces};

/// What lies behind the end of the picture, piece by piece, but for padding and the pictures of the
/// index: a JPEG up to its own end, any other known kind up to the end of the file, and what is unknown
/// up to where the index knows of a picture.
pub(super) fn find(
    file: &dyn Pieces,
    end: u64,
    indexed: &[Range<u64>],
    sink: &mut dyn PartSink<'_>,
) -> Result<Vec<Range<u64>>, Undecided> {
    let most = sink.guard().limits().max_parts;
    let mut found = Vec::new();
    let mut at = end;
    while let Some(start) = first_of_rest(file, at, indexed, sink)? {
        if let Some(known) = indexed.iter().find(|range| range.start == start) {
            at = known.end;
            continue;
        }
        at = piece_end(file, start, indexed, sink)?;
        found.push(start..at);
        if u32::try_from(found.len()).unwrap_or(u32::MAX) > most {
            // The sink refuses the last one, by name.
            break;
        }
    }
    Ok(found)
}

fn next_indexed(at: u64, indexed: &[Range<u64>]) -> Option<u64> {
    indexed.iter().map(|range| range.start).filter(|start| *start > at).min()
}

/// Where the rest begins, behind padding; `None` if there is nothing but padding. Padding does not
/// reach into a picture of the index.
fn first_of_rest(
    file: &dyn Pieces,
    at: u64,
    indexed: &[Range<u64>],
    sink: &mut dyn PartSink<'_>,
) -> Result<Option<u64>, Undecided> {
    if indexed.iter().any(|range| range.start == at) {
        return Ok(Some(at));
    }
    let next = next_indexed(at, indexed).unwrap_or(file.length());
    let guard = sink.guard();
    let mut reader = file.reader(guard.cancel());
    let first = first_byte(&mut reader, at, next).map_err(|_| Undecided::Unreadable)?;
    let first = first.unwrap_or(next);
    guard.cancelled()?;
    guard.work(first.saturating_sub(at))?;
    // A box of a video, and a JPEG, begin with bytes that padding is made of: all four of a length may be.
    let starts = first.saturating_sub(4).max(at)..first;
    for start in starts {
        if begins_in_padding(kind(file, start, sink)?) {
            return Ok(Some(start));
        }
    }
    Ok((first < file.length()).then_some(first))
}

/// The first byte from `at` on, before `end`, that is neither zero, all ones nor a blank.
fn first_byte(reader: &mut BlockReader<'_>, at: u64, end: u64) -> std::io::Result<Option<u64>> {
    let mut place = reader.seek(SeekFrom::Start(at))?;
    while place < end {
        let block = reader.fill_buf()?;
        if block.is_empty() {
            return Ok(None);
        }
        let other = block.iter().position(|byte| !is_padding(*byte));
        let step = other.unwrap_or(block.len());
        reader.consume(step);
        place = place.saturating_add(u64::try_from(step).unwrap_or(u64::MAX));
        if other.is_some() {
            return Ok((place < end).then_some(place));
        }
    }
    Ok(None)
}

const fn is_padding(byte: u8) -> bool {
    matches!(byte, 0 | 0xff) || byte.is_ascii_whitespace()
}

const fn begins_in_padding(kind: MediaKind) -> bool {
    matches!(
        kind,
        MediaKind::Jpeg
            | MediaKind::Mp4
            | MediaKind::QuickTime
            | MediaKind::Heic
            | MediaKind::Avif
            | MediaKind::Ico
    )
}

fn kind(
    file: &dyn Pieces,
    start: u64,
    sink: &mut dyn PartSink<'_>,
) -> Result<MediaKind, Undecided> {
    let most = u64::try_from(SNIFF_BYTES).unwrap_or(u64::MAX);
    let length = file.length().saturating_sub(start).min(most);
    sink.guard().work(length)?;
    Ok(sniff(&file.piece(start, length)?))
}

fn piece_end(
    file: &dyn Pieces,
    start: u64,
    indexed: &[Range<u64>],
    sink: &mut dyn PartSink<'_>,
) -> Result<u64, Undecided> {
    let next = next_indexed(start, indexed).unwrap_or(file.length());
    match kind(file, start, sink)? {
        MediaKind::Jpeg => {
            let cancel = sink.guard().cancel();
            let reader = file.reader(cancel).part(start);
            let Outline { end, .. } = outline(reader, &[], sink.guard())?;
            Ok(end.map_or(next, |end| start.saturating_add(end)))
        }
        MediaKind::Unknown => Ok(next),
        _ => Ok(file.length()),
    }
}
