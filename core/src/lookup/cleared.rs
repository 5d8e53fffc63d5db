use std::collections::BTreeSet;

use super::entries::NearEvidence;
use super::near;
use super::queries::{NearQuery, edited_queries, hashes, near_queries};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::set::{KnownSet, MatchParameters, NearForm};
use crate::undecided::Undecided;

/// A picture is the innocent one of an exclusion list up to this distance, in bits. It is part of the
/// product: no set can widen it.
const CLEARED_BITS: u32 = 8;

/// What shows a picture of the set's exclusion list.
#[derive(Debug, Default)]
pub(super) struct Cleared {
    /// Frames that are one of them, however turned.
    pub(super) frames: BTreeSet<u32>,
    /// Of other frames, what is one of them after an edit was undone, by its number. It clears
    /// nothing but itself: a page that shows an innocent picture may show another one too.
    edited: BTreeSet<usize>,
}

impl Cleared {
    /// True if the exclusion list says that what this rests on is innocent.
    pub(super) fn covers(&self, near: &NearEvidence) -> bool {
        let edited = near.edited.is_some_and(|index| self.edited.contains(&index));
        edited || self.frames.contains(&near.frame)
    }
}

/// Compares with the set's exclusion list.
pub(super) fn cleared(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    cancel: &CancelToken,
) -> Result<Cleared, Undecided> {
    let mut cleared = Cleared::default();
    let Some(section) = &set.parts().cleared else { return Ok(cleared) };
    let quality = MatchParameters::LOWEST_QUALITY;
    let mut queries = near_queries(fingerprints, NearForm::Pdq, quality);
    queries.extend(edited_queries(fingerprints, NearForm::Pdq, quality));
    let rows = section.hashes();
    for queries in queries.chunks(near::MAX_QUERIES) {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        near::find(rows.hi(), rows.lo(), &hashes(queries), CLEARED_BITS, &mut |found| {
            match queries.get(found.query) {
                Some(NearQuery { edited: Some(index), .. }) => cleared.edited.insert(*index),
                Some(query) => cleared.frames.insert(query.frame),
                None => false,
            };
        });
    }
    Ok(cleared)
}
