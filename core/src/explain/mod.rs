//! A scan in words: for its user in a few plain sentences, for an engineer in every detail, for an
//! auditor with what proves the list and the rules.
//!
//! All are made of the same facts, and none holds a hash of content, an entry of a list or a token.

mod auditor;
mod date;
mod engineer;
mod json;
mod lines;
mod names;
mod refusals;
#[cfg(test)]
mod tests;
mod texts;
mod user;

use crate::scan::Checked;

pub use date::{clock, date, utc};
pub use refusals::refusal;

/// For whom the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The person who sends: at most 25 plain words. What was found, what happens now, and what
    /// leaves the phone.
    User,
    /// Whoever wants to know why: a line for each stage and each finding.
    Engineer,
    /// Whoever checks the checker: who vouched for each set, where it is in the public log (its
    /// leaf is in base64, as `presend set inspect` shows it), and the digest of the policy.
    Auditor,
}

/// The language of the words. Names that are the same in JSON stay; in Dutch it is said what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Dutch.
    Dutch,
}

pub(crate) fn json(checked: &Checked) -> String {
    json::json(&checked.report, checked.decision())
}

pub(crate) fn explain(checked: &Checked, level: Level, language: Language) -> String {
    match level {
        Level::User => user::explain(&checked.report, &checked.decided, language),
        Level::Engineer => engineer::explain(&checked.report, &checked.decided, language),
        Level::Auditor => auditor::explain(checked, language),
    }
}
