//! One attachment, or one part of it, from its bytes to its fingerprints.

mod digests;
mod pictures;

pub(super) use pictures::hash_pixels;

use super::fingerprint::Fingerprinted;
use super::input::Opened;
use super::job::Job;
use super::lent;
use super::parts::{At, Walk};
use crate::decode::{self, Beside, Guard};
use crate::limits::LimitName;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::{self, Unpacked};

/// What a byte of text costs, in bytes of work.
const TEXT_PRICE: u64 = 8;

/// Sniffs, digests, decodes, hashes, and enters what it holds.
pub(super) fn run_stages<'a>(
    opened: &Opened<'_>,
    job: &Job<'a>,
    guard: &mut Guard<'a>,
    at: At<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    found.length_bytes = Some(opened.length());
    if at.is_part() && opened.begins_as_text() {
        // Text of a part is read to its end, once for each of the marks that it may have.
        guard.work(opened.length().saturating_mul(TEXT_PRICE))?;
    }
    let kind = opened.kind()?;
    found.kind = Some(kind);
    let digests = digests::of(opened, kind, job, found)?;
    let mut beside = Beside::default();
    let seen = pictures::of(kind, opened, job, guard, found, &mut beside);
    let seen = seen.and(lent::of_bytes(kind, opened, job, found)).and_then(|()| found.lent_done());
    let entered = match seen {
        Err(reason) if ends_scan(reason) => Ok(()),
        _ => enter(kind, opened, job, guard, at, found, &beside),
    };
    if opened.in_memory().is_none() && is_read_again(kind, job) {
        digests::unchanged(opened, job, &digests, found)?;
    }
    seen.and(entered)
}

/// After these nothing else is begun.
pub(super) const fn ends_scan(reason: Undecided) -> bool {
    matches!(reason, Undecided::Cancelled | Undecided::OverLimit(LimitName::WorkBytes))
}

/// Opens what it holds. A panic on the way ends only that.
fn enter<'a>(
    kind: MediaKind,
    opened: &Opened<'_>,
    job: &Job<'a>,
    guard: &mut Guard<'a>,
    at: At<'_>,
    found: &mut Fingerprinted,
    beside: &Beside,
) -> Result<(), Undecided> {
    let mut walk = Walk::new(job, guard, at);
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
        Unpacked::Video => job.video_decoder(kind).is_some(),
        Unpacked::NoPicture | Unpacked::Unsupported => false,
    }
}
