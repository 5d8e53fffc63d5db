//! Labelled lines in one language.

use core::fmt::Display;

use crate::explain::Language;
use crate::explain::names::Named;
use crate::explain::texts::{self as t, Text};
use crate::own::OwnResult;
use crate::policy::{Decided, DecidedBy};
use crate::report::{Outcome, SetRef};
use crate::undecided::Undecided;

pub(super) struct Lines {
    pub(super) text: String,
    language: Language,
}

impl Lines {
    pub(super) const fn new(language: Language) -> Self {
        Self { text: String::new(), language }
    }

    pub(super) fn outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Undecided(reason) => {
                let undecided = self.name(outcome);
                self.line(t::OUTCOME, format!("{undecided}: {}", self.reason(reason)));
            }
            Outcome::Clean | Outcome::Match | Outcome::Near => {
                self.line(t::OUTCOME, self.name(outcome));
            }
        }
    }

    pub(super) fn decision(&mut self, decided: &Decided) {
        let Decided { decision, by, answered } = decided;
        self.line(t::DECISION, self.name(decision.action()));
        let by = match *by {
            DecidedBy::Policy => t::POLICY,
            DecidedBy::Fallback(failure) => t::failure(failure),
        };
        let mut by = self.say(by).to_owned();
        if decided.clamped() {
            let (said, clamped) = (self.say(t::ANSWERED), self.say(t::CLAMPED));
            by = format!("{by}; {said} {}: {clamped}", self.name(*answered));
        }
        self.line(t::DECIDED_BY, by);
    }

    /// A line for each own check. They are said apart from what was found.
    pub(super) fn own_checks(&mut self, own_checks: &[OwnResult]) {
        for OwnResult { check, said } in own_checks {
            self.line(t::OWN_CHECK, format!("{check}, {}", self.name(*said)));
        }
    }

    pub(super) fn set(&self, set: &SetRef) -> String {
        let SetRef { name, version, verified } = set;
        let checked = self.say(if *verified { t::VERIFIED } else { t::UNVERIFIED });
        format!("{} ({} {version}, {checked})", printable(name), self.say(t::VERSION))
    }

    /// A name of the report, which is the same in JSON; whoever does not read English is told what it
    /// means.
    pub(super) fn name(&self, named: impl Named) -> String {
        self.told(named.name(), named.dutch())
    }

    pub(super) fn told(&self, name: &str, in_dutch: &str) -> String {
        match self.language {
            Language::English => name.to_owned(),
            Language::Dutch => meant(name, in_dutch),
        }
    }

    /// The same of a reason.
    pub(super) fn reason(&self, reason: Undecided) -> String {
        match self.language {
            Language::English => reason.to_string(),
            Language::Dutch => meant(&reason.to_string(), t::reason(reason).get(self.language)),
        }
    }

    pub(super) const fn say(&self, text: Text) -> &'static str {
        text.get(self.language)
    }

    pub(super) fn line(&mut self, label: Text, value: impl Display) {
        self.text.push_str(&format!("{}: {value}\n", self.say(label)));
    }
}

fn meant(name: &str, meaning: &str) -> String {
    format!("{name} ({meaning})")
}

/// A name from an archive may hold what moves a terminal's cursor or turns the line around.
pub(super) fn printable(name: &str) -> String {
    let hostile = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    name.chars().map(|c| if hostile(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
