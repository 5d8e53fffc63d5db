//! Decodes the samples of a track in their order and gives the frames that are looked at.

use presend::attachment::{PixelFormat, PixelView};
use presend::decode::VideoFrames;
use presend::limits::LimitName;
use presend::undecided::Undecided;
use presend::unpack::VideoPlan;

use crate::codec::{self, Given};
use crate::file::File;
use crate::track::{Movie, Sample, Track};

/// Most bytes of one coded picture: more than any honest one has.
const MAX_SAMPLE_BYTES: u32 = 16 << 20;
/// What a sample costs besides, in bytes of work: an empty one must not be free.
const SAMPLE_PRICE: u64 = 1 << 10;

/// Gives the pictures that are files of their own, and then the frames.
pub(crate) fn play(
    file: &mut File<'_>,
    movie: Movie,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let Movie { track, missing, covers } = movie;
    for cover in covers {
        let length = cover.end.saturating_sub(cover.start);
        if length > frames.guard().limits().max_part_bytes {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        let bytes = file.read(cover, frames)?;
        frames.picture(bytes)?;
    }
    match (track, missing) {
        (Some(track), missing) => {
            let done = all(file, &track, frames);
            if done == Err(Undecided::UnsupportedFormat) {
                frames.coded_as(track.codec.told());
            }
            done.and(missing.map_or(Ok(()), Err))
        }
        (None, Some(missing)) => Err(missing),
        (None, None) => {
            frames.only_sound();
            Ok(())
        }
    }
}

/// A frame that is looked at: its number in the order in which frames are shown, and its time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) number: u32,
    pub(crate) time_ms: u64,
}

/// Which samples are pictures that nobody sees: others are predicted from them.
fn hidden(
    file: &mut File<'_>,
    track: &Track,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Vec<bool>, Undecided> {
    let mut hidden = vec![false; track.samples.len()];
    let Some(is_hidden) = codec::hidden(track.codec) else { return Ok(hidden) };
    for (sample, hidden) in track.samples.iter().zip(&mut hidden) {
        frames.guard().work(SAMPLE_PRICE)?;
        let size = u64::from(sample.size);
        let head = file.head(sample.offset, size.min(1), frames)?;
        let tail =
            file.head(sample.offset.saturating_add(size.saturating_sub(1)), size.min(1), frames)?;
        let ends = track.prefix.first().or(head.first()).zip(tail.first());
        *hidden = ends.is_some_and(|(first, last)| is_hidden(*first, *last));
    }
    Ok(hidden)
}

/// For each sample, in the order of the file, what is looked at of it.
fn plan(track: &Track, hidden: &[bool]) -> Vec<Option<Wanted>> {
    let samples = track.samples.iter().zip(0..).zip(hidden);
    let seen = samples.filter(|(_, is_hidden)| !**is_hidden);
    let mut shown: Vec<(i64, usize)> = seen.map(|((sample, at), _)| (sample.time, at)).collect();
    shown.sort_unstable();
    let first = shown.first().map_or(0, |(time, _)| *time);
    let start = track.start.unwrap_or(first);
    // Frames before the part that is shown are looked at too, and do not shift those that are shown.
    let before = shown.partition_point(|(time, _)| *time < start);
    let counted = u64::try_from(shown.len().saturating_sub(before)).unwrap_or(u64::MAX);
    let last = shown.last().map_or(0, |(time, _)| track.ms(time.saturating_sub(start)));
    // The last frame lasts as long as the others do.
    let lasts = last.checked_div(counted.saturating_sub(1)).unwrap_or(0);
    let mut rule = VideoPlan::new(counted, last.saturating_add(lasts));
    let mut wanted = vec![None; track.samples.len()];
    for (number, (time, at)) in (0_u32..).zip(shown) {
        let time_ms = track.ms(time.saturating_sub(start));
        let of_rule = u64::from(number).checked_sub(u64::try_from(before).unwrap_or(u64::MAX));
        let is_taken = rule.takes(of_rule.unwrap_or(1), track.ms(time.saturating_sub(first)));
        if let (true, Some(wanted)) = (is_taken, wanted.get_mut(at)) {
            *wanted = Some(Wanted { number, time_ms });
        }
    }
    wanted
}

fn all(
    file: &mut File<'_>,
    track: &Track,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    let wanted = plan(track, &hidden(file, track, frames)?);
    let mut decoder = codec::open(track, frames)?;
    let mut player = Player { wanted, orientation: track.orientation, trouble: None };
    let mut bytes = Vec::new();
    for (at, sample) in track.samples.iter().enumerate() {
        frames.guard().cancelled()?;
        frames.guard().work(SAMPLE_PRICE)?;
        if let Err(why) = read(file, track, sample, &mut bytes, frames) {
            player.trouble(why)?;
            continue;
        }
        let is_wanted = player.wanted.get(at).copied().flatten().is_some();
        let fed = decoder.feed(at, &bytes, is_wanted, frames);
        player.take(fed, decoder.as_mut(), frames)?;
    }
    let ended = decoder.finish();
    player.take(ended, decoder.as_mut(), frames)?;
    player.end()
}

/// The bytes of one sample.
fn read(
    file: &mut File<'_>,
    track: &Track,
    sample: &Sample,
    bytes: &mut Vec<u8>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<(), Undecided> {
    if sample.size > MAX_SAMPLE_BYTES {
        return Err(Undecided::OverLimit(LimitName::DecodeBytes));
    }
    bytes.clear();
    bytes.extend_from_slice(&track.prefix);
    let end = sample.offset.checked_add(u64::from(sample.size)).ok_or(Undecided::Corrupt)?;
    file.append(sample.offset..end, bytes, frames)
}

struct Player {
    wanted: Vec<Option<Wanted>>,
    orientation: presend::orientation::Orientation,
    /// The first thing that went wrong and did not end everything.
    trouble: Option<Undecided>,
}

impl Player {
    /// Pushes what the decoder has ready.
    fn take(
        &mut self,
        fed: Result<(), Undecided>,
        decoder: &mut dyn codec::Decoder,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        while let Some(Given { sample, width, height, rgb }) = decoder.next() {
            let Some(wanted) = self.wanted.get_mut(sample).and_then(Option::take) else { continue };
            let lines = usize::try_from(height).unwrap_or(usize::MAX);
            let view = PixelView {
                width,
                height,
                stride_bytes: rgb.len().checked_div(lines).unwrap_or(0),
                format: PixelFormat::Rgb8,
                orientation: self.orientation,
                bytes: &rgb,
            };
            frames.push(wanted.number, wanted.time_ms, view)?;
        }
        fed.or_else(|why| self.trouble(why))
    }

    /// Keeps in mind what one sample lacks; ends where going on makes no sense.
    fn trouble(&mut self, why: Undecided) -> Result<(), Undecided> {
        match why {
            Undecided::Truncated | Undecided::Corrupt => {
                self.trouble = self.trouble.or(Some(why));
                Ok(())
            }
            _ => Err(why),
        }
    }

    /// A frame that was to be looked at and never came is missing.
    fn end(self) -> Result<(), Undecided> {
        let is_missing = self.wanted.iter().any(Option::is_some);
        let missing = is_missing.then_some(Undecided::Corrupt);
        self.trouble.or(missing).map_or(Ok(()), Err)
    }
}
