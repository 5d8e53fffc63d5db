use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::boxes::{Box, Boxes};
use super::find;
use crate::file::File;

/// Bytes of a `data` box before the picture in it: its type and its language.
const DATA_HEADER: u64 = 8;

/// The pictures that `udta` or `meta` has as covers. What breaks the rules there is not gone into: much of
/// what writes it does.
pub(super) fn covers(
    found: &Box,
    covers: &mut Vec<Range<u64>>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let meta = if &found.name == b"meta" {
        Some(found.content.clone())
    } else {
        find_leniently(*b"meta", found.content.clone(), file, frames)?
    };
    let Some(meta) = meta else { return Ok(()) };
    let meta = without_version(meta, file, frames)?;
    let Some(list) = find_leniently(*b"ilst", meta, file, frames)? else { return Ok(()) };
    let Some(cover) = find_leniently(*b"covr", list, file, frames)? else { return Ok(()) };
    let mut boxes = Boxes::new(cover);
    while let Some(next) = boxes.next(file, frames)? {
        if &next.name == b"data" {
            let start = next.content.start.saturating_add(DATA_HEADER).min(next.content.end);
            covers.push(start..next.content.end);
        }
    }
    Ok(())
}

/// `meta` has a version in MP4, and none in QuickTime, where its first box is `hdlr`.
fn without_version(
    meta: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Range<u64>, Undecided> {
    let head = file.head(meta.start, 8.min(meta.end.saturating_sub(meta.start)), frames)?;
    let skipped = if head.get(4..8) == Some(b"hdlr") { 0 } else { 4 };
    Ok(meta.start.saturating_add(skipped).min(meta.end)..meta.end)
}

/// User data of QuickTime may end in four zeros, and in anything else.
fn find_leniently(
    name: [u8; 4],
    content: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Option<Range<u64>>, Undecided> {
    match find(name, content, file, frames) {
        Err(Undecided::Corrupt | Undecided::Truncated) => Ok(None),
        found => found,
    }
}
