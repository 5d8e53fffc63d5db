//! What a scan gives back: the facts, the decision, and whether it was recorded.

use presend::explain::{Language, Level};
use presend::policy::{Decided, Decision, Friction, Notice};
use presend::scan::Checked;
use presend_c_base::argument::{Out, needed};
use presend_c_base::numbered;

use crate::names::{PresendAction, PresendReason, PresendRecorded};
use crate::report::PresendReport;
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::{PresendBuffer, PresendText};

/// What a scan gave.
#[derive(Debug)]
pub struct PresendChecked {
    pub(crate) checked: Checked,
}

/// What the app should do, and how that came about. The texts are never freed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendDecision {
    /// What the app should do.
    pub action: PresendAction,
    /// What the policy answered before it was lowered to what is allowed.
    pub answered: PresendAction,
    /// Why it could not be checked, if that is what the user is told.
    pub reason: PresendReason,
    /// The stable name of the action.
    pub action_name: PresendText,
    /// The stable name of the message, for an app with its own words; empty for Allow.
    pub message_key: PresendText,
    /// Who decided: `policy`, or `fallback_failed`, `fallback_panicked` or `fallback_late`.
    pub by: PresendText,
    /// For Ask: how long "send anyway" stays disabled, in seconds.
    pub pause_seconds: u8,
    /// For Ask: how often the user confirms.
    pub confirmations: u8,
}

impl PresendDecision {
    const EMPTY: Self = Self {
        action: PresendAction::None,
        answered: PresendAction::None,
        reason: PresendReason::None,
        action_name: PresendText::EMPTY,
        message_key: PresendText::EMPTY,
        by: PresendText::EMPTY,
        pause_seconds: 0,
        confirmations: 0,
    };

    fn of(decided: &Decided) -> Self {
        let Decided { decision, by, answered } = decided;
        let none = Friction { pause_seconds: 0, confirmations: 0 };
        let (notice, friction) = match decision {
            Decision::Allow => (None, none),
            Decision::Ask(question) => (Some(question.notice()), question.friction()),
            Decision::Warn(notice)
            | Decision::Block(notice)
            | Decision::ReportCandidate(notice) => (Some(*notice), none),
        };
        let Friction { pause_seconds, confirmations } = friction;
        Self {
            action: decision.action().into(),
            answered: (*answered).into(),
            reason: notice
                .and_then(Notice::undecided)
                .map_or(PresendReason::None, PresendReason::of),
            action_name: decision.name().into(),
            message_key: notice.map_or(PresendText::EMPTY, |notice| notice.key().name().into()),
            by: by.name().into(),
            pause_seconds,
            confirmations,
        }
    }
}

/// For whom the words are.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendLevel {
    /// The person who sends: at most 25 plain words.
    User = 1,
    /// Whoever wants to know why: a line for each stage and each finding.
    Engineer = 2,
    /// Whoever checks the checker: who vouched for each set, its place in the log, the policy's digest.
    Auditor = 3,
}

numbered!(Level, PresendLevel: User Engineer Auditor);

/// The language of the words.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendLanguage {
    /// English.
    English = 1,
    /// Dutch.
    Dutch = 2,
}

numbered!(Language, PresendLanguage: English Dutch);

/// The facts, which live as long as `checked`. NULL gives NULL. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_checked_report(checked: Option<&PresendChecked>) -> *const PresendReport {
    checked.map_or(core::ptr::null(), |checked| PresendReport::of(&checked.checked.report))
}

/// What the app should do. NULL gives PRESEND_ACTION_NONE. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_checked_action(checked: Option<&PresendChecked>) -> PresendAction {
    guard_or(PresendAction::None, || {
        checked.map_or(PresendAction::None, |it| it.checked.decision().action().into())
    })
}

/// What the app should do, and how that came about. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_checked_decision(
    checked: Option<&PresendChecked>,
    decision: *mut PresendDecision,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(decision, PresendDecision::EMPTY) }?;
        out.set(PresendDecision::of(&needed(checked, "checked")?.checked.decided));
        Ok(())
    })
}

/// Whether the journal has it. NULL gives PRESEND_RECORDED_FAILED. Any thread.
#[unsafe(no_mangle)]
pub extern "C" fn presend_checked_recorded(checked: Option<&PresendChecked>) -> PresendRecorded {
    guard_or(PresendRecorded::Failed, || {
        checked.map_or(PresendRecorded::Failed, |it| PresendRecorded::of(it.checked.recorded))
    })
}

/// The facts and the decision in words. `level` is a PresendLevel, `language` a PresendLanguage. Any
/// thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_checked_explain(
    checked: Option<&PresendChecked>,
    level: u32,
    language: u32,
    words: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(words, PresendBuffer::EMPTY) }?;
        let level =
            PresendLevel::core(level).ok_or_else(|| Failure::argument("an unknown level"))?;
        let language = PresendLanguage::core(language);
        let language = language.ok_or_else(|| Failure::argument("an unknown language"))?;
        let words = needed(checked, "checked")?.checked.explain(level, language);
        out.set(PresendBuffer::of(words.into_bytes()));
        Ok(())
    })
}

/// The facts and the decision as one JSON object on one line. The page "Command line" of the book says
/// what each name means. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_checked_json(
    checked: Option<&PresendChecked>,
    json: *mut PresendBuffer,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(json, PresendBuffer::EMPTY) }?;
        out.set(PresendBuffer::of(needed(checked, "checked")?.checked.json().into_bytes()));
        Ok(())
    })
}

/// Frees what a scan gave. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_checked_free(checked: Option<Box<PresendChecked>>) {
    guard_or((), || drop(checked));
}
