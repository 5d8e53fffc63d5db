//! What lies behind the end of a picture: a file of its own, the pieces of a phone, what a crop left
//! there, padding.
//!
//! It is found by the end and told by its first bytes. What the picture's metadata says of it is not
//! asked: it may say anything, and nothing.

mod pieces;
#[cfg(test)]
mod tests;
mod trailer;

use core::ops::Range;

use self::trailer::Trailer;
use super::{PartSink, Piece, Pieces, Place};
use crate::context::CancelToken;
use crate::decode::{self, BlockReader};
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// What lies behind the end of a picture.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// Up to a trailer.
    pieces: Vec<Range<u64>>,
    /// The fields of the trailer.
    fields: Vec<Range<u64>>,
}

impl Behind {
    /// Looks behind `end`. The pictures of an index, which are parts of another name, are passed over.
    pub(super) fn find(
        file: &dyn Pieces,
        end: u64,
        indexed: &[Range<u64>],
        sink: &mut dyn PartSink<'_>,
    ) -> Result<Self, Undecided> {
        match Trailer::find(file, end, sink)? {
            Some(Trailer { start, fields }) => {
                let pieces = pieces::find(&UpTo { file, end: start }, end, indexed, sink)?;
                Ok(Self { pieces, fields })
            }
            None => {
                Ok(Self { pieces: pieces::find(file, end, indexed, sink)?, fields: Vec::new() })
            }
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.fields.is_empty()
    }

    pub(super) fn give(
        self,
        file: &dyn Pieces,
        sink: &mut dyn PartSink<'_>,
    ) -> Result<(), Undecided> {
        give(file, Place::AfterEnd, self.pieces.into_iter().map(Ok), sink)?;
        give(file, Place::Trailer, self.fields.into_iter().map(Ok), sink)
    }
}

/// Gives what lies behind the end of a picture that has nothing else to give.
pub(super) fn open(
    kind: MediaKind,
    file: &dyn Pieces,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    let guard = sink.guard();
    let cancel = guard.cancel();
    let Some(end) = decode::end(kind, file.reader(cancel), guard)? else { return Ok(()) };
    if end >= file.length() {
        return Ok(());
    }
    let behind = Behind::find(file, end, &[], sink)?;
    match sink.enter() {
        Ok(()) => {}
        Err(why) => return if behind.is_empty() { Ok(()) } else { Err(why) },
    }
    behind.give(file, sink)?;
    alone(file, end, sink)
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

pub(super) fn give(
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
            sink.guard().unpack(length)?;
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
pub(super) fn alone(
    file: &dyn Pieces,
    end: u64,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    if end == file.length() || sink.guard().unpack(end).is_err() {
        return Ok(());
    }
    sink.digests(Place::Picture, 1, &file.piece(0, end)?)
}
