//! What a JPEG file has besides its picture: the small copies in its EXIF and Photoshop data, the pictures that its
//! index points at, and whatever lies behind its end.

mod head;
mod photoshop;
#[cfg(test)]
mod tests;

use self::head::Head;
use super::behind::{Behind, alone, give};
use super::{PartSink, Pieces, Place};
use crate::decode::{Outline, outline};
use crate::undecided::Undecided;

/// Gives the parts of a JPEG file to the sink, its own picture aside.
pub(super) fn open(file: &dyn Pieces, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    let cancel = sink.guard().cancel();
    let Outline { segments, end } = outline(file.reader(cancel), &head::SEGMENTS, sink.guard())?;
    let Head { thumbnails, pictures } = Head::read(file, &segments)?;
    let behind = match end {
        Some(end) => Behind::find(file, end, &pictures, sink)?,
        None => Behind::default(),
    };
    let has_parts = !thumbnails.is_empty() || !pictures.is_empty() || !behind.is_empty();
    match sink.enter() {
        Ok(()) => {}
        Err(why) => return if has_parts { Err(why) } else { Ok(()) },
    }
    give(file, Place::Thumbnail, thumbnails, sink)?;
    give(file, Place::Mpf, pictures.into_iter().map(Ok), sink)?;
    behind.give(file, sink)?;
    match end {
        Some(end) => alone(file, end, sink),
        None => Ok(()),
    }
}
