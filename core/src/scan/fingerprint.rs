use super::input::Opened;
use super::job::Job;
use super::message::message;
use super::parts::{At, Part};
use super::stages::{hash_pixels, run_stages};
use crate::attachment::{Attachment, Input};
use crate::decode::{Guard, VideoCodec};
use crate::hash::Fingerprints;
use crate::lent::{LentFault, LentForm};
use crate::report::Timing;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

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
    /// How the frames of a video are coded, if they are missing for want of a decoder.
    pub codec: Option<VideoCodec>,
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
    let mut guard = Guard::of(job.run);
    let done = match attachment.input {
        Input::Pixels(view) => hash_pixels(view, job, &mut guard, &mut found),
        Input::Bytes(bytes) => Opened::bytes(bytes, job.run.limits)
            .and_then(|opened| run_stages(&opened, job, &mut guard, At::ROOT, &mut found)),
        Input::Source(source) => {
            let start = job.run.now_us();
            let opened = Opened::source(source, job.run);
            found.timing.read_us = job.run.now_us().saturating_sub(start);
            opened.and_then(|opened| run_stages(&opened, job, &mut guard, At::ROOT, &mut found))
        }
        Input::Text(text) => message(text, job, &mut found),
    };
    found.undecided = done.err();
    found
}
