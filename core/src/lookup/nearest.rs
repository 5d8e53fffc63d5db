use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::hit::MAX_HITS;
use crate::report::Evidence;

/// The entries nearest to each frame, at most [`MAX_HITS`] of them. Frames take no room from each other:
/// what one of them shows cannot push out what another one shows.
#[derive(Debug, Default)]
pub(super) struct NearestEntries {
    by_view: BTreeMap<View, Vec<(Rank, u32)>>,
}

/// What an entry was near to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum View {
    /// A frame by itself.
    Frame(u32),
    /// A frame after an edit was undone: what that finds takes no room either.
    Edited(u32),
    /// A video of which this frame was the nearest; true if only frames of the exclusion list show it. One
    /// frame may be the nearest of both kinds, and what counts as innocent takes no room.
    Video(u32, bool),
    /// This frame, or the file, by a lent hash; true if it is on the exclusion list.
    Lent(u32, bool),
}

/// Smaller is nearer: the stronger evidence, then the distance.
pub(super) type Rank = (Reverse<Evidence>, u32);

impl NearestEntries {
    /// Keeps the entry for what it was near to, unless so many others are nearer; of equal ones, those
    /// of lower number.
    pub(super) fn add(&mut self, view: View, rank: Rank, entry: u32) {
        let kept = self.by_view.entry(view).or_default();
        if let Some(known) = kept.iter_mut().find(|(_, known)| *known == entry) {
            known.0 = rank.min(known.0);
        } else if kept.len() < MAX_HITS {
            kept.push((rank, entry));
        } else if let Some(farthest) = kept.iter_mut().max()
            && (rank, entry) < *farthest
        {
            *farthest = (rank, entry);
        }
    }

    /// Every entry that is kept for something.
    pub(super) fn entries(&self) -> BTreeSet<u32> {
        self.by_view.values().flatten().map(|(_, entry)| *entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use core::cmp::Reverse;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    use super::{MAX_HITS, NearestEntries, View};
    use crate::report::Evidence;

    proptest! {
        #[test]
        fn what_is_kept_of_a_frame_is_what_sorting_all_of_it_gives(
            seen in prop::collection::vec((0_u32..3, any::<bool>(), 0_u32..40, 0_u32..200), 0..2_000),
        ) {
            let (mut nearest, mut naive) = (NearestEntries::default(), BTreeMap::new());
            for (frame, far, bits, entry) in seen {
                let far = Reverse(if far { Evidence::Borderline } else { Evidence::Perceptual });
                nearest.add(View::Frame(frame), (far, bits), entry);
                let best = naive.entry((frame, entry)).or_insert((far, bits));
                *best = (far, bits).min(*best);
            }
            for frame in 0..3 {
                let of_frame = naive.iter().filter(|((of, _), _)| *of == frame);
                let mut sorted: Vec<_> = of_frame.map(|((_, entry), rank)| (*rank, *entry)).collect();
                sorted.sort_unstable();
                sorted.truncate(MAX_HITS);
                let mut kept = nearest.by_view.get(&View::Frame(frame)).cloned().unwrap_or_default();
                kept.sort_unstable();
                prop_assert_eq!(kept, sorted);
            }
        }
    }
}
