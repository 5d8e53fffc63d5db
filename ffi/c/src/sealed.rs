//! From a reached threshold to a sealed report. Each step spends the handle of the one before.

use std::sync::{Arc, Mutex, PoisonError};

use presend::sealed::{
    AppealDesk, NoReport, NoticeFacts, NoticeShown, ReportNotice, ThresholdReached,
};
use presend_c_base::argument::{self, Out, needed};

use crate::builder::{PresendBuilder, change};
use crate::checked::{PresendChecked, PresendLanguage};
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::{PresendBuffer, PresendText};

/// A step that can be taken once. Never locked while the core works, which may call the app's vault.
#[derive(Debug)]
struct Once<T>(Arc<Mutex<Option<T>>>);

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Once<T> {
    fn new(step: T) -> Self {
        Self(Arc::new(Mutex::new(Some(step))))
    }

    fn take(&self) -> Result<T, Failure> {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        step.ok_or_else(spent)
    }
}

impl Once<ReportNotice> {
    fn look<T>(&self, at: impl FnOnce(&ReportNotice) -> T) -> Result<T, Failure> {
        let step = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        step.as_ref().map(at).ok_or_else(spent)
    }
}

fn spent() -> Failure {
    Failure::argument("this step was taken already")
}

/// A threshold that was reached: the first step to a sealed report.
#[derive(Clone, Debug)]
pub struct PresendThresholdReached {
    step: Once<ThresholdReached>,
}

/// What the user is to be told before anything can be sealed.
#[derive(Clone, Debug)]
pub struct PresendReportNotice {
    step: Once<ReportNotice>,
    pub(crate) facts: Arc<NoticeFacts>,
    /// The code, as text.
    pub(crate) appeal: Arc<str>,
}

/// A notice that the user has seen.
#[derive(Clone, Debug)]
pub struct PresendNoticeShown {
    step: Once<NoticeShown>,
}

/// Switches sealed reports on, with the address where users contest them: printable ASCII without blanks.
/// Without it no report is ever sealed. It also takes a policy that may report, sets of a store that lead
/// to reports, `presend_builder_count_findings_in`, and a journal. One thread at a time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_builder_seal_reports(
    builder: *mut PresendBuilder,
    appeal_desk: PresendText,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let desk = AppealDesk::new(unsafe { argument::text(appeal_desk) }?);
        let desk = desk.ok_or_else(|| Failure::argument("an address has no blanks"))?;
        // SAFETY: the caller passes NULL or a handle.
        unsafe { change(builder, |builder| builder.seal_reports(desk)) }
    })
}

/// The first step, if the decision is a report candidate and the scanner seals reports; else OK, and
/// `reached` stays NULL. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_checked_threshold_reached(
    checked: Option<&PresendChecked>,
    reached: *mut *mut PresendThresholdReached,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(reached) }?;
        if let Some(step) = needed(checked, "checked")?.checked.threshold_reached() {
            out.give(PresendThresholdReached { step: Once::new(step) });
        }
        Ok(())
    })
}

/// What the user is to be told. `reached` is spent: it can only be freed. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_threshold_reached_notice(
    reached: *const PresendThresholdReached,
    now_unix_seconds: u64,
    notice: *mut *mut PresendReportNotice,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(notice) }?;
        // SAFETY: the caller passes NULL or a handle.
        let step = unsafe { argument::shared(reached, "reached") }?.step.take()?;
        let step = step.notice(now_unix_seconds).map_err(failure)?;
        let facts = step.facts().clone();
        out.give(PresendReportNotice {
            appeal: facts.appeal.to_string().into(),
            facts: Arc::new(facts),
            step: Once::new(step),
        });
        Ok(())
    })
}

/// The notice in words, a sentence a line; all of it is to be shown. `language` is a PresendLanguage. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_notice_text(
    notice: *const PresendReportNotice,
    language: u32,
    text: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(text, PresendBuffer::EMPTY) }?;
        let language = PresendLanguage::core(language);
        let language = language.ok_or_else(|| Failure::argument("an unknown language"))?;
        // SAFETY: the caller passes NULL or a handle.
        let step = unsafe { argument::shared(notice, "notice") }?.step;
        out.set(PresendBuffer::of(step.look(|notice| notice.text(language))?.into_bytes()));
        Ok(())
    })
}

/// Says that the user has seen the notice; the journal records it. `notice` is spent. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_notice_shown(
    notice: *const PresendReportNotice,
    now_unix_seconds: u64,
    shown: *mut *mut PresendNoticeShown,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(shown) }?;
        // SAFETY: the caller passes NULL or a handle.
        let step = unsafe { argument::shared(notice, "notice") }?.step.take()?;
        let step = step.shown(now_unix_seconds).map_err(failure)?;
        out.give(PresendNoticeShown { step: Once::new(step) });
        Ok(())
    })
}

/// Seals the report: 4,208 bytes that only the recipient can open. Nothing is sent. `shown` is spent. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_notice_shown_seal(
    shown: *const PresendNoticeShown,
    now_unix_seconds: u64,
    report: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(report, PresendBuffer::EMPTY) }?;
        // SAFETY: the caller passes NULL or a handle.
        let step = unsafe { argument::shared(shown, "shown") }?.step.take()?;
        let report = step.seal(now_unix_seconds).map_err(failure)?;
        out.set(PresendBuffer::of(report.into_bytes()));
        Ok(())
    })
}

/// The user declines: nothing is sealed, and what was counted is forgotten. `shown` is spent. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_notice_shown_decline(
    shown: *const PresendNoticeShown,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller passes NULL or a handle.
        let step = unsafe { argument::shared(shown, "shown") }?.step.take()?;
        step.decline(now_unix_seconds).map_err(failure)
    })
}

/// Frees it, spent or not. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_threshold_reached_free(reached: Option<Box<PresendThresholdReached>>) {
    guard_or((), || drop(reached));
}

/// Frees it, spent or not. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_report_notice_free(notice: Option<Box<PresendReportNotice>>) {
    guard_or((), || drop(notice));
}

/// Frees it, spent or not. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_notice_shown_free(shown: Option<Box<PresendNoticeShown>>) {
    guard_or((), || drop(shown));
}

fn failure(fault: NoReport) -> Failure {
    Failure::new(PresendStatus::NoReport, fault)
}
