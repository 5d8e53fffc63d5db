use std::collections::BTreeMap;

use crate::report::{Evidence, Variant};
use crate::set::MatchParameters;

/// What speaks for each entry of one set, in one part of an attachment. However many rows and
/// frames match, it holds one record per entry.
#[derive(Debug, Default)]
pub(super) struct Entries {
    by_entry: BTreeMap<u32, EntryEvidence>,
}

/// What speaks for one entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryEvidence {
    strong_digest: bool,
    weak_digest: bool,
    nearest: Option<NearEvidence>,
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

    /// Keeps the better of this and what is there; the earlier one if they are equal.
    pub(super) fn add_near(&mut self, entry: u32, near: NearEvidence) {
        let nearest = &mut self.by_entry.entry(entry).or_default().nearest;
        if nearest.is_none_or(|kept| near.rank() < kept.rank()) {
            *nearest = Some(near);
        }
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = (u32, EntryEvidence)> {
        self.by_entry.into_iter()
    }
}

impl EntryEvidence {
    /// The strongest grade, and the perceptual match if the grade rests on it.
    pub(super) fn grade(&self) -> Option<(Evidence, Option<NearEvidence>)> {
        let matched = self.nearest.filter(NearEvidence::is_match);
        match (self.strong_digest, self.weak_digest, matched) {
            (true, _, _) => Some((Evidence::Exact, None)),
            (_, true, Some(near)) => Some((Evidence::Corroborated, Some(near))),
            (_, true, None) => Some((Evidence::ExactWeak, None)),
            (_, _, Some(near)) => Some((Evidence::Perceptual, Some(near))),
            (_, _, None) => self.nearest.map(|near| (Evidence::Borderline, Some(near))),
        }
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

    /// Smaller is better: a match before a borderline one, then the distance.
    fn rank(&self) -> (bool, u32) {
        (!self.is_match(), self.distance_bits)
    }
}
