use core::ops::Range;
use std::io::Seek;

use super::marker::*;
use crate::decode::{BlockReader, Guard, reason};
use crate::undecided::Undecided;

/// Where in a file the picture ends and its application data lie.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// What the segments hold whose marker and first bytes were asked for.
    pub(crate) segments: Vec<Range<u64>>,
    /// Offset of what lies behind the end of image; `None` if the picture has none.
    pub(crate) end: Option<u64>,
}

/// Segments of interest are few. More of them than this are corrupt.
const MOST_SEGMENTS: usize = 256;

/// Steps from marker to marker up to the end of the first picture, as decoders do, and notes the
/// segments that begin like one of `wanted`: a marker, and what its content starts with.
pub(crate) fn outline(
    reader: BlockReader<'_>,
    wanted: &[(u8, &[u8])],
    guard: &Guard<'_>,
) -> Result<Outline, Undecided> {
    let mut reader = reader.charged_to(guard.meter());
    let mut outline = Outline::default();
    let walked = walk(&mut reader, wanted, &mut outline);
    guard.cancelled()?;
    guard.within_work()?;
    match walked {
        // A file may end anywhere: the decoder says what is missing.
        Ok(()) | Err(Undecided::Truncated) => Ok(outline),
        Err(reason) => Err(reason),
    }
}

fn walk(
    reader: &mut BlockReader<'_>,
    wanted: &[(u8, &[u8])],
    outline: &mut Outline,
) -> Result<(), Undecided> {
    start_of_image(reader)?;
    while let Some(marker) = next_marker(reader).map_err(|e| reason::of_reader(&e))? {
        let place = reader.stream_position().map_err(|e| reason::of_reader(&e))?;
        match marker {
            EOI => {
                outline.end = Some(place);
                break;
            }
            // The next picture begins without an end of this one.
            SOI => {
                outline.end = Some(place.saturating_sub(2));
                break;
            }
            // Nothing follows these, nor a number that is no marker of any JPEG.
            TEM | 0x02..=0xbf => {}
            _ => note(marker, place, reader, wanted, outline)?,
        }
    }
    Ok(())
}

fn note(
    marker: u8,
    place: u64,
    reader: &mut BlockReader<'_>,
    wanted: &[(u8, &[u8])],
    outline: &mut Outline,
) -> Result<(), Undecided> {
    if !wanted.iter().any(|(of, _)| *of == marker) {
        return skip_segment(reader);
    }
    let content = read_application(reader)?;
    let start = place.saturating_add(2);
    let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
    let is_wanted = |(of, begins): &(u8, &[u8])| *of == marker && content.starts_with(begins);
    if wanted.iter().any(is_wanted) {
        if outline.segments.len() >= MOST_SEGMENTS {
            return Err(Undecided::Corrupt);
        }
        outline.segments.push(start..start.saturating_add(length));
    }
    Ok(())
}
