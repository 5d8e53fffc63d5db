use core::fmt;
use std::sync::Arc;

use super::input::Opened;
use super::lent;
use super::message::message;
use super::parts::{At, Part, Walk};
use super::seen::Seen;
use super::timed::TimedSink;
use super::watch::{Watch, WatchedSink};
use crate::attachment::{Attachment, Input, PixelView};
use crate::context::{CancelToken, Monotonic, ScanProgress};
use crate::decode::{self, Beside, Guard, LumaSink, StillDecoder, VideoDecoder};
use crate::hash::digest::{DigestKind, DigestSet};
use crate::hash::edits::EditProfile;
use crate::hash::{Digests, Fingerprints};
use crate::lent::{Lent, LentFault, LentForm};
use crate::limits::{LimitName, Limits};
use crate::report::Timing;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::{self, Allowance, Unpacked};

/// What the first half of the flow is to do, and with what.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// Which exact digests to take.
    pub digests: DigestSet,
    /// Whether pictures are decoded and hashed; exact-only sets need none.
    pub pictures: bool,
    /// Whether the links of a text are digested.
    pub links: bool,
    /// Which edits of a picture are undone.
    pub edits: EditProfile,
    /// Hashes that the app lends.
    pub lent: &'a [Lent],
    /// The bounds.
    pub limits: &'a Limits,
    /// Decoders for kinds that the core does not decode itself.
    pub decoders: &'a [Arc<dyn StillDecoder>],
    /// Decoders of videos.
    pub video_decoders: &'a [Arc<dyn VideoDecoder>],
    /// Cancels the work.
    pub cancel: &'a CancelToken,
    /// Measures the stages, if there is one.
    pub clock: Option<&'a dyn Monotonic>,
    /// Follows the work, if there is one.
    pub progress: Option<&'a dyn ScanProgress>,
}

impl<'a> Job<'a> {
    /// All digests and all pictures as they are: without decoders from outside, clock or progress.
    #[must_use]
    pub const fn everything(limits: &'a Limits, cancel: &'a CancelToken) -> Self {
        let digests = DigestSet::ALL;
        let (clock, progress) = (None, None);
        let edits = EditProfile::None;
        Self {
            digests,
            pictures: true,
            links: true,
            edits,
            lent: &[],
            limits,
            decoders: &[],
            video_decoders: &[],
            cancel,
            clock,
            progress,
        }
    }

    fn now_us(&self) -> u64 {
        self.clock.map_or(0, Monotonic::now_us)
    }

    pub(super) const fn watch(&self) -> Watch<'a> {
        Watch { cancel: self.cancel, progress: self.progress }
    }
}

impl fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// What the first half of the flow found out about an attachment.
#[derive(Clone, Debug, Default)]
pub struct Fingerprinted {
    /// What it is; `None` if pixels were handed over or nothing could be read.
    pub kind: Option<MediaKind>,
    /// Its length in bytes; `None` if pixels were handed over or nothing could be read.
    pub length_bytes: Option<u64>,
    /// Everything that is compared of the attachment itself.
    pub fingerprints: Fingerprints,
    /// What it holds, each part looked at as if it were sent by itself: in the order in which they
    /// lie in it, each before its own parts, which it has here too.
    pub parts: Vec<Part>,
    /// True if there is no picture in it to compare: plain text, say.
    pub not_applicable: bool,
    /// Which lent hash of the job has no value in `fingerprints`, and why, as far as it was asked.
    pub not_compared: Vec<(LentForm, LentFault)>,
    /// Why something is missing in `fingerprints` or `parts`, if so. A part has its own reason.
    pub undecided: Option<Undecided>,
    /// Reading, decoding and hashing time, of the parts too; zero without a clock.
    pub timing: Timing,
}

/// Sniffs, unpacks, decodes and hashes, and compares with nothing. It never fails: what could not
/// be done is named in [`Fingerprinted::undecided`].
#[must_use]
pub fn fingerprint(attachment: &Attachment<'_>, job: &Job<'_>) -> Fingerprinted {
    let mut found = Fingerprinted::default();
    let mut allowance = Allowance::new(job.limits, job.cancel);
    let done = match attachment.input {
        Input::Pixels(view) => pixels(view, job, &mut allowance, &mut found),
        Input::Bytes(bytes) => Opened::bytes(bytes, job.limits)
            .and_then(|opened| all(&opened, job, &mut allowance, At::ROOT, &mut found)),
        Input::Source(source) => {
            let start = job.now_us();
            let opened = Opened::source(source, job.limits, job.watch());
            found.timing.read_us = job.now_us().saturating_sub(start);
            opened.and_then(|opened| all(&opened, job, &mut allowance, At::ROOT, &mut found))
        }
        Input::Text(text) => message(text, job, &mut found),
    };
    found.undecided = done.err();
    found
}

/// Everything about one part, and about the parts in it.
pub(super) fn all<'a>(
    opened: &Opened<'_>,
    job: &Job<'a>,
    allowance: &mut Allowance<'a>,
    at: At<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    found.length_bytes = Some(opened.length());
    if at.is_part() && opened.begins_as_text() {
        // Text of a part is read to its end, once for each of the marks that it may have.
        allowance.guard().work(opened.length().saturating_mul(TEXT_PRICE))?;
    }
    let kind = opened.kind()?;
    found.kind = Some(kind);
    let digests = digests(opened, kind, job, found)?;
    let mut beside = Beside::default();
    let seen = look(kind, opened, job, allowance, found, &mut beside);
    let seen = seen.and(lent::of_bytes(kind, opened, job, found)).and_then(|()| found.lent_done());
    let entered = match seen {
        Err(reason) if ends_scan(reason) => Ok(()),
        _ => parts(kind, opened, job, allowance, at, found, &beside),
    };
    if opened.in_memory().is_none() && is_read_again(kind, job) {
        unchanged(opened, job, &digests, found)?;
    }
    seen.and(entered)
}

/// What a byte of text costs, in bytes of work.
const TEXT_PRICE: u64 = 8;

/// After these nothing else is begun.
pub(super) const fn ends_scan(reason: Undecided) -> bool {
    matches!(reason, Undecided::Cancelled | Undecided::OverLimit(LimitName::WorkBytes))
}

/// Hashes the pictures that it is.
fn look(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    allowance: &mut Allowance<'_>,
    found: &mut Fingerprinted,
    beside: &mut Beside,
) -> Result<(), Undecided> {
    match Unpacked::of(kind) {
        Unpacked::NoPicture => found.not_applicable = true,
        Unpacked::Archive => {}
        Unpacked::Video => video(kind, opened, job, allowance, found, beside)?,
        _ if !job.pictures => {}
        Unpacked::Still | Unpacked::Animation => {
            let reader = opened.reader(job.cancel);
            hash_frames(job, allowance, found, |guard, sink| {
                decode::decode(kind, reader, guard, sink).map(|()| Shown::Pictures)
            })?;
        }
        Unpacked::Unsupported => borrowed_decoder(kind, opened, job, allowance, found)?,
    }
    Ok(())
}

/// Opens what it holds. A panic on the way ends only that.
fn parts<'a>(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'a>,
    allowance: &mut Allowance<'a>,
    at: At<'_>,
    found: &mut Fingerprinted,
    beside: &Beside,
) -> Result<(), Undecided> {
    let mut walk = Walk::new(job, allowance, at);
    let entered = decode::contained(|| {
        unpack::open(kind, opened, &mut walk)?;
        unpack::give_covers(&beside.pictures, &mut walk)
    });
    walk.finish(kind, entered.is_ok(), found);
    entered
}

/// True if more than its digests was read of it: a change in between must be noticed.
fn is_read_again(kind: MediaKind, job: &Job<'_>) -> bool {
    match Unpacked::of(kind) {
        Unpacked::Still | Unpacked::Animation | Unpacked::Archive => true,
        Unpacked::Video => opens_videos(kind, job),
        Unpacked::NoPicture | Unpacked::Unsupported => false,
    }
}

fn digests(
    opened: &Opened<'_>,
    kind: MediaKind,
    job: &Job<'_>,
    found: &mut Fingerprinted,
) -> Result<Digests, Undecided> {
    let start = job.now_us();
    let digests = match opened.in_memory() {
        Some(_) => opened.digests(job.digests, job.watch())?,
        None => streamed_digests(opened, kind, job)?,
    };
    found.fingerprints.digests = digests.only(job.digests);
    let took = job.now_us().saturating_sub(start);
    found.timing.read_us = found.timing.read_us.saturating_add(took);
    Ok(digests)
}

/// A streamed attachment was read for its kind already, and is read again later: the kind must be
/// that of the digested bytes, and BLAKE3 tells later whether they changed.
fn streamed_digests(
    opened: &Opened<'_>,
    kind: MediaKind,
    job: &Job<'_>,
) -> Result<Digests, Undecided> {
    let wanted = job.digests.with(DigestKind::Blake3);
    let (digests, digested_kind) = opened.digests_and_kind(wanted, job.watch())?;
    if digested_kind == kind { Ok(digests) } else { Err(Undecided::ChangedWhileReading) }
}

/// True if videos of this kind are opened. Exact digests alone call for nothing in them.
fn opens_videos(kind: MediaKind, job: &Job<'_>) -> bool {
    job.pictures && job.video_decoders.iter().any(|decoder| decoder.opens(kind))
}

/// Hashes the frames of a video, if a decoder is lent.
fn video(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    allowance: &mut Allowance<'_>,
    found: &mut Fingerprinted,
    beside: &mut Beside,
) -> Result<(), Undecided> {
    let decoder = job.video_decoders.iter().find(|decoder| decoder.opens(kind));
    let decoder = decoder.filter(|_| job.pictures).ok_or(Undecided::UnopenedContainer)?;
    let shown = hash_frames(job, allowance, found, |guard, sink| {
        let reader = opened.reader(job.cancel);
        decode::decode_video(decoder.as_ref(), reader, guard, sink, beside)?;
        Ok(if beside.is_only_sound { Shown::Nothing } else { Shown::Pictures })
    });
    found.fingerprints.frames.sort_by_key(|frame| frame.frame);
    found.not_applicable = shown? == Shown::Nothing && beside.pictures.is_empty();
    Ok(())
}

/// A kind that the core does not decode may have a decoder of the app's.
fn borrowed_decoder(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'_>,
    allowance: &mut Allowance<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let decoder = job.decoders.iter().find(|decoder| decoder.kind() == kind);
    let decoder = decoder.ok_or(Undecided::UnsupportedFormat)?;
    let bytes = opened.in_memory().ok_or(Undecided::OverLimit(LimitName::InputBytesInMemory))?;
    hash_frames(job, allowance, found, |guard, sink| {
        decode::decode_still(decoder.as_ref(), bytes, guard, sink)?;
        Ok(Shown::Pictures)
    })?;
    Ok(())
}

fn pixels(
    view: PixelView<'_>,
    job: &Job<'_>,
    allowance: &mut Allowance<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    if !job.pictures {
        return Ok(());
    }
    hash_frames(job, allowance, found, |guard, sink| {
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
    allowance: &mut Allowance<'_>,
    found: &mut Fingerprinted,
    decode: impl FnOnce(&mut Guard<'_>, &mut dyn LumaSink) -> Result<Shown, Undecided>,
) -> Result<Shown, Undecided> {
    allowance.more_frames()?;
    let guard = allowance.guard();
    let mut pictures = Seen::new(job.edits, job.lent);
    let mut watched = WatchedSink::new(&mut pictures, job.watch());
    let done = match job.clock {
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
    allowance.frames(found.fingerprints.frames.len());
    let shown = done?;
    let nothing = found.fingerprints.frames.is_empty();
    // A decoder that says it is done and gave rows that make no picture must not pass for clean.
    if dropped || nothing != (shown == Shown::Nothing) {
        return Err(Undecided::DecoderFailed);
    }
    Ok(shown)
}

/// A streamed attachment was read more than once: its bytes must have stayed the same.
fn unchanged(
    opened: &Opened<'_>,
    job: &Job<'_>,
    first: &Digests,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let again = opened.digests(DigestSet::NONE.with(DigestKind::Blake3), job.watch().quiet())?;
    if again.blake3 == first.blake3 {
        return Ok(());
    }
    found.fingerprints = Fingerprints::default();
    found.parts = Vec::new();
    Err(Undecided::ChangedWhileReading)
}
