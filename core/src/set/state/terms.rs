use crate::policy::Action;
use crate::set::KnownSet;

/// What a set asks for before findings make a report candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportTerms {
    /// So many distinct entries.
    pub(crate) threshold: u64,
    /// Within so many days.
    pub(crate) window_days: u64,
}

impl ReportTerms {
    /// `None` for a set that never leads to a report: nothing is counted for it.
    pub(crate) fn of(set: &KnownSet) -> Option<Self> {
        let manifest = &set.origin()?.manifest;
        let reports = manifest.actions.contains(Action::ReportCandidate) && !set.is_test();
        let (threshold, window_days) = (manifest.threshold, manifest.window_days);
        reports.then_some(Self { threshold, window_days })
    }

    /// What both ask for.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            threshold: self.threshold.max(other.threshold),
            window_days: self.window_days.min(other.window_days),
        }
    }

    /// True if what was found on this day still counts. Of a day that is yet to come the clock was
    /// wrong, then or now: it does not.
    pub(crate) fn reach(self, day: u32, today: u32) -> bool {
        today.checked_sub(day).is_some_and(|age_days| u64::from(age_days) < self.window_days)
    }
}
