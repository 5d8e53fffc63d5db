//! ZIP (PKWARE APPNOTE.TXT 6.3.10): archives, and Office, OpenDocument, EPUB and Java files, which are
//! archives.
//!
//! Readers disagree about an archive whose directory, local headers and bytes tell different things,
//! and each shows other files. Here such an archive is corrupt as a whole, before anything of it is
//! unpacked: the entries of the directory must fill it from its start to the directory, without gap
//! or overlap, and each local header must say what the directory says.

mod directory;
mod end;
mod entry;
mod inflate;
mod local;
#[cfg(test)]
mod tests;

use self::directory::Entry;
use self::end::End;
use super::{PartSink, Pieces, Place};
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// Most entries whose places are compared with each other: what a directory without ZIP64 can count.
const MOST_ENTRIES: u64 = 65_535;

/// Gives every entry to the sink, in the order of the directory.
pub(super) fn open(archive: &dyn Pieces, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    let end = End::find(archive)?;
    if end.entries == 0 {
        return Err(Undecided::Empty);
    }
    if end.entries > MOST_ENTRIES {
        return Err(Undecided::OverLimit(LimitName::Parts));
    }
    sink.enter()?;
    let length = end.directory.end.saturating_sub(end.directory.start);
    sink.guard().unpack(length)?;
    let directory = archive.piece(end.directory.start, length)?;
    let mut entries = directory::read(&directory, end.entries)?;
    local::check(archive, &mut entries, end.directory.start, sink.guard())?;
    if let Some((start, length)) = end.comment {
        sink.part(Place::Comment, 1, &archive.piece(start, length)?)?;
    }
    for (number, entry) in (1..).zip(&entries) {
        take(archive, entry, number, sink)?;
    }
    Ok(())
}

fn take(
    archive: &dyn Pieces,
    entry: &Entry<'_>,
    number: u32,
    sink: &mut dyn PartSink<'_>,
) -> Result<(), Undecided> {
    match entry::unpack(archive, entry, sink.guard()) {
        // A folder, or an empty file.
        Ok(bytes) if bytes.is_empty() => Ok(()),
        Ok(bytes) => sink.part(Place::Entry, number, &bytes),
        Err(why) => sink.skip(Place::Entry, number, why),
    }
}
