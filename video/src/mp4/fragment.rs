use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::boxes::Boxes;
use super::movie::Tracks;
use super::need;
use crate::file::{Fields, File};
use crate::track::{Sample, Track};

/// Adds the samples that a fragment has of the first track. Offsets are relative to where it begins.
pub(super) fn add(
    tracks: &mut Tracks,
    (base, moof): (u64, Range<u64>),
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let defaults = tracks.defaults;
    let Some((number, track)) = &mut tracks.first else { return Ok(()) };
    let mut boxes = Boxes::new(moof);
    while let Some(next) = boxes.next(file, frames)? {
        if &next.name != b"traf" {
            continue;
        }
        let tfhd = need(*b"tfhd", next.content.clone(), file, frames)?;
        let bytes = file.head(tfhd.start, 32, frames)?;
        let part = Part::of(&bytes, base, defaults)?;
        if part.track == *number {
            part.add(track, next.content, file, frames)?;
        }
    }
    Ok(())
}

/// What `tfhd` says of the samples of one track.
struct Part {
    track: u32,
    base: u64,
    duration: u32,
    size: u32,
}

impl Part {
    fn of(bytes: &[u8], base: u64, defaults: (u32, u32)) -> Result<Self, Undecided> {
        let mut fields = Fields(bytes);
        let flags = fields.u32()?;
        let has = |flag: u32| flags & flag != 0;
        let track = fields.u32()?;
        let base = if has(0x1) { fields.u64()? } else { base };
        if has(0x2) {
            fields.u32()?;
        }
        let duration = if has(0x8) { fields.u32()? } else { defaults.0 };
        let size = if has(0x10) { fields.u32()? } else { defaults.1 };
        Ok(Self { track, base, duration, size })
    }

    fn add(
        &self,
        track: &mut Track,
        traf: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        // Without a time of its own a fragment goes on where the one before ended.
        let mut now = track.latest.map_or(0, |last| last.saturating_add(i64::from(self.duration)));
        let mut at = self.base;
        let mut boxes = Boxes::new(traf);
        while let Some(next) = boxes.next(file, frames)? {
            match &next.name {
                b"tfdt" => now = start(&file.head(next.content.start, 12, frames)?)?,
                b"trun" => {
                    let bytes = file.read(next.content, frames)?;
                    (at, now) = self.run(track, &bytes, at, now)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// One run of samples that lie behind each other: where the next lies, and when it is decoded.
    fn run(
        &self,
        track: &mut Track,
        bytes: &[u8],
        at: u64,
        now: i64,
    ) -> Result<(u64, i64), Undecided> {
        let mut fields = Fields(bytes);
        let flags = fields.u32()?;
        let has = |flag: u32| flags & flag != 0;
        let count = fields.u32()?;
        let (mut at, mut now) = (at, now);
        if has(0x1) {
            let offset = i64::from(fields.u32()?.cast_signed());
            at = self.base.checked_add_signed(offset).ok_or(Undecided::Corrupt)?;
        }
        if has(0x4) {
            fields.u32()?;
        }
        for _ in 0..count {
            let lasts = if has(0x100) { fields.u32()? } else { self.duration };
            let size = if has(0x200) { fields.u32()? } else { self.size };
            if has(0x400) {
                fields.u32()?;
            }
            let later = if has(0x800) { fields.u32()?.cast_signed() } else { 0 };
            let time = now.saturating_add(i64::from(later));
            track.add(Sample { offset: at, size, time })?;
            at = at.checked_add(u64::from(size)).ok_or(Undecided::Corrupt)?;
            now = now.saturating_add(i64::from(lasts));
        }
        Ok((at, now))
    }
}

fn start(bytes: &[u8]) -> Result<i64, Undecided> {
    let mut fields = Fields(bytes);
    let is_wide = fields.u32()? >> 24 == 1;
    i64::try_from(fields.wide(is_wide)?).map_err(|_| Undecided::Corrupt)
}
