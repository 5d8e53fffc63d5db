use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::elements::{Element, Elements, id, number, unsigned};
use super::tracks::{Tracks, word};
use crate::file::{Fields, File};
use crate::track::Sample;

/// Several samples in one block, which is for sound.
const LACING: u8 = 0b0110;

/// Takes an element of a cluster: its time, or a picture of the first track.
pub(super) fn add(
    tracks: &mut Tracks,
    element: &Element,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    match element.id {
        id::TIMESTAMP => {
            let time = unsigned(&word(element, file, frames)?)?;
            tracks.cluster_time = i64::try_from(time).map_err(|_| Undecided::Corrupt)?;
            Ok(())
        }
        id::SIMPLE_BLOCK => block(tracks, &element.content, file, frames),
        id::BLOCK_GROUP => {
            let mut inside = Elements::new(element.content.clone());
            while let Some(next) = inside.next(file, frames)? {
                if next.id == id::BLOCK {
                    block(tracks, &next.content, file, frames)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn block(
    tracks: &mut Tracks,
    content: &Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let Range { start, end } = content.clone();
    let head = file.head(start, 12.min(end.saturating_sub(start)), frames)?;
    let mut fields = Fields(&head);
    let of_track = number(&mut fields, 8, false)?.0;
    let time = i64::from(fields.u16()?.cast_signed());
    let flags = fields.u8()?;
    let header = u64::try_from(head.len().saturating_sub(fields.0.len())).unwrap_or(u64::MAX);
    let time = tracks.cluster_time.saturating_add(time);
    let Some((_, track)) = tracks.first.as_mut().filter(|(number, _)| *number == of_track) else {
        return Ok(());
    };
    if flags & LACING != 0 {
        return Err(Undecided::UnsupportedFormat);
    }
    let offset = start.saturating_add(header);
    let size = end.saturating_sub(offset);
    let size = u32::try_from(size).map_err(|_| Undecided::Corrupt)?;
    track.add(Sample { offset, size, time })
}
