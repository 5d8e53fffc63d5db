//! MP4, MOV and fragmented MP4 (ISO/IEC 14496-12, Apple QuickTime File Format).

mod boxes;
mod entry;
mod fragment;
mod header;
mod metadata;
mod movie;
mod table;
mod tables;
mod times;

use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use self::boxes::{Boxes, Name};
use self::movie::Tracks;
use crate::file::File;
use crate::track::Movie;

/// Reads everything but the samples.
pub(crate) fn open(
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Movie, Undecided> {
    let mut tracks: Option<Tracks> = None;
    let mut fragments: Vec<(u64, Range<u64>)> = Vec::new();
    let mut cut = None;
    let mut boxes = Boxes::new(0..file.length());
    loop {
        let next = match boxes.next_or_cut(file, frames) {
            Ok(Some(next)) => next,
            Ok(None) => break,
            // What lies behind is no box: what came before is looked at.
            Err(why @ (Undecided::Truncated | Undecided::Corrupt)) => {
                cut = Some(why);
                break;
            }
            Err(why) => return Err(why),
        };
        match &next.name {
            // Two movies are two readings of one file.
            b"moov" if tracks.is_some() => return Err(Undecided::Corrupt),
            b"moov" if !next.is_whole => return Err(Undecided::Truncated),
            b"moov" => tracks = Some(movie::read(next.content.clone(), file, frames)?),
            b"moof" if next.is_whole => fragments.push((next.start, next.content.clone())),
            _ => {}
        }
        if !next.is_whole {
            cut = Some(Undecided::Truncated);
        }
    }
    let mut tracks = tracks.ok_or(cut.unwrap_or(Undecided::Corrupt))?;
    for moof in fragments {
        fragment::add(&mut tracks, moof, file, frames)?;
    }
    let mut movie = tracks.into_movie()?;
    movie.missing = movie.missing.or(cut);
    Ok(movie)
}

/// The content of the first box of this name among the boxes in `content`.
fn find(
    name: Name,
    content: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Option<Range<u64>>, Undecided> {
    let mut boxes = Boxes::new(content);
    while let Some(next) = boxes.next(file, frames)? {
        if next.name == name {
            return Ok(Some(next.content));
        }
    }
    Ok(None)
}

/// The same for a box that must be there.
fn need(
    name: Name,
    content: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Range<u64>, Undecided> {
    find(name, content, file, frames)?.ok_or(Undecided::Corrupt)
}
