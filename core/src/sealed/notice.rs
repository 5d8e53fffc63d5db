use core::fmt;

use super::shown::NoticeShown;
use super::texts;
use super::threshold::Offer;
use crate::appeal::AppealCode;
use crate::explain::Language;
use crate::journal::JournalEvent;
use crate::set::store::{NoReport, ReportBasis};

/// What the user is to be told, and what the report would hold. Nothing is sealed yet.
pub struct ReportNotice {
    pub(super) offer: Offer,
    pub(super) facts: NoticeFacts,
}

/// What a notice says, for an app with its own words. It must say all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFacts {
    /// The set whose entries were found.
    pub set: String,
    /// Its version.
    pub version: u64,
    /// How many distinct entries the report would name.
    pub findings: u64,
    /// Within so many days they count.
    pub window_days: u64,
    /// Who alone can open the report.
    pub recipient: String,
    /// The legal basis.
    pub basis: String,
    /// When the authorities last weighed it: from then on this version is valid. Seconds since 1970.
    pub weighed_unix_seconds: u64,
    /// When it ends, and with it every report, in seconds since 1970.
    pub ends_unix_seconds: u64,
    /// The purpose, and the only one.
    pub purpose: String,
    /// What names the report when the user contests it.
    pub appeal: AppealCode,
    /// Where the user contests it.
    pub appeal_desk: String,
}

impl ReportNotice {
    pub(super) fn new(offer: Offer, basis: &ReportBasis, appeal: AppealCode) -> Self {
        let manifest = &basis.origin.manifest;
        let facts = NoticeFacts {
            set: manifest.set.clone(),
            version: manifest.version,
            findings: u64::try_from(basis.findings.len()).unwrap_or(u64::MAX),
            window_days: manifest.window_days,
            recipient: basis.recipient.name.clone(),
            basis: manifest.basis.clone(),
            weighed_unix_seconds: manifest.not_before,
            ends_unix_seconds: manifest.sunset,
            purpose: manifest.purpose.clone(),
            appeal,
            appeal_desk: offer.desk.appeal.address().to_owned(),
        };
        Self { offer, facts }
    }

    /// What it says.
    #[must_use]
    pub const fn facts(&self) -> &NoticeFacts {
        &self.facts
    }

    /// The notice in words: a sentence a line, what happened first and how to contest it last.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        texts::notice(&self.facts, language)
    }

    /// Says that the user has seen this notice. The journal records it.
    ///
    /// # Errors
    /// `NotRecorded` if the journal does not.
    pub fn shown(self, now_unix_seconds: u64) -> Result<NoticeShown, NoReport> {
        let event = JournalEvent::NoticeShown(self.offer.set());
        self.offer.desk.record(now_unix_seconds, &event)?;
        Ok(NoticeShown { notice: self })
    }
}

impl fmt::Debug for ReportNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportNotice").field("facts", &self.facts).finish_non_exhaustive()
    }
}
