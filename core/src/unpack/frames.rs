/// Which frames of an animation are hashed: all of them up to a bound; beyond it that many, evenly
/// spaced, the first and the last among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FramePlan {
    total: u32,
    max: u32,
}

impl FramePlan {
    /// A plan for `total` frames of which at most `max` are hashed.
    #[must_use]
    pub const fn new(total: u32, max: u32) -> Self {
        Self { total, max }
    }

    /// True if every frame is hashed.
    #[must_use]
    pub const fn complete(self) -> bool {
        self.total <= self.max
    }

    /// True if this frame, from 0, is hashed.
    #[must_use]
    pub fn takes(self, frame: u32) -> bool {
        if self.complete() || frame == 0 {
            return frame < self.total && self.max > 0;
        }
        let gaps = u64::from(self.max.saturating_sub(1));
        let last = u64::from(self.total.saturating_sub(1));
        // The n-th chosen frame is floor(n * last / gaps): the first n that reaches this frame.
        let reached = u64::from(frame).saturating_mul(gaps).div_ceil(last);
        reached <= gaps && reached.saturating_mul(last).checked_div(gaps) == Some(u64::from(frame))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
    #![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    fn chosen(total: u32, max: u32) -> Vec<u32> {
        let plan = FramePlan::new(total, max);
        (0..total.saturating_add(3)).filter(|frame| plan.takes(*frame)).collect()
    }

    #[test]
    fn takes_all_frames_up_to_the_bound() {
        assert_eq!(chosen(5, 5), [0, 1, 2, 3, 4]);
        assert_eq!(chosen(0, 5), [0; 0]);
        assert_eq!(chosen(5, 0), [0; 0]);
        assert_eq!(chosen(5, 1), [0]);
        assert_eq!(chosen(9, 3), [0, 4, 8]);
    }

    #[test]
    fn answers_for_the_largest_numbers() {
        let plan = FramePlan::new(u32::MAX, u32::MAX - 1);
        assert!(plan.takes(0) && plan.takes(u32::MAX - 1));
        assert!(!plan.takes(u32::MAX));
    }

    proptest! {
        #[test]
        fn takes_exactly_as_many_as_allowed_with_both_ends_and_even_gaps(
            total in 2u32..3000, max in 2u32..400,
        ) {
            let chosen = chosen(total, max);
            prop_assert_eq!(chosen.len(), usize::try_from(total.min(max)).unwrap_or(0));
            prop_assert_eq!(chosen.first(), Some(&0));
            prop_assert_eq!(chosen.last(), Some(&(total - 1)));
            let gaps: Vec<u32> = chosen.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let (least, most) = (gaps.iter().min().unwrap_or(&0), gaps.iter().max().unwrap_or(&0));
            prop_assert!(most - least <= 1);
        }
    }
}
