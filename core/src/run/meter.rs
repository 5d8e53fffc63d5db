use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The work budget of one scan. Its guard and all its readers take from the same one, so that no
/// decoder can forget to count what it reads.
#[derive(Clone, Debug)]
pub(crate) struct Meter(Arc<AtomicU64>);

/// Stands for a budget that was asked for more than it had: no later piece passes, however small.
const SPENT: u64 = u64::MAX;

impl Meter {
    pub(crate) fn new(work_bytes: u64) -> Self {
        Self(Arc::new(AtomicU64::new(work_bytes.min(SPENT.saturating_sub(1)))))
    }

    /// Takes this much work; false once there was too little left.
    pub(crate) fn take(&self, work_bytes: u64) -> bool {
        let left = |left: u64| {
            if left == SPENT { None } else { Some(left.checked_sub(work_bytes).unwrap_or(SPENT)) }
        };
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, left);
        !self.is_spent()
    }

    /// True once more was asked for than there was.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.load(Ordering::Relaxed) == SPENT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_that_was_overdrawn_stays_spent() {
        let meter = Meter::new(10);
        assert!(meter.clone().take(10));
        assert!(meter.take(0) && !meter.is_spent());
        assert!(!meter.take(1) && meter.is_spent());
        assert!(!meter.take(0));
    }

    #[test]
    fn the_largest_budget_there_can_be_is_not_spent() {
        let meter = Meter::new(u64::MAX);
        assert!(meter.take(1 << 60));
        assert!(!meter.take(u64::MAX));
    }
}
