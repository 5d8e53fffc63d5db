//! Matroska and WebM (RFC 9559), which are written in EBML (RFC 8794).

mod blocks;
mod elements;
mod encodings;
mod tracks;

use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use self::elements::{Elements, id};
use self::tracks::Tracks;
use crate::file::File;
use crate::track::Movie;

/// True if the file begins as EBML does.
pub(crate) fn is_matroska(
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<bool, Undecided> {
    Ok(file.head(0, 4, frames)? == [0x1a, 0x45, 0xdf, 0xa3])
}

/// Reads everything but the pictures.
pub(crate) fn open(
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Movie, Undecided> {
    let mut tracks = Tracks::default();
    let mut cut = None;
    let mut files = Elements::new(0..file.length());
    let mut segments = 0_u32;
    loop {
        let next = match files.next(file, frames) {
            Ok(Some(next)) => next,
            Ok(None) => break,
            // What lies behind is no element: what came before is looked at.
            Err(why @ (Undecided::Truncated | Undecided::Corrupt)) => {
                cut = Some(why);
                break;
            }
            Err(why) => return Err(why),
        };
        cut = cut.or((!next.is_whole).then_some(Undecided::Truncated));
        if next.id == id::SEGMENT {
            segments = segments.saturating_add(1);
            segment(next.content, &mut tracks, &mut cut, file, frames)?;
        }
    }
    match segments {
        0 => Err(cut.unwrap_or(Undecided::Corrupt)),
        1 => tracks.into_movie(cut),
        // Readers show the first, the last or all of them.
        _ => Err(Undecided::Corrupt),
    }
}

fn segment(
    content: Range<u64>,
    tracks: &mut Tracks,
    cut: &mut Option<Undecided>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let mut elements = Elements::new(content);
    while let Some(next) = elements.next(file, frames)? {
        *cut = cut.or((!next.is_whole).then_some(Undecided::Truncated));
        match next.id {
            id::INFO => tracks.scale(next.content, file, frames)?,
            id::TRACKS => tracks.read(next.content, file, frames)?,
            id::ATTACHMENTS => tracks.attachments(next.content, file, frames)?,
            id::CLUSTER if next.is_open => {
                // Of unknown length: its content comes next, up to the next cluster.
                elements.enter(next.content.start);
                tracks.cluster_time = 0;
            }
            id::CLUSTER => {
                tracks.cluster_time = 0;
                let mut inside = Elements::new(next.content);
                while let Some(next) = inside.next(file, frames)? {
                    *cut = cut.or((!next.is_whole).then_some(Undecided::Truncated));
                    blocks::add(tracks, &next, file, frames)?;
                }
            }
            _ => blocks::add(tracks, &next, file, frames)?,
        }
    }
    Ok(())
}
