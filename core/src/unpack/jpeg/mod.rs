//! What a JPEG file has besides its picture: the small copy in its EXIF data, the pictures that its
//! index points at, and whatever lies behind its end.
//!
//! What lies behind is found by the end and told by its first bytes. What XMP says of it is not asked:
//! it may say anything, and nothing.

mod behind;
mod head;
#[cfg(test)]
mod tests;
mod trailer;

use core::ops::Range;

use self::head::Head;
use self::trailer::Trailer;
use super::{PartSink, Piece, Pieces, Place};
use crate::context::CancelToken;
use crate::decode::{BlockReader, Outline, outline};
use crate::undecided::Undecided;

/// Gives the parts of a JPEG file to the sink, its own picture aside.
pub(super) fn open(file: &dyn Pieces, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    let cancel = sink.allowance().guard().cancel();
    let Outline { segments, end } =
        outline(file.reader(cancel), &head::SEGMENTS, sink.allowance().guard())?;
    let Head { thumbnails, pictures } = Head::read(file, &segments)?;
    let Rest { behind, fields } = match end {
        Some(end) => rest(file, end, &pictures, sink)?,
        None => Rest::default(),
    };
    let has_parts =
        !thumbnails.is_empty() || [&pictures, &behind, &fields].iter().any(|at| !at.is_empty());
    match sink.enter() {
        Ok(()) => {}
        Err(why) => return if has_parts { Err(why) } else { Ok(()) },
    }
    give(file, Place::Thumbnail, thumbnails, sink)?;
    give(file, Place::Mpf, pictures.into_iter().map(Ok), sink)?;
    give(file, Place::AfterEnd, behind.into_iter().map(Ok), sink)?;
    give(file, Place::Trailer, fields.into_iter().map(Ok), sink)?;
    match end {
        Some(end) => alone(file, end, sink),
        None => Ok(()),
    }
}

/// What lies behind the end of the picture.
#[derive(Debug, Default)]
struct Rest {
    /// Up to a trailer.
    behind: Vec<Range<u64>>,
    /// The fields of the trailer.
    fields: Vec<Range<u64>>,
}

fn rest(
    file: &dyn Pieces,
    end: u64,
    pictures: &[Range<u64>],
    sink: &mut dyn PartSink<'_>,
) -> Result<Rest, Undecided> {
    match Trailer::find(file, end, sink)? {
        Some(Trailer { start, fields }) => {
            let behind = behind::find(&UpTo { file, end: start }, end, pictures, sink)?;
            Ok(Rest { behind, fields })
        }
        None => Ok(Rest { behind: behind::find(file, end, pictures, sink)?, fields: Vec::new() }),
    }
}

/// A file without its trailer.
struct UpTo<'f> {
    file: &'f dyn Pieces,
    end: u64,
}

impl Pieces for UpTo<'_> {
    fn length(&self) -> u64 {
        self.end
    }

    fn piece(&self, start: u64, length: u64) -> Result<Piece<'_>, Undecided> {
        self.file.piece(start, length)
    }

    fn reader<'b>(&'b self, cancel: &'b CancelToken) -> BlockReader<'b> {
        self.file.reader(cancel)
    }
}

fn give(
    file: &dyn Pieces,
    place: Place,
    ranges: impl IntoIterator<Item = Result<Range<u64>, Undecided>>,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    for (number, range) in (1..).zip(ranges) {
        if range.as_ref().is_ok_and(Range::is_empty) {
            continue;
        }
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
