use core::fmt;

use super::content::{ReportContent, ReportedFinding};
use super::format;
use super::notice::ReportNotice;
use super::threshold::Offer;
use crate::appeal::AppealCode;
use crate::journal::{JournalEvent, ReportEntry};
use crate::policy::PolicyDigest;
use crate::set::store::{NoReport, ReportBasis};

/// Which Presend sealed it.
const BUILD: &str = concat!("presend-", env!("CARGO_PKG_VERSION"));

/// The user has seen the notice. The user's answer is next: [`seal`](Self::seal) or
/// [`decline`](Self::decline).
pub struct NoticeShown {
    pub(super) notice: ReportNotice,
}

/// 4,208 bytes that only the recipient can open. Presend sends nothing.
pub struct SealedReport {
    bytes: Vec<u8>,
    appeal: AppealCode,
}

impl NoticeShown {
    /// Seals the report that the notice speaks of. Its findings are forgotten, whether or not the journal
    /// then takes the record; without that record there is no report.
    ///
    /// # Errors
    /// Why there is none.
    pub fn seal(self, now_unix_seconds: u64) -> Result<SealedReport, NoReport> {
        let ReportNotice { offer, facts } = self.notice;
        let Offer { desk, reached } = &offer;
        let bytes = desk.store.take_report(reached, now_unix_seconds, |basis| {
            let content = content(basis, desk.policy, facts.appeal);
            // What was said is what is sealed.
            let said = u64::try_from(content.findings.len()) == Ok(facts.findings)
                && basis.recipient.name == facts.recipient;
            said.then(|| format::seal(&content, &basis.recipient.key)).flatten()
        })?;
        let entry = ReportEntry { set: offer.set(), appeal: facts.appeal };
        desk.record(now_unix_seconds, &JournalEvent::ReportSealed(entry))?;
        Ok(SealedReport { bytes, appeal: facts.appeal })
    }

    /// The user declines: nothing is sealed, and what was counted is forgotten, so that it is not asked
    /// about again.
    ///
    /// # Errors
    /// `Store` if it could not be forgotten, `NotRecorded` if the journal does not have it.
    pub fn decline(self, now_unix_seconds: u64) -> Result<(), NoReport> {
        let Offer { desk, reached } = &self.notice.offer;
        let forgotten = desk.store.forget_pending(&reached.set.name);
        let event = JournalEvent::ReportDeclined(self.notice.offer.set());
        desk.record(now_unix_seconds, &event)?;
        forgotten.map_err(NoReport::Store)
    }
}

fn content(basis: &ReportBasis, policy: PolicyDigest, appeal: AppealCode) -> ReportContent {
    let origin = &basis.origin;
    let findings = basis.findings.iter().map(|(entry, found)| ReportedFinding {
        version: found.version,
        entry: *entry,
        evidence: found.evidence,
        distance_bits: found.distance_bits,
    });
    ReportContent {
        set: origin.manifest.set.clone(),
        version: origin.manifest.version,
        leaf: origin.leaf,
        day: basis.day,
        build: BUILD.to_owned(),
        policy,
        appeal,
        findings: findings.collect(),
    }
}

impl SealedReport {
    /// The bytes: 4,208 of every report.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same as `SealedReport::as_bytes`, to keep.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// What names it when the user contests it.
    #[must_use]
    pub const fn appeal(&self) -> AppealCode {
        self.appeal
    }
}

impl fmt::Debug for NoticeShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticeShown").field("set", &self.notice.facts.set).finish_non_exhaustive()
    }
}

impl fmt::Debug for SealedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedReport").field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}
