use core::fmt;
use std::sync::Arc;

use super::notice::ReportNotice;
use crate::appeal::{AppealCode, AppealDesk};
use crate::journal::{JournalEvent, JournalSet, JournalStore, day_of, record_event};
use crate::policy::PolicyDigest;
use crate::set::store::{NoReport, Reached, SetStore};

/// Where the steps of a report are taken: the app's store and journal, and where its users contest.
pub(crate) struct Desk {
    pub(crate) store: Arc<SetStore>,
    pub(crate) journal: Arc<dyn JournalStore>,
    pub(crate) appeal: AppealDesk,
    pub(crate) policy: PolicyDigest,
}

impl Desk {
    /// Nothing goes on that the user's journal does not have.
    pub(super) fn record(&self, now: u64, event: &JournalEvent) -> Result<(), NoReport> {
        let recorded = record_event(self.journal.as_ref(), day_of(now), event);
        recorded.map_err(NoReport::NotRecorded)
    }
}

/// What a scan keeps of a threshold that it reached. Only a scan makes one.
#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) desk: Arc<Desk>,
    pub(crate) reached: Reached,
}

impl Offer {
    pub(super) fn set(&self) -> JournalSet {
        JournalSet::of(&self.reached.set)
    }
}

/// So many distinct entries were found as their set asks for: a report may be offered to the user.
pub struct ThresholdReached {
    pub(super) offer: Offer,
}

impl ThresholdReached {
    pub(crate) const fn new(offer: Offer) -> Self {
        Self { offer }
    }

    /// The set whose threshold was reached.
    #[must_use]
    pub fn set(&self) -> &str {
        &self.offer.reached.set.name
    }

    /// What the user is to be told before anything can be sealed.
    ///
    /// # Errors
    /// Why no report can be made at this time.
    pub fn notice(self, now_unix_seconds: u64) -> Result<ReportNotice, NoReport> {
        let Offer { desk, reached } = &self.offer;
        let basis = desk.store.report_basis(reached, now_unix_seconds)?;
        let appeal = AppealCode::random().ok_or(NoReport::CannotSeal)?;
        Ok(ReportNotice::new(self.offer, &basis, appeal))
    }
}

impl fmt::Debug for ThresholdReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThresholdReached").field("set", &self.set()).finish_non_exhaustive()
    }
}

impl fmt::Debug for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Offer").field("set", &self.reached.set).finish_non_exhaustive()
    }
}
