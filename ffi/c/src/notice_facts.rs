//! What a notice says, fact by fact, for an app with its own words.

use presend::sealed::NoticeFacts;
use presend_c_base::argument::{Out, needed};

use crate::sealed::PresendReportNotice;
use crate::status::{PresendStatus, guard};
use crate::text::PresendText;

/// What a notice says. An app with its own words must say all of it. The texts live as long as the handle.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendNoticeFacts {
    /// The set whose entries were found.
    pub set: PresendText,
    /// Its version.
    pub version: u64,
    /// How many distinct entries the report would name.
    pub findings: u64,
    /// Within so many days they count.
    pub window_days: u64,
    /// Who alone can open the report.
    pub recipient: PresendText,
    /// The legal basis.
    pub basis: PresendText,
    /// When the authorities last weighed it, in seconds since 1970.
    pub weighed_unix_seconds: u64,
    /// When it ends, and with it every report, in seconds since 1970.
    pub ends_unix_seconds: u64,
    /// The purpose, and the only one.
    pub purpose: PresendText,
    /// The code that names the report when the user contests it.
    pub appeal: PresendText,
    /// Where the user contests it.
    pub appeal_desk: PresendText,
}

impl PresendNoticeFacts {
    const EMPTY: Self = Self {
        set: PresendText::EMPTY,
        version: 0,
        findings: 0,
        window_days: 0,
        recipient: PresendText::EMPTY,
        basis: PresendText::EMPTY,
        weighed_unix_seconds: 0,
        ends_unix_seconds: 0,
        purpose: PresendText::EMPTY,
        appeal: PresendText::EMPTY,
        appeal_desk: PresendText::EMPTY,
    };

    fn of(facts: &NoticeFacts, appeal: &str) -> Self {
        let NoticeFacts {
            set,
            version,
            findings,
            window_days,
            recipient,
            basis,
            weighed_unix_seconds,
            ends_unix_seconds,
            purpose,
            appeal: _,
            appeal_desk,
        } = facts;
        Self {
            set: PresendText::of(set),
            version: *version,
            findings: *findings,
            window_days: *window_days,
            recipient: PresendText::of(recipient),
            basis: PresendText::of(basis),
            weighed_unix_seconds: *weighed_unix_seconds,
            ends_unix_seconds: *ends_unix_seconds,
            purpose: PresendText::of(purpose),
            appeal: PresendText::of(appeal),
            appeal_desk: PresendText::of(appeal_desk),
        }
    }
}

/// What the notice says, until it is freed. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_report_notice_facts(
    notice: Option<&PresendReportNotice>,
    facts: *mut PresendNoticeFacts,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(facts, PresendNoticeFacts::EMPTY) }?;
        let notice = needed(notice, "notice")?;
        out.set(PresendNoticeFacts::of(&notice.facts, &notice.appeal));
        Ok(())
    })
}
