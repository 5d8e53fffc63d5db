use core::ops::Range;

use super::super::Pieces;
use super::photoshop;
use crate::decode::Tags;
use crate::limits::LimitName;
use crate::undecided::Undecided;

const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP13: u8 = 0xed;
const EXIF: &[u8] = b"Exif\0";
const MPF: &[u8] = b"MPF\0";

/// The segments that may tell of further pictures.
pub(super) const SEGMENTS: [(u8, &[u8]); 3] =
    [(APP1, EXIF), (APP2, MPF), (APP13, photoshop::SIGNATURE)];

/// EXIF data begin behind their name and a byte that is mostly zero.
const EXIF_BYTES: u64 = 6;
const MPF_BYTES: u64 = 4;

/// Where the small copy lies, and its length (EXIF 2.32, JPEGInterchangeFormat).
const THUMBNAIL_START: u16 = 0x0201;
const THUMBNAIL_LENGTH: u16 = 0x0202;
/// Where the small copy lies if it is no JPEG: strips as in TIFF.
const STRIP_OFFSETS: u16 = 0x0111;
/// The index of pictures (CIPA DC-007, 5.2.3.3): of 16 bytes each, with length and place behind four
/// bytes of attributes.
const INDEX: u16 = 0xb002;
const INDEX_BYTES: usize = 16;

/// More pictures than any camera puts in a file: each is compared with the others.
const MOST_PICTURES: usize = 1_000;

/// Where the further pictures lie that the segments tell of.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) thumbnails: Vec<Result<Range<u64>, Undecided>>,
    pub(super) pictures: Vec<Range<u64>>,
}

impl Head {
    pub(super) fn read(file: &dyn Pieces, segments: &[Range<u64>]) -> Result<Self, Undecided> {
        let mut head = Self::default();
        for segment in segments {
            let length = segment.end.saturating_sub(segment.start);
            let bytes = file.piece(segment.start, length)?;
            if bytes.starts_with(EXIF) {
                let tiff = usize::try_from(EXIF_BYTES).ok().and_then(|start| bytes.get(start..));
                let place = segment.start.saturating_add(EXIF_BYTES);
                head.thumbnails.extend(thumbnail(tiff.unwrap_or_default(), place));
            } else if bytes.starts_with(photoshop::SIGNATURE) {
                head.thumbnails.extend(photoshop::thumbnails(&bytes, segment.start));
            } else {
                let tiff = bytes.strip_prefix(MPF).unwrap_or_default();
                let place = segment.start.saturating_add(MPF_BYTES);
                pictures(tiff, place, file.length(), &mut head.pictures)?;
            }
        }
        Ok(head)
    }
}

/// The small copy in the second directory. One that reaches out of its segment is as long as that: the
/// decoder says that it is cut.
fn thumbnail(tiff: &[u8], place: u64) -> Option<Result<Range<u64>, Undecided>> {
    let (tags, second) = second_directory(tiff)?;
    let start = tags.number(second, THUMBNAIL_START);
    let length = tags.number(second, THUMBNAIL_LENGTH);
    let (Some(start), Some(length)) = (start, length) else {
        // Plain samples are hardly ever written. They are not decoded.
        let other = tags.number(second, STRIP_OFFSETS).is_some();
        return other.then_some(Err(Undecided::UnsupportedFormat));
    };
    let segment = u64::try_from(tiff.len()).unwrap_or(u64::MAX);
    let range = within(start.into(), length.into(), segment);
    range.map(|range| Ok(place.saturating_add(range.start)..place.saturating_add(range.end)))
}

fn second_directory(tiff: &[u8]) -> Option<(Tags<'_>, usize)> {
    let tags = Tags::new(tiff)?;
    Some((tags, tags.after(tags.first()?)?))
}

/// The pictures of the index, but for the first, which is the file's own. What the index says of bytes
/// that the file does not have is of no interest: a program that takes the pictures away may leave it.
fn pictures(
    tiff: &[u8],
    place: u64,
    file: u64,
    found: &mut Vec<Range<u64>>,
) -> Result<(), Undecided> {
    let index = Tags::new(tiff).and_then(|tags| {
        let bytes = tags.bytes(tags.first()?, INDEX)?;
        Some((tags, bytes))
    });
    let Some((tags, index)) = index else { return Ok(()) };
    for entry in index.as_chunks::<INDEX_BYTES>().0 {
        let (length, offset) = (tags.u32(entry, 4), tags.u32(entry, 8));
        let (Some(length), Some(offset @ 1..)) = (length, offset) else { continue };
        let start = place.saturating_add(offset.into());
        if let Some(range) = within(start, length.into(), file)
            && !found.contains(&range)
        {
            found.push(range);
        }
        if found.len() > MOST_PICTURES {
            return Err(Undecided::OverLimit(LimitName::Parts));
        }
    }
    Ok(())
}

/// What of the range is there, if anything is.
pub(super) fn within(start: u64, length: u64, end: u64) -> Option<Range<u64>> {
    let range = start..start.saturating_add(length).min(end);
    (!range.is_empty()).then_some(range)
}
