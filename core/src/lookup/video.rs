use std::collections::{BTreeMap, BTreeSet};

use super::entries::{Entries, NearEvidence};
use super::near;
use super::queries::{NearQuery, hashes, near_queries};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::hash::vpdq::VideoRule;
use crate::orientation::Orientation;
use crate::report::Variant;
use crate::set::{NearForm, VideoSection};
use crate::undecided::Undecided;

/// The vPDQ rule against every video of a section, each orientation by itself: a video is turned as
/// a whole.
pub(super) fn add(
    fingerprints: &Fingerprints,
    section: &VideoSection,
    cleared: &BTreeSet<u32>,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    let quality = section.parameters.min_quality();
    let queries = near_queries(fingerprints, NearForm::Pdq, quality);
    for turn in Orientation::ALL.map(Variant::Turned) {
        let frames: Vec<_> =
            queries.iter().filter(|query| query.variant == turn).copied().collect();
        let seen = compare(&frames, section, cancel)?;
        for (video, seen) in seen {
            let Some(entry) = section.rows().entry(video) else { continue };
            let near = seen.judge(&frames, section, video);
            let without_cleared = seen.without(&frames, cleared).judge(&frames, section, video);
            match (without_cleared, near) {
                (Some(near), _) => entries.add_video(entry, near, false),
                (None, Some(near)) => entries.add_video(entry, near, true),
                (None, None) => {}
            }
        }
    }
    Ok(())
}

/// Which frames of the query met which frames of one video, and how near.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Frame of the query: its smallest distance.
    query: BTreeMap<usize, u32>,
    /// Frame of the set: its smallest distance.
    set: BTreeMap<usize, u32>,
}

fn compare(
    frames: &[NearQuery],
    section: &VideoSection,
    cancel: &CancelToken,
) -> Result<BTreeMap<usize, Seen>, Undecided> {
    let mut seen: BTreeMap<usize, Seen> = BTreeMap::new();
    let (rows, bits) = (section.hashes(), section.parameters.borderline_bits());
    for (pass, queries) in frames.chunks(near::MAX_QUERIES).enumerate() {
        if cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        let first = pass.saturating_mul(near::MAX_QUERIES);
        near::find(rows.hi(), rows.lo(), &hashes(queries), bits, &mut |found| {
            let Some(video) = section.video_of(found.row) else { return };
            let seen = seen.entry(video).or_default();
            let query = first.saturating_add(found.query);
            keep_least(&mut seen.query, query, found.distance_bits);
            keep_least(&mut seen.set, found.row, found.distance_bits);
        });
    }
    Ok(seen)
}

fn keep_least(distances: &mut BTreeMap<usize, u32>, frame: usize, bits: u32) {
    let least = distances.entry(frame).or_insert(bits);
    *least = bits.min(*least);
}

impl Seen {
    /// The same without the frames of the query that the exclusion list names.
    fn without(&self, frames: &[NearQuery], cleared: &BTreeSet<u32>) -> Self {
        let is_cleared =
            |query: &usize| frames.get(*query).is_some_and(|query| cleared.contains(&query.frame));
        let mut seen = self.clone();
        seen.query.retain(|query, _| !is_cleared(query));
        seen
    }

    /// The rule at the match distance, then at the borderline distance. The evidence names the
    /// frame that is nearest, and as its distance the smallest one at which the rule still holds.
    fn judge(
        &self,
        frames: &[NearQuery],
        section: &VideoSection,
        video: usize,
    ) -> Option<NearEvidence> {
        let rule = section.rule;
        let all = (frames.len(), usize::try_from(section.frames_of(video)?).ok()?);
        let distances: BTreeSet<u32> =
            self.query.values().chain(self.set.values()).copied().collect();
        let distance_bits = distances.into_iter().find(|bits| self.holds(&rule, all, *bits))?;
        let (nearest, _) = self.query.iter().min_by_key(|(_, bits)| **bits)?;
        let frame = frames.get(*nearest)?;
        Some(NearEvidence {
            distance_bits,
            parameters: section.parameters,
            quality: frame.pdq.quality,
            frame: frame.frame,
            variant: frame.variant,
            edited: None,
        })
    }

    /// True if the rule is met when two frames match up to this distance.
    fn holds(&self, rule: &VideoRule, (query, set): (usize, usize), bits: u32) -> bool {
        let within = |distances: &BTreeMap<usize, u32>| {
            distances.values().filter(|distance| **distance <= bits).count()
        };
        rule.judge((within(&self.query), query), (within(&self.set), set)).matched
    }
}
