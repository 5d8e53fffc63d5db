//! What a scan gives back.

use presend::explain as core;
use presend::journal::Recorded as CoreRecorded;
use presend::scan::Checked as Core;

use crate::decision::Decided;
use crate::mirror::mirrors;
use crate::report::ScanReport;

/// What a scan gives back.
#[derive(Debug, uniffi::Object)]
pub struct Checked {
    pub(crate) checked: Core,
}

/// Whether the journal has it.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum Recorded {
    /// There is a record of the decision.
    Yes,
    /// It was counted, and needs no record.
    NotNeeded,
    /// The app keeps no journal.
    NoJournal,
    /// It could be neither counted nor recorded.
    Failed {
        /// What is wrong with the journal.
        reason: String,
    },
}

/// For whom an explanation is.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum ExplainLevel {
    /// The person who sends.
    User,
    /// Whoever wants to know why.
    Engineer,
    /// Whoever checks the checker.
    Auditor,
}

/// The language of an explanation.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum ExplainLanguage {
    /// English.
    English,
    /// Dutch.
    Dutch,
}

/// Why a list was refused, in words, from the name of the check.
#[uniffi::export]
#[must_use]
pub fn refusal_words(check: &str, language: ExplainLanguage) -> String {
    core::refusal(check, language.into()).to_owned()
}

#[uniffi::export]
impl Checked {
    /// The facts.
    #[must_use]
    pub fn report(&self) -> ScanReport {
        (&self.checked.report).into()
    }

    /// The choice.
    #[must_use]
    pub fn decided(&self) -> Decided {
        self.checked.decided.into()
    }

    /// Whether the journal has it.
    #[must_use]
    pub fn recorded(&self) -> Recorded {
        self.checked.recorded.into()
    }

    /// Digest of the policy, in hex, as every journal record of a decision has it.
    #[must_use]
    pub fn policy_digest(&self) -> String {
        self.checked.policy.to_string()
    }

    /// The scan and its decision in words.
    #[must_use]
    pub fn explain(&self, level: ExplainLevel, language: ExplainLanguage) -> String {
        self.checked.explain(level.into(), language.into())
    }
}

impl From<CoreRecorded> for Recorded {
    fn from(recorded: CoreRecorded) -> Self {
        match recorded {
            CoreRecorded::Yes => Self::Yes,
            CoreRecorded::NotNeeded => Self::NotNeeded,
            CoreRecorded::NoJournal => Self::NoJournal,
            CoreRecorded::Failed(fault) => Self::Failed { reason: fault.to_string() },
        }
    }
}

mirrors!(core::Level, ExplainLevel: User Engineer Auditor);
mirrors!(core::Language, ExplainLanguage: English Dutch);
