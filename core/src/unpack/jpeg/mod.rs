//! What a JPEG file has besides its picture: the small copy in its EXIF data, the pictures that its
//! index points at, and whatever lies behind its end.
//!
//! What lies behind is found by the end and told by its first bytes. What XMP says of it is not asked:
//! it may say anything, and nothing.

mod behind;
mod head;
#[cfg(test)]
mod tests;

use core::ops::Range;

use self::head::Head;
use super::{PartSink, Pieces, Place};
use crate::decode::{Outline, outline};
use crate::undecided::Undecided;

/// Gives the parts of a JPEG file to the sink, its own picture aside.
pub(super) fn open(file: &dyn Pieces, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    let cancel = sink.allowance().guard().cancel();
    let Outline { segments, end } =
        outline(file.reader(cancel), &head::SEGMENTS, sink.allowance().guard())?;
    let Head { thumbnails, pictures } = Head::read(file, &segments)?;
    let behind = match end {
        Some(end) => behind::find(file, end, &pictures, sink)?,
        None => Vec::new(),
    };
    let has_parts = !thumbnails.is_empty() || !pictures.is_empty() || !behind.is_empty();
    match sink.enter() {
        Ok(()) => {}
        Err(why) => return if has_parts { Err(why) } else { Ok(()) },
    }
    give(file, Place::Thumbnail, thumbnails, sink)?;
    give(file, Place::Mpf, pictures.into_iter().map(Ok), sink)?;
    give(file, Place::AfterEnd, behind.into_iter().map(Ok), sink)?;
    match end {
        Some(end) => alone(file, end, sink),
        None => Ok(()),
    }
}

fn give(
    file: &dyn Pieces,
    place: Place,
    ranges: impl IntoIterator<Item = Result<Range<u64>, Undecided>>,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    for (number, range) in (1..).zip(ranges) {
        let bytes = range.and_then(|range| {
            let length = range.end.saturating_sub(range.start);
            sink.allowance().unpack(length)?;
            file.piece(range.start, length)
        });
        match bytes {
            Ok(bytes) => sink.part(place, number, &bytes)?,
            Err(why) => sink.skip(place, number, why)?,
        }
    }
    Ok(())
}

/// The picture as it was before something was put behind it, be it padding, may be on a list of exact
/// digests. If there is no room for it, nothing goes unseen: the picture itself was looked at.
fn alone(file: &dyn Pieces, end: u64, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    if end == file.length() || sink.allowance().unpack(end).is_err() {
        return Ok(());
    }
    sink.digests(Place::Picture, 1, &file.piece(0, end)?)
}
