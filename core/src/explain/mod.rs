//! A scan in words: for its user in a few plain sentences, for an engineer in every detail.
//!
//! Both are made of the same facts, and neither holds a hash, an entry of a list or a token.

mod engineer;
#[cfg(test)]
mod tests;
mod texts;
mod user;

use crate::policy::Decided;
use crate::report::ScanReport;

/// For whom the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The person who sends: at most 25 plain words. What was found, what happens now, and what
    /// leaves the phone.
    User,
    /// Whoever wants to know why: a line for each stage and each finding.
    Engineer,
}

/// The language of the words. Names that are the same in JSON are not translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Dutch.
    Dutch,
}

/// The scan and its decision in words. At engineer level every line ends in a line feed.
#[must_use]
pub fn explain(report: &ScanReport, decided: &Decided, level: Level, language: Language) -> String {
    match level {
        Level::User => user::explain(report, decided, language),
        Level::Engineer => engineer::explain(report, decided, language),
    }
}
