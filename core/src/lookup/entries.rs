use core::cmp::Reverse;
use std::collections::BTreeMap;

use super::nearest::{NearestEntries, Rank, View};
use crate::hash::digest::DigestKind;
use crate::lent::LentTerms;
use crate::report::{Evidence, LentMatch, Variant};
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
    md5: bool,
    sha1: bool,
    nearest: Option<NearEvidence>,
    /// The same among pictures of the exclusion list.
    nearest_cleared: Option<NearEvidence>,
    /// What a lent hash says, and the same among pictures of the exclusion list.
    lent: Option<LentEvidence>,
    lent_cleared: Option<LentEvidence>,
}

/// What one entry comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grade {
    /// The strongest evidence.
    pub(super) evidence: Evidence,
    /// The perceptual match, if it rests on one.
    pub(super) near: Option<NearEvidence>,
    /// The match of a lent hash, if it rests on that.
    pub(super) lent: Option<LentEvidence>,
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
    /// Which of the attachment's hashes with an edit undone it is.
    pub(super) edited: Option<usize>,
}

/// The best match of a lent hash.
#[derive(Clone, Copy, Debug)]
pub(super) struct LentEvidence {
    pub(super) terms: LentTerms,
    pub(super) distance: u32,
    pub(super) frame: u32,
}

impl LentEvidence {
    /// As a finding has it.
    pub(super) fn told(&self) -> LentMatch {
        LentMatch {
            hash: self.terms.form().name().to_owned(),
            measure: self.terms.distance(),
            distance: self.distance,
            threshold: self.terms.threshold(),
        }
    }
}

impl Entries {
    pub(super) fn add_digest(&mut self, entry: u32, kind: DigestKind) {
        let evidence = self.by_entry.entry(entry).or_default();
        evidence.strong_digest |= kind.is_strong();
        evidence.md5 |= kind == DigestKind::Md5;
        evidence.sha1 |= kind == DigestKind::Sha1;
    }

    /// Keeps the better of this and what is there; the earlier one if they are equal. `cleared` says
    /// that it is a picture of the set's exclusion list.
    pub(super) fn add_near(&mut self, entry: u32, near: NearEvidence, cleared: bool) {
        let view = match near.variant {
            Variant::Edited(_) => View::Edited(near.frame),
            Variant::Turned(_) | Variant::OverBlack => View::Frame(near.frame),
        };
        self.add(view, entry, near, cleared);
    }

    /// The same for a match of a lent hash.
    pub(super) fn add_lent(&mut self, entry: u32, lent: LentEvidence, cleared: bool) {
        let evidence = self.by_entry.entry(entry).or_default();
        let kept = if cleared { &mut evidence.lent_cleared } else { &mut evidence.lent };
        if kept.is_none_or(|kept| lent.distance < kept.distance) {
            *kept = Some(lent);
        }
        let rank = (Reverse(Evidence::Perceptual), lent.distance);
        self.nearest.add(View::Lent(lent.frame, cleared), rank, entry);
    }

    /// The same for a video, with its nearest frame.
    pub(super) fn add_video(&mut self, entry: u32, near: NearEvidence, cleared: bool) {
        self.add(View::Video(near.frame, cleared), entry, near, cleared);
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
            found.strong_digest || found.md5 || found.sha1 || nearest.contains(&entry)
        };
        self.by_entry.into_iter().filter(move |(entry, found)| kept(*entry, *found))
    }
}

impl EntryEvidence {
    /// The strongest grade. The exclusion list takes away what rests on nearness alone: a digest
    /// says that the file itself is listed.
    ///
    /// Each of MD5, SHA-1 and nearness can be forged alone by whoever makes the material. All three
    /// together corroborate each other; any two are worth no more than the better one. A lent hash
    /// corroborates nothing: nobody but the app knows what its nearness is worth.
    pub(super) fn grade(&self) -> Option<Grade> {
        let grade = |evidence, near| Some(Grade { evidence, near, lent: None, cleared: false });
        if self.strong_digest {
            return grade(Evidence::Exact, None);
        }
        let matched = self.nearest.filter(NearEvidence::is_match);
        match (self.md5, self.sha1, matched) {
            (true, true, Some(near)) => grade(Evidence::Corroborated, Some(near)),
            (false, false, _) => self.grade_by_nearness(),
            (_, _, _) => grade(Evidence::ExactWeak, None),
        }
    }

    /// PDQ's match first: its bounds are this product's, and those of a lent hash are the app's. What PDQ
    /// finds short of a match says less than a match of a lent hash.
    fn grade_by_nearness(&self) -> Option<Grade> {
        let of_pdq = |near: NearEvidence, cleared| {
            Some(Grade { evidence: near.evidence(), near: Some(near), lent: None, cleared })
        };
        let by_lent = |lent, cleared| {
            let (evidence, near) = (Evidence::Perceptual, None);
            Some(Grade { evidence, near, lent: Some(lent), cleared })
        };
        match (self.nearest, self.lent) {
            (Some(near), _) if near.is_match() => of_pdq(near, false),
            (_, Some(lent)) => by_lent(lent, false),
            (Some(near), None) => of_pdq(near, false),
            (None, None) => match (self.nearest_cleared, self.lent_cleared) {
                (Some(near), _) => of_pdq(near, true),
                (None, lent) => by_lent(lent?, true),
            },
        }
    }
}

impl NearEvidence {
    /// The largest distance that still gives this grade.
    pub(super) fn threshold_bits(&self) -> u32 {
        match (self.variant, self.is_match()) {
            (Variant::Edited(edit), _) => edit.most_bits().min(self.parameters.perceptual_bits()),
            (_, true) => self.parameters.perceptual_bits(),
            (_, false) => self.parameters.borderline_bits(),
        }
    }

    /// True if it says anything at all.
    pub(super) fn is_near_enough(&self) -> bool {
        self.distance_bits <= self.threshold_bits()
    }

    /// What it is worth by itself.
    fn evidence(&self) -> Evidence {
        match self.variant {
            Variant::Edited(_) => Evidence::Edited,
            _ if self.is_match() => Evidence::Perceptual,
            _ => Evidence::Borderline,
        }
    }

    /// True for a match of the picture as a whole.
    fn is_match(&self) -> bool {
        let is_edited = matches!(self.variant, Variant::Edited(_));
        !is_edited && self.distance_bits <= self.parameters.perceptual_bits()
    }

    /// The earlier one if they are equal.
    fn keep_better(kept: &mut Option<Self>, near: Self) {
        if kept.is_none_or(|kept| near.rank() < kept.rank()) {
            *kept = Some(near);
        }
    }

    fn rank(&self) -> Rank {
        (Reverse(self.evidence()), self.distance_bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orientation::Orientation;

    fn near(distance_bits: u32) -> Option<NearEvidence> {
        let parameters = MatchParameters::new(31, 40, 50).ok()?;
        let variant = Variant::Turned(Orientation::Upright);
        Some(NearEvidence {
            distance_bits,
            parameters,
            quality: 90,
            frame: 0,
            variant,
            edited: None,
        })
    }

    /// The rule once more, as the book says it.
    fn expected(evidence: &EntryEvidence) -> Option<(Evidence, bool)> {
        let is_match = |near: Option<NearEvidence>| near.is_some_and(|n| n.distance_bits <= 31);
        let grade = if evidence.strong_digest {
            Evidence::Exact
        } else if evidence.md5 && evidence.sha1 && is_match(evidence.nearest) {
            Evidence::Corroborated
        } else if evidence.md5 || evidence.sha1 {
            Evidence::ExactWeak
        } else if let Some(near) = evidence.nearest.or(evidence.nearest_cleared) {
            let perceptual = is_match(Some(near));
            let grade = if perceptual { Evidence::Perceptual } else { Evidence::Borderline };
            return Some((grade, evidence.nearest.is_none()));
        } else {
            return None;
        };
        Some((grade, false))
    }

    #[test]
    fn each_combination_of_digests_and_nearness_has_its_grade() {
        let distances = [None, near(12), near(36)];
        let mut corroborated = 0;
        for digests in 0..8_u8 {
            for nearest in distances {
                for nearest_cleared in distances {
                    let evidence = EntryEvidence {
                        strong_digest: digests & 4 != 0,
                        md5: digests & 2 != 0,
                        sha1: digests & 1 != 0,
                        nearest,
                        nearest_cleared,
                        ..EntryEvidence::default()
                    };
                    let grade = evidence.grade().map(|grade| (grade.evidence, grade.cleared));
                    assert_eq!(grade, expected(&evidence), "{evidence:?}");
                    corroborated += u8::from(grade == Some((Evidence::Corroborated, false)));
                }
            }
        }
        assert_eq!(corroborated, 3, "MD5, SHA-1, a match: whatever else is cleared");
    }

    #[test]
    fn what_can_be_forged_two_at_a_time_leads_to_no_report() {
        let weak = |md5, sha1, nearest, nearest_cleared| {
            let known = EntryEvidence::default();
            let evidence = EntryEvidence { md5, sha1, nearest, nearest_cleared, ..known };
            evidence.grade().map(|grade| (grade.evidence, grade.near.is_some()))
        };
        let exact_weak = Some((Evidence::ExactWeak, false));
        assert_eq!(weak(true, false, near(0), None), exact_weak);
        assert_eq!(weak(false, true, near(0), None), exact_weak);
        assert_eq!(weak(true, true, None, None), exact_weak);
        assert_eq!(weak(true, true, None, near(0)), exact_weak, "a cleared picture");
        assert_eq!(
            weak(true, true, near(32), near(0)),
            exact_weak,
            "borderline, and a cleared one"
        );
        assert_eq!(weak(true, true, near(31), near(0)), Some((Evidence::Corroborated, true)));
    }
}
