use core::ops::Range;

use super::head::within;
use crate::undecided::Undecided;

pub(super) const SIGNATURE: &[u8] = b"Photoshop 3.0\0";

/// What begins each block of data (Adobe Photoshop File Formats, Image Resource Blocks).
const BLOCK: &[u8] = b"8BIM";
/// A small copy, since version 5 and before it; the latter with red and blue swapped.
const THUMBNAIL: [u16; 2] = [0x040c, 0x0409];
/// Form, sides and sizes before the file of a small copy.
const HEAD_BYTES: usize = 28;
const FORM_JPEG: &[u8] = &[0, 0, 0, 1];

/// The small copies in a segment of resource blocks that begins at `place`. One that reaches out of its
/// segment is as long as that: the decoder says that it is cut.
pub(super) fn thumbnails(segment: &[u8], place: u64) -> Vec<Result<Range<u64>, Undecided>> {
    let mut found = Vec::new();
    let mut at = SIGNATURE.len();
    while let Some(block) = Block::read(segment, at) {
        at = block.after;
        if THUMBNAIL.contains(&block.kind) {
            found.extend(thumbnail(segment, &block.data, place));
        }
    }
    found
}

fn thumbnail(
    segment: &[u8],
    data: &Range<usize>,
    place: u64,
) -> Option<Result<Range<u64>, Undecided>> {
    let form = segment.get(data.start..)?.get(..FORM_JPEG.len())?;
    let start = data.start.checked_add(HEAD_BYTES).filter(|start| *start < data.end)?;
    if form != FORM_JPEG {
        // Plain samples are hardly ever written. They are not decoded.
        return Some(Err(Undecided::UnsupportedFormat));
    }
    let wide = |at: usize| u64::try_from(at).unwrap_or(u64::MAX);
    let range = within(wide(start), wide(data.end.checked_sub(start)?), wide(segment.len()))?;
    Some(Ok(place.saturating_add(range.start)..place.saturating_add(range.end)))
}

struct Block {
    kind: u16,
    data: Range<usize>,
    after: usize,
}

impl Block {
    /// The block at this place: kind, a name and the length of its data. Name and data are padded to an
    /// even length.
    fn read(segment: &[u8], at: usize) -> Option<Self> {
        let rest = segment.get(at..)?.strip_prefix(BLOCK)?;
        let (kind, rest) = rest.split_first_chunk()?;
        let name_bytes = usize::from(*rest.first()?).checked_add(1)?.checked_next_multiple_of(2)?;
        let (length, data) = rest.get(name_bytes..)?.split_first_chunk()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let start = segment.len().checked_sub(data.len())?;
        let after = start.checked_add(length)?.checked_next_multiple_of(2)?;
        let data = start..start.checked_add(length)?;
        Some(Self { kind: u16::from_be_bytes(*kind), data, after })
    }
}
