use crate::hash::pdq::{Pdq, PdqHash};

/// When two videos match. The defaults are those of the published tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoRule {
    /// Two frames match up to this Hamming distance, in bits.
    pub distance_bits: u32,
    /// Frames under this PDQ quality are dropped first.
    pub min_quality: u8,
    /// So much of the query's frames must match, in per cent.
    pub query_pct: u8,
    /// So much of the set's frames must match, in per cent.
    pub set_pct: u8,
}

impl Default for VideoRule {
    fn default() -> Self {
        let query_pct = Self::LOWEST_QUERY_PCT;
        Self { distance_bits: 31, min_quality: 50, query_pct, set_pct: 0 }
    }
}

/// How far two videos match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoMatch {
    /// Matched frames of the query, in per cent of those that were not dropped, rounded down.
    pub query_pct: u8,
    /// Matched frames of the set's video, in per cent, rounded down.
    pub set_pct: u8,
    /// True if both reach the rule, and at least one frame matched.
    pub matched: bool,
}

impl VideoRule {
    /// The least share of a query's frames that a set may ask for, in per cent: that of the published
    /// tool. Part of the product: with less, one frame of a film would do.
    pub const LOWEST_QUERY_PCT: u8 = 80;

    /// Compares every frame with every frame.
    #[must_use]
    pub fn matches(&self, query: &[Pdq], set: &[PdqHash]) -> VideoMatch {
        let near = |a: &PdqHash, b: &PdqHash| a.distance_bits(b) <= self.distance_bits;
        let query: Vec<_> = query.iter().filter(|frame| self.keeps(frame)).collect();
        let query_matched = query.iter().filter(|a| set.iter().any(|b| near(&a.hash, b))).count();
        let set_matched = set.iter().filter(|b| query.iter().any(|a| near(&a.hash, b))).count();
        self.judge((query_matched, query.len()), (set_matched, set.len()))
    }

    /// True for a frame that is compared.
    pub(crate) const fn keeps(&self, frame: &Pdq) -> bool {
        frame.quality >= self.min_quality
    }

    /// From how many frames matched, of how many.
    pub(crate) fn judge(&self, query: (usize, usize), set: (usize, usize)) -> VideoMatch {
        let (query_pct, set_pct) = (percent(query), percent(set));
        let any = query.0 > 0 && set.0 > 0;
        let matched = any && query_pct >= self.query_pct && set_pct >= self.set_pct;
        VideoMatch { query_pct, set_pct, matched }
    }
}

/// Rounded down; 0 of nothing.
fn percent((part, whole): (usize, usize)) -> u8 {
    let percent = part.saturating_mul(100).checked_div(whole).unwrap_or(0);
    u8::try_from(percent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::{Pdq, PdqHash, VideoMatch, VideoRule};

    /// A hash of which the first `bits` bits are ones, in a group of its own per `group`.
    fn hash(group: u8, bits: u32) -> PdqHash {
        let mut bytes = [group; 32];
        for bit in 0..bits {
            for (at, byte) in bytes.iter_mut().enumerate() {
                if at == usize::try_from(bit / 8).unwrap_or(0) {
                    *byte ^= 0x80 >> (bit % 8);
                }
            }
        }
        PdqHash::from_bytes(bytes)
    }

    fn frame(group: u8, bits: u32, quality: u8) -> Pdq {
        Pdq { hash: hash(group, bits), quality }
    }

    fn rule() -> VideoRule {
        VideoRule::default()
    }

    #[test]
    fn a_frame_matches_at_31_bits_and_not_at_32() {
        let set = [hash(0, 0)];
        assert!(rule().matches(&[frame(0, 31, 100)], &set).matched);
        assert!(!rule().matches(&[frame(0, 32, 100)], &set).matched);
    }

    #[test]
    fn four_of_five_query_frames_are_enough_and_three_are_not() {
        let set = [hash(0, 0), hash(0x0f, 0)];
        let mut query = [frame(0, 3, 90); 5];
        query[4] = frame(0xff, 0, 90);
        let found = rule().matches(&query, &set);
        assert_eq!(found, VideoMatch { query_pct: 80, set_pct: 50, matched: true });
        query[3] = frame(0xff, 0, 90);
        assert_eq!(rule().matches(&query, &set).query_pct, 60);
        assert!(!rule().matches(&query, &set).matched);
    }

    #[test]
    fn frames_of_low_quality_count_neither_for_nor_against() {
        let set = [hash(0, 0)];
        let query = [frame(0, 0, 50), frame(0xff, 0, 49), frame(0xff, 0, 0)];
        assert_eq!(rule().matches(&query, &set).query_pct, 100);
        assert!(!rule().matches(&[frame(0, 0, 49)], &set).matched);
    }

    #[test]
    fn the_share_of_the_set_is_a_bound_of_its_own() {
        let set = [hash(0, 0), hash(0x0f, 0), hash(0x33, 0)];
        let strict = VideoRule { set_pct: 34, ..rule() };
        assert!(VideoRule { set_pct: 33, ..rule() }.matches(&[frame(0, 0, 90)], &set).matched);
        assert!(!strict.matches(&[frame(0, 0, 90)], &set).matched);
    }

    #[test]
    fn nothing_matches_nothing() {
        let none = VideoRule { query_pct: 0, ..rule() };
        assert!(!none.matches(&[], &[]).matched);
        assert!(!none.matches(&[frame(0, 0, 90)], &[]).matched);
        assert!(!none.matches(&[frame(0, 0, 90)], &[hash(0xff, 0)]).matched);
    }
}
