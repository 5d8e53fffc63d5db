//! What came of a look.

use presend::explain::Language;
use presend_advice::{NoAdvice, Verdict};
use presend_c_base::text::PresendText;

use crate::names::PresendAdviceClass;

/// What the app does. There is no stronger kind.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresendAdviceKind {
    /// Nobody could look. It is not "nothing": the app says so, or asks.
    NotLooked = 0,
    /// Advice is switched off: nobody looked.
    Off = 1,
    /// Nothing to say.
    Nothing = 2,
    /// The user chooses. Until then the picture is neither sent nor shown.
    Ask = 3,
}

impl From<&Verdict> for PresendAdviceKind {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::NotLooked(_) => Self::NotLooked,
            Verdict::Off => Self::Off,
            Verdict::Nothing => Self::Nothing,
            Verdict::Ask(_) => Self::Ask,
        }
    }
}

/// What came of a look. The texts are never freed. It is for the moment: an app does not keep it, and writes
/// it into no log.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendAdviceVerdict {
    /// What the app does.
    pub kind: PresendAdviceKind,
    /// For Ask: what the picture may show.
    pub shows: PresendAdviceClass,
    /// The stable name of the kind.
    pub kind_name: PresendText,
    /// For Ask: the one sentence, in English; else empty.
    pub english: PresendText,
    /// For Ask: the one sentence, in Dutch; else empty.
    pub dutch: PresendText,
    /// For NotLooked: the stable name of why, such as `truncated` or `advisor_failed`; else empty.
    pub reason: PresendText,
    /// For `over_limit`: the stable name of the limit; else empty.
    pub limit: PresendText,
    /// For Ask: how long "send anyway" or "show" stays disabled, in seconds.
    pub pause_seconds: u8,
    /// For Ask: how often the user confirms.
    pub confirmations: u8,
}

impl PresendAdviceVerdict {
    /// Nobody looked, and nobody says why: what a call begins with.
    pub(crate) const EMPTY: Self = Self {
        kind: PresendAdviceKind::NotLooked,
        shows: PresendAdviceClass::None,
        kind_name: PresendText::EMPTY,
        english: PresendText::EMPTY,
        dutch: PresendText::EMPTY,
        reason: PresendText::EMPTY,
        limit: PresendText::EMPTY,
        pause_seconds: 0,
        confirmations: 0,
    };

    pub(crate) fn of(verdict: &Verdict) -> Self {
        let of_kind =
            Self { kind: verdict.into(), kind_name: verdict.name().into(), ..Self::EMPTY };
        match verdict {
            Verdict::Off | Verdict::Nothing => of_kind,
            Verdict::NotLooked(reason) => {
                Self { reason: reason.name().into(), limit: limit(*reason), ..of_kind }
            }
            Verdict::Ask(question) => Self {
                shows: question.class().into(),
                english: question.text(Language::English).into(),
                dutch: question.text(Language::Dutch).into(),
                pause_seconds: question.friction().pause_seconds,
                confirmations: question.friction().confirmations,
                ..of_kind
            },
        }
    }
}

fn limit(reason: NoAdvice) -> PresendText {
    let limit = match reason {
        NoAdvice::Unread(reason) => reason.limit(),
        NoAdvice::AdvisorFailed => None,
    };
    limit.map_or(PresendText::EMPTY, |limit| limit.name().into())
}
