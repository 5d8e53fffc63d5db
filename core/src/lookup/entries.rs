use std::collections::BTreeMap;

use super::nearest::{NearestEntries, Rank, View};
use crate::report::{Evidence, Variant};
use crate::set::MatchParameters;

/// What speaks for each entry of one set, in one part of an attachment. However many rows and
/// frames match, it holds one record per entry.
#[derive(Debug, Default)]
pub(super) struct Entries {
    by_entry: BTreeMap<u32, EntryEvidence>,
    nearest: NearestEntries,
}

/// What speaks for one entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryEvidence {
    strong_digest: bool,
    weak_digest: bool,
    nearest: Option<NearEvidence>,
    /// The same among pictures of the exclusion list.
    nearest_cleared: Option<NearEvidence>,
}

/// What one entry comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grade {
    /// The strongest evidence.
    pub(super) evidence: Evidence,
    /// The perceptual match, if it rests on one.
    pub(super) near: Option<NearEvidence>,
    /// True if the exclusion list says that the picture is an innocent one.
    pub(super) cleared: bool,
}

/// The best perceptual match.
#[derive(Clone, Copy, Debug)]
pub(super) struct NearEvidence {
    pub(super) distance_bits: u32,
    pub(super) parameters: MatchParameters,
    pub(super) quality: u8,
    pub(super) frame: u32,
    pub(super) variant: Variant,
}

impl Entries {
    pub(super) fn add_digest(&mut self, entry: u32, strong: bool) {
        let evidence = self.by_entry.entry(entry).or_default();
        evidence.strong_digest |= strong;
        evidence.weak_digest |= !strong;
    }

    /// Keeps the better of this and what is there; the earlier one if they are equal. `cleared` says
    /// that it is a picture of the set's exclusion list.
    pub(super) fn add_near(&mut self, entry: u32, near: NearEvidence, cleared: bool) {
        self.add(View::Frame(near.frame), entry, near, cleared);
    }

    /// The same for a video, with its nearest frame.
    pub(super) fn add_video(&mut self, entry: u32, near: NearEvidence, cleared: bool) {
        self.add(View::Video(near.frame), entry, near, cleared);
    }

    fn add(&mut self, view: View, entry: u32, near: NearEvidence, cleared: bool) {
        let evidence = self.by_entry.entry(entry).or_default();
        let kept = if cleared { &mut evidence.nearest_cleared } else { &mut evidence.nearest };
        NearEvidence::keep_better(kept, near);
        self.nearest.add(view, near.rank(), entry);
    }

    /// Those with a digest, and of each frame the nearest.
    pub(super) fn into_iter(self) -> impl Iterator<Item = (u32, EntryEvidence)> {
        let nearest = self.nearest.entries();
        let kept = move |entry: u32, found: EntryEvidence| {
            found.strong_digest || found.weak_digest || nearest.contains(&entry)
        };
        self.by_entry.into_iter().filter(move |(entry, found)| kept(*entry, *found))
    }
}

impl EntryEvidence {
    /// The strongest grade. The exclusion list takes away what rests on nearness alone: a digest
    /// says that the file itself is listed.
    pub(super) fn grade(&self) -> Option<Grade> {
        let grade = |evidence, near| Some(Grade { evidence, near, cleared: false });
        let best = |nearest: Option<NearEvidence>| nearest.filter(NearEvidence::is_match);
        let matched = best(self.nearest);
        match (self.strong_digest, self.weak_digest, matched.or(best(self.nearest_cleared))) {
            (true, _, _) => grade(Evidence::Exact, None),
            (_, true, Some(near)) => grade(Evidence::Corroborated, Some(near)),
            (_, true, None) => grade(Evidence::ExactWeak, None),
            (_, _, _) => self.grade_by_nearness(matched),
        }
    }

    fn grade_by_nearness(&self, matched: Option<NearEvidence>) -> Option<Grade> {
        let near = matched.or(self.nearest).or(self.nearest_cleared)?;
        let evidence = if near.is_match() { Evidence::Perceptual } else { Evidence::Borderline };
        Some(Grade { evidence, near: Some(near), cleared: self.nearest.is_none() })
    }
}

impl NearEvidence {
    /// The largest distance that still gives this grade.
    pub(super) fn threshold_bits(&self) -> u32 {
        if self.is_match() {
            self.parameters.perceptual_bits()
        } else {
            self.parameters.borderline_bits()
        }
    }

    fn is_match(&self) -> bool {
        self.distance_bits <= self.parameters.perceptual_bits()
    }

    /// The earlier one if they are equal.
    fn keep_better(kept: &mut Option<Self>, near: Self) {
        if kept.is_none_or(|kept| near.rank() < kept.rank()) {
            *kept = Some(near);
        }
    }

    fn rank(&self) -> Rank {
        (!self.is_match(), self.distance_bits)
    }
}
