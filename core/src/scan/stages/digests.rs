use crate::hash::digest::{DigestKind, DigestSet};
use crate::hash::{Digests, Fingerprints};
use crate::scan::fingerprint::Fingerprinted;
use crate::scan::input::Opened;
use crate::scan::job::Job;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// The exact digests that the job asks for; BLAKE3 beside them if the attachment streams.
pub(super) fn of(
    opened: &Opened<'_>,
    kind: MediaKind,
    job: &Job<'_>,
    found: &mut Fingerprinted,
) -> Result<Digests, Undecided> {
    let start = job.run.now_us();
    let digests = match opened.in_memory() {
        Some(_) => opened.digests(job.digests, job.run)?,
        None => of_stream(opened, kind, job)?,
    };
    found.fingerprints.digests = digests.only(job.digests);
    let took = job.run.now_us().saturating_sub(start);
    found.timing.read_us = found.timing.read_us.saturating_add(took);
    Ok(digests)
}

/// A streamed attachment was read for its kind already, and is read again later: the kind must be
/// that of the digested bytes, and BLAKE3 tells later whether they changed.
fn of_stream(opened: &Opened<'_>, kind: MediaKind, job: &Job<'_>) -> Result<Digests, Undecided> {
    let wanted = job.digests.with(DigestKind::Blake3);
    let (digests, digested_kind) = opened.digests_and_kind(wanted, job.run)?;
    if digested_kind == kind { Ok(digests) } else { Err(Undecided::ChangedWhileReading) }
}

/// A streamed attachment was read more than once: its bytes must have stayed the same.
pub(super) fn unchanged(
    opened: &Opened<'_>,
    job: &Job<'_>,
    first: &Digests,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let again = opened.digests(DigestSet::NONE.with(DigestKind::Blake3), job.run.quiet())?;
    if again.blake3 == first.blake3 {
        return Ok(());
    }
    found.fingerprints = Fingerprints::default();
    found.parts = Vec::new();
    Err(Undecided::ChangedWhileReading)
}
