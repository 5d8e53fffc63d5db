//! What the headers of a track say: its number, how it is turned, its time.

use core::ops::Range;

use presend::decode::VideoFrames;
use presend::orientation::Orientation;
use presend::undecided::Undecided;

use super::find;
use crate::file::{Fields, File};

/// The number of a track, and how its pictures are turned: the matrix of `tkhd`.
pub(super) fn header(bytes: &[u8]) -> Result<(u32, Orientation), Undecided> {
    let mut fields = Fields(bytes);
    let is_wide = fields.u32()? >> 24 == 1;
    fields.take(if is_wide { 16 } else { 8 })?;
    let number = fields.u32()?;
    fields.take(if is_wide { 12 } else { 8 })?;
    fields.take(16)?;
    let (a, b) = (fields.u32()?, fields.u32()?);
    fields.u32()?;
    let (c, d) = (fields.u32()?, fields.u32()?);
    let [a, b, c, d] = [a, b, c, d].map(|number| number.cast_signed().signum());
    Ok((number, turned([a, b, c, d])))
}

/// A point (x, y) is shown at (a x + c y, b x + d y). Anything but a turn or a mirror is left aside:
/// pictures are compared in all eight orientations.
const fn turned(signs: [i32; 4]) -> Orientation {
    match signs {
        [0, 1, -1, 0] => Orientation::Rotate90,
        [-1, 0, 0, -1] => Orientation::Rotate180,
        [0, -1, 1, 0] => Orientation::Rotate270,
        [-1, 0, 0, 1] => Orientation::Mirror,
        [1, 0, 0, -1] => Orientation::Flip,
        [0, 1, 1, 0] => Orientation::Transpose,
        [0, -1, -1, 0] => Orientation::Transverse,
        _ => Orientation::Upright,
    }
}

/// Ticks of a second: `mdhd`.
pub(super) fn timescale(bytes: &[u8]) -> Result<u64, Undecided> {
    let mut fields = Fields(bytes);
    let is_wide = fields.u32()? >> 24 == 1;
    fields.take(if is_wide { 16 } else { 8 })?;
    match fields.u32()? {
        0 => Err(Undecided::Corrupt),
        ticks => Ok(u64::from(ticks)),
    }
}

/// Where in the track's own time the first edit with pictures begins. Further edits are not followed: all
/// samples are looked at, in the order of their own time.
pub(super) fn edit_start(
    edts: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Option<i64>, Undecided> {
    let Some(elst) = find(*b"elst", edts, file, frames)? else { return Ok(None) };
    let bytes = file.head(elst.start, MAX_EDIT_BYTES, frames)?;
    let mut fields = Fields(&bytes);
    let is_wide = fields.u32()? >> 24 == 1;
    let count = fields.u32()?;
    for _ in 0..count {
        let read = |fields: &mut Fields<'_>| {
            fields.wide(is_wide)?;
            let time = fields.wide(is_wide)?;
            fields.u32().map(|_| time)
        };
        let Ok(time) = read(&mut fields) else { break };
        let none = if is_wide { u64::MAX } else { u64::from(u32::MAX) };
        if time != none {
            return Ok(i64::try_from(time).ok());
        }
    }
    Ok(None)
}

/// Bytes of an edit list that are read: its first edit with pictures comes early.
const MAX_EDIT_BYTES: u64 = 4 << 10;
