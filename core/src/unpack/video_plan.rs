/// Which frames of a video are looked at: one a second, as the tool that is published with vPDQ takes
/// them, so that hashes of both can be compared.
///
/// That tool takes every n-th frame, n being the frames of a second, rounded down. Where frames are not
/// evenly spaced that leaves gaps, so a frame is also taken if the one before is longer than a second
/// and a half ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoPlan {
    every: u64,
    last_ms: Option<u64>,
}

/// Longest time between two frames that are looked at, in milliseconds, if there are frames between.
const LONGEST_GAP_MS: u64 = 1_500;

impl VideoPlan {
    /// A plan for a video of so many frames and so many milliseconds; of no duration, for all frames.
    #[must_use]
    pub fn new(frames: u64, duration_ms: u64) -> Self {
        let every = frames.saturating_mul(1_000).checked_div(duration_ms);
        Self { every: every.unwrap_or(1).max(1), last_ms: None }
    }

    /// True if this frame is looked at. Frames are asked about in the order in which they are shown,
    /// numbered from 0.
    #[must_use]
    pub fn takes(&mut self, frame: u64, time_ms: u64) -> bool {
        let is_nth = frame.checked_rem(self.every) == Some(0);
        let is_late = self.last_ms.is_none_or(|last| time_ms.saturating_sub(last) > LONGEST_GAP_MS);
        if is_nth || is_late {
            self.last_ms = Some(time_ms);
        }
        is_nth || is_late
    }
}

#[cfg(test)]
mod tests {
    use super::VideoPlan;

    fn taken(times: &[u64], duration_ms: u64) -> Vec<u64> {
        let mut plan = VideoPlan::new(u64::try_from(times.len()).unwrap_or(0), duration_ms);
        let all = (0_u64..).zip(times);
        all.filter(|(frame, time)| plan.takes(*frame, **time)).map(|(frame, _)| frame).collect()
    }

    fn even(frames: u64, duration_ms: u64) -> Vec<u64> {
        let time = |frame: u64| frame.saturating_mul(duration_ms).checked_div(frames).unwrap_or(0);
        (0..frames).map(time).collect()
    }

    #[test]
    fn takes_the_frames_that_the_published_tool_takes() {
        assert_eq!(taken(&even(100, 4_000), 4_000), [0, 25, 50, 75]);
        // 29.97 frames a second: every 29th.
        assert_eq!(taken(&even(90, 3_003), 3_003), [0, 29, 58, 87]);
        // Fewer than one a second: all.
        assert_eq!(taken(&even(4, 8_000), 8_000), [0, 1, 2, 3]);
        assert_eq!(taken(&[0], 0), [0]);
    }

    #[test]
    fn a_frame_behind_a_long_one_is_taken_too() {
        // 30 frames a second, and then three that are shown for two seconds each.
        let mut times = even(60, 2_000);
        times.extend([4_000, 6_000, 8_000]);
        let taken = taken(&times, 2_100);
        assert!(taken.ends_with(&[60, 61, 62]), "{taken:?}");
    }

    #[test]
    fn the_first_frame_is_taken_whatever_the_numbers_say() {
        for (frames, duration_ms) in [(0, 0), (u64::MAX, 1), (1, u64::MAX), (u64::MAX, u64::MAX)] {
            assert!(VideoPlan::new(frames, duration_ms).takes(0, u64::MAX));
        }
    }
}
