use std::collections::BTreeSet;

use super::near;
use super::queries::{hashes, near_queries};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::set::{KnownSet, MatchParameters, NearForm};
use crate::undecided::Undecided;

/// A picture is the innocent one of an exclusion list up to this distance, in bits. It is part of the
/// product: no set can widen it.
const CLEARED_BITS: u32 = 8;

/// Frames that show a picture of the set's exclusion list, however turned.
pub(super) fn cleared_frames(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    cancel: &CancelToken,
) -> Result<BTreeSet<u32>, Undecided> {
    let mut frames = BTreeSet::new();
    let Some(section) = &set.parts().cleared else { return Ok(frames) };
    let queries = near_queries(fingerprints, NearForm::Pdq, MatchParameters::LOWEST_QUALITY);
    for queries in queries.chunks(near::MAX_QUERIES) {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        near::find(section.hi(), section.lo(), &hashes(queries), CLEARED_BITS, &mut |found| {
            frames.extend(queries.get(found.query).map(|query| query.frame));
        });
    }
    Ok(frames)
}
