//! What advice can lead to: a question at most.

use presend::explain::Language as CoreLanguage;
use presend::policy;
use presend_advice as core;

use crate::class::AdviceClass;
use crate::mirror::mirrors;
use crate::undecided::Undecided;

/// When a picture is looked at.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Moment {
    /// Before the user sends it.
    BeforeSending,
    /// Before one that was received is shown.
    BeforeShowing,
}

/// What the app does.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Verdict {
    /// Nobody looked: advice is switched off.
    Off,
    /// Nothing to say.
    Nothing,
    /// The user chooses.
    Ask {
        /// What is asked.
        question: Question,
    },
    /// Nobody could look.
    NotLooked {
        /// Why.
        reason: NoAdvice,
    },
}

/// What the user is asked.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Question {
    /// What the picture may show.
    pub class: AdviceClass,
    /// What was about to happen.
    pub moment: Moment,
    /// How long "send anyway" or "show" stays disabled, in seconds.
    pub pause_seconds: u8,
    /// How often the user confirms.
    pub confirmations: u8,
    /// The sentence in each language.
    pub sentences: Vec<Sentence>,
}

/// The sentence of a question.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Sentence {
    /// In which language.
    pub language: Language,
    /// The sentence.
    pub text: String,
}

/// The language of a sentence.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Language {
    /// English.
    English,
    /// Dutch.
    Dutch,
}

/// Why there is no advice.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum NoAdvice {
    /// The picture could not be read.
    Unread {
        /// Why.
        reason: Undecided,
    },
    /// The advisor failed.
    AdvisorFailed,
}

mirrors!(core::Moment, Moment: BeforeSending BeforeShowing);
mirrors!(CoreLanguage, Language: English Dutch);

impl From<core::Verdict> for Verdict {
    fn from(verdict: core::Verdict) -> Self {
        match verdict {
            core::Verdict::Off => Self::Off,
            core::Verdict::Nothing => Self::Nothing,
            core::Verdict::Ask(question) => Self::Ask { question: question.into() },
            core::Verdict::NotLooked(reason) => Self::NotLooked { reason: reason.into() },
        }
    }
}

impl From<core::Question> for Question {
    fn from(question: core::Question) -> Self {
        let policy::Friction { pause_seconds, confirmations } = question.friction();
        let sentence = |language: Language| Sentence {
            language,
            text: question.text(language.into()).to_owned(),
        };
        Self {
            class: question.class().into(),
            moment: question.moment().into(),
            pause_seconds,
            confirmations,
            sentences: [Language::English, Language::Dutch].map(sentence).into(),
        }
    }
}

impl From<core::NoAdvice> for NoAdvice {
    fn from(reason: core::NoAdvice) -> Self {
        match reason {
            core::NoAdvice::Unread(reason) => Self::Unread { reason: reason.into() },
            core::NoAdvice::AdvisorFailed => Self::AdvisorFailed,
        }
    }
}
