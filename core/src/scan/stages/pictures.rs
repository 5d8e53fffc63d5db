use crate::attachment::PixelView;
use crate::decode::{self, Beside, Guard, LumaSink};
use crate::limits::LimitName;
use crate::scan::fingerprint::Fingerprinted;
use crate::scan::input::Opened;
use crate::scan::job::Job;
use crate::scan::seen::Seen;
use crate::scan::timed::TimedSink;
use crate::scan::watched::WatchedSink;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

/// Hashes the pictures that it is.
pub(super) fn of(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    guard: &mut Guard<'_>,
    found: &mut Fingerprinted,
    beside: &mut Beside,
) -> Result<(), Undecided> {
    match Unpacked::of(kind) {
        Unpacked::NoPicture => found.not_applicable = true,
        Unpacked::Archive => {}
        Unpacked::Video => video(kind, opened, job, guard, found, beside)?,
        _ if !job.pictures => {}
        Unpacked::Still | Unpacked::Animation => {
            let reader = opened.reader(job.run.cancel);
            hash_frames(job, guard, found, |guard, sink| {
                decode::decode(kind, reader, guard, sink).map(|()| Shown::Pictures)
            })?;
        }
        Unpacked::Unsupported => lent_decoder(kind, opened, job, guard, found)?,
    }
    Ok(())
}

/// Hashes the frames of a video, if a decoder is lent.
fn video(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    guard: &mut Guard<'_>,
    found: &mut Fingerprinted,
    beside: &mut Beside,
) -> Result<(), Undecided> {
    let decoder = job.video_decoder(kind).ok_or(Undecided::UnopenedContainer)?;
    let shown = hash_frames(job, guard, found, |guard, sink| {
        let reader = opened.reader(job.run.cancel);
        decode::decode_video(decoder, reader, guard, sink, beside)?;
        Ok(if beside.is_only_sound { Shown::Nothing } else { Shown::Pictures })
    });
    found.fingerprints.frames.sort_by_key(|frame| frame.frame);
    found.codec = beside.codec.filter(|_| shown == Err(Undecided::UnsupportedFormat));
    found.not_applicable = shown? == Shown::Nothing && beside.pictures.is_empty();
    Ok(())
}

/// A kind that the core does not decode may have a decoder of the app's.
fn lent_decoder(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    guard: &mut Guard<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let decoder = job.decoders.iter().find(|decoder| decoder.kind() == kind);
    let decoder = decoder.ok_or(Undecided::UnsupportedFormat)?;
    let bytes = opened.in_memory().ok_or(Undecided::OverLimit(LimitName::InputBytesInMemory))?;
    hash_frames(job, guard, found, |guard, sink| {
        decode::decode_still(decoder.as_ref(), bytes, guard, sink)?;
        Ok(Shown::Pictures)
    })?;
    Ok(())
}

/// Hashes a picture that the app decoded.
pub(in crate::scan) fn hash_pixels(
    view: PixelView<'_>,
    job: &Job<'_>,
    guard: &mut Guard<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    if !job.pictures {
        return Ok(());
    }
    hash_frames(job, guard, found, |guard, sink| {
        decode::decode_pixels(view, guard, sink)?;
        Ok(Shown::Pictures)
    })?;
    found.lent_done()
}

/// What a decoder says of a file that it read to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Pictures,
    /// There is nothing in it to see.
    Nothing,
}

/// Runs a decoder into the hasher and keeps the frames that were completed.
fn hash_frames(
    job: &Job<'_>,
    guard: &mut Guard<'_>,
    found: &mut Fingerprinted,
    decode: impl FnOnce(&mut Guard<'_>, &mut dyn LumaSink) -> Result<Shown, Undecided>,
) -> Result<Shown, Undecided> {
    guard.more_frames()?;
    let mut pictures = Seen::new(job.edits, job.lent);
    let mut watched = WatchedSink::new(&mut pictures, job.run);
    let done = match job.run.clock {
        None => decode(guard, &mut watched),
        Some(clock) => {
            let start = clock.now_us();
            let mut timed = TimedSink::new(&mut watched, clock);
            let done = decode(guard, &mut timed);
            found.timing.hash_us = timed.spent_us();
            let both = clock.now_us().saturating_sub(start);
            found.timing.decode_us = both.saturating_sub(found.timing.hash_us);
            done
        }
    };
    let dropped = pictures.finish(found);
    guard.frames(found.fingerprints.frames.len());
    let shown = done?;
    let nothing = found.fingerprints.frames.is_empty();
    // A decoder that says it is done and gave rows that make no picture must not pass for clean.
    if dropped || nothing != (shown == Shown::Nothing) {
        return Err(Undecided::DecoderFailed);
    }
    Ok(shown)
}
