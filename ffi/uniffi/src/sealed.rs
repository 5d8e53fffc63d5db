//! From a reached threshold to a sealed report. Each step can be taken once.

use std::sync::{Arc, Mutex, PoisonError};

use presend::sealed as core;

use crate::checked::{Checked, ExplainLanguage};
use crate::failure::PresendFailure;

/// A step that can be taken once.
#[derive(Debug)]
struct Once<T>(Mutex<Option<T>>);

impl<T> Once<T> {
    const fn new(step: T) -> Self {
        Self(Mutex::new(Some(step)))
    }

    /// Not locked any more when the core goes on with it: that may call the app.
    fn take(&self) -> Result<T, PresendFailure> {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        step.ok_or_else(|| PresendFailure::NoReport {
            name: "Spent".to_owned(),
            reason: "this step was taken already".to_owned(),
        })
    }
}

/// A threshold that was reached: the first step.
#[derive(Debug, uniffi::Object)]
pub struct ThresholdReached {
    step: Once<core::ThresholdReached>,
    set: String,
}

/// What the user is to be told before anything can be sealed.
#[derive(Debug, uniffi::Object)]
pub struct ReportNotice {
    step: Once<core::ReportNotice>,
    facts: NoticeFacts,
    english: String,
    dutch: String,
}

/// A notice that the user has seen.
#[derive(Debug, uniffi::Object)]
pub struct NoticeShown {
    step: Once<core::NoticeShown>,
}

/// What a notice says, for an app with its own words.
#[derive(Clone, Debug, uniffi::Record)]
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
    /// When the authorities last weighed it, in seconds since 1970.
    pub weighed_unix_seconds: u64,
    /// When it ends, in seconds since 1970.
    pub ends_unix_seconds: u64,
    /// The purpose.
    pub purpose: String,
    /// What names the report when the user contests it.
    pub appeal: String,
    /// Where the user contests it.
    pub appeal_desk: String,
}

/// What only the recipient can open.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SealedReport {
    /// 4,208 bytes.
    pub bytes: Vec<u8>,
    /// What names it when the user contests it.
    pub appeal: String,
}

/// True for an address at which users can contest a report.
#[uniffi::export]
#[must_use]
pub fn is_appeal_desk(address: &str) -> bool {
    core::AppealDesk::new(address).is_some()
}

#[uniffi::export]
impl Checked {
    /// The first step, if the decision is a report candidate and the scanner seals reports.
    #[must_use]
    pub fn threshold_reached(&self) -> Option<Arc<ThresholdReached>> {
        let step = self.checked.threshold_reached()?;
        let set = step.set().to_owned();
        Some(Arc::new(ThresholdReached { step: Once::new(step), set }))
    }
}

#[uniffi::export]
impl ThresholdReached {
    /// The set whose threshold was reached.
    #[must_use]
    pub fn set_name(&self) -> String {
        self.set.clone()
    }

    /// What the user is to be told.
    ///
    /// # Errors
    /// Why no report can be made.
    pub fn notice(&self, now_unix_seconds: u64) -> Result<Arc<ReportNotice>, PresendFailure> {
        let notice = self.step.take()?.notice(now_unix_seconds)?;
        let text = |language: ExplainLanguage| notice.text(language.into());
        Ok(Arc::new(ReportNotice {
            facts: notice.facts().into(),
            english: text(ExplainLanguage::English),
            dutch: text(ExplainLanguage::Dutch),
            step: Once::new(notice),
        }))
    }
}

#[uniffi::export]
impl ReportNotice {
    /// What it says.
    #[must_use]
    pub fn facts(&self) -> NoticeFacts {
        self.facts.clone()
    }

    /// The same in words.
    #[must_use]
    pub fn text(&self, language: ExplainLanguage) -> String {
        match language {
            ExplainLanguage::English => self.english.clone(),
            ExplainLanguage::Dutch => self.dutch.clone(),
        }
    }

    /// Says that the user has seen it.
    ///
    /// # Errors
    /// If the journal does not record it.
    pub fn shown(&self, now_unix_seconds: u64) -> Result<Arc<NoticeShown>, PresendFailure> {
        let shown = self.step.take()?.shown(now_unix_seconds)?;
        Ok(Arc::new(NoticeShown { step: Once::new(shown) }))
    }
}

#[uniffi::export]
impl NoticeShown {
    /// Seals the report.
    ///
    /// # Errors
    /// Why there is none.
    pub fn seal(&self, now_unix_seconds: u64) -> Result<SealedReport, PresendFailure> {
        let report = self.step.take()?.seal(now_unix_seconds)?;
        let appeal = report.appeal().to_string();
        Ok(SealedReport { bytes: report.into_bytes(), appeal })
    }

    /// The user declines.
    ///
    /// # Errors
    /// If it could not be forgotten or recorded.
    pub fn decline(&self, now_unix_seconds: u64) -> Result<(), PresendFailure> {
        Ok(self.step.take()?.decline(now_unix_seconds)?)
    }
}

impl From<&core::NoticeFacts> for NoticeFacts {
    fn from(facts: &core::NoticeFacts) -> Self {
        let core::NoticeFacts {
            set,
            version,
            findings,
            window_days,
            recipient,
            basis,
            weighed_unix_seconds,
            ends_unix_seconds,
            purpose,
            appeal,
            appeal_desk,
        } = facts.clone();
        let appeal = appeal.to_string();
        Self {
            set,
            version,
            findings,
            window_days,
            recipient,
            basis,
            weighed_unix_seconds,
            ends_unix_seconds,
            purpose,
            appeal,
            appeal_desk,
        }
    }
}
