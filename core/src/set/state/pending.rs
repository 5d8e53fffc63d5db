use super::SetState;
use crate::report::Evidence;

/// Most findings that wait: a set's threshold is at most one more.
pub const MAX_PENDING: usize = 31;

/// A finding that counts towards a report. It names an entry of the set, and nothing of the
/// attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingFinding {
    /// Days since 1970-01-01.
    pub day: u32,
    /// Version of the set.
    pub version: u64,
    /// Number of the entry.
    pub entry: u32,
    /// Exact or corroborated; nothing else counts.
    pub evidence: Evidence,
    /// Bits apart; 0 for exact.
    pub distance_bits: u32,
}

impl SetState {
    /// Counts a finding, drops those that are older than the window, and says whether so many
    /// distinct entries were found within it. The same entry counts once, however often it is sent.
    pub(crate) fn count(
        &mut self,
        found: PendingFinding,
        window_days: u64,
        threshold: u64,
    ) -> bool {
        self.drop_old(found.day, window_days);
        let others = self.pending.iter().filter(|known| known.entry != found.entry).count();
        let known = others < self.pending.len();
        if !known && self.pending.len() < MAX_PENDING {
            self.pending.push(found);
        }
        let distinct = u64::try_from(others).unwrap_or(u64::MAX).saturating_add(1);
        distinct >= threshold
    }

    /// Drops findings of days that are not within the window that ends today. Of a day that is yet
    /// to come the clock was wrong, then or now: it goes too.
    pub(crate) fn drop_old(&mut self, today: u32, window_days: u64) {
        let within = |found: &PendingFinding| {
            today.checked_sub(found.day).is_some_and(|age_days| u64::from(age_days) < window_days)
        };
        self.pending.retain(within);
    }
}
