use crate::explain::{Language, Level, explain};
use crate::journal::Recorded;
use crate::policy::{Decided, Decision};
use crate::report::ScanReport;

/// What a scan gives back: the facts, the choice, and whether the choice was recorded.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The facts.
    pub report: ScanReport,
    /// The choice, and who made it: the policy, or the declared fallback.
    pub decided: Decided,
    /// Whether the journal took the record that this decision needs.
    pub recorded: Recorded,
}

impl Checked {
    /// What the app should do.
    #[must_use]
    pub const fn decision(&self) -> &Decision {
        &self.decided.decision
    }
    /// The same facts and choice as text, for the user of the phone or for an engineer.
    #[must_use]
    pub fn explain(&self, level: Level, language: Language) -> String {
        explain(&self.report, &self.decided, level, language)
    }
}
