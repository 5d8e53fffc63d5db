use std::sync::Arc;

use crate::explain::{Language, Level, explain, json};
use crate::journal::Recorded;
use crate::policy::{Decided, Decision, PolicyDigest};
use crate::report::ScanReport;
use crate::sealed::{Offer, ThresholdReached};
use crate::set::check::SetOrigin;

/// What a scan gives back: the facts, the choice, and whether the choice was recorded.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The facts.
    pub report: ScanReport,
    /// The choice, and who made it: the policy, or the declared fallback.
    pub decided: Decided,
    /// Whether the journal took the record that this decision needs.
    pub recorded: Recorded,
    /// Where the verified sets come from that were compared with.
    pub origins: Vec<Arc<SetOrigin>>,
    /// The digest of everything that decides besides the facts: of what
    /// [`AttachmentScanner::describe_policy`](crate::scan::AttachmentScanner::describe_policy) says.
    pub policy: PolicyDigest,
    /// What a report could be made of; only a scan can fill it.
    pub(crate) offer: Option<Offer>,
}

impl Checked {
    /// What the app should do.
    #[must_use]
    pub const fn decision(&self) -> &Decision {
        &self.decided.decision
    }

    /// The first step to a sealed report. `None` unless the decision is a report candidate and the scanner
    /// [seals reports](crate::scan::AttachmentScannerBuilder::seal_reports).
    #[must_use]
    pub fn threshold_reached(&self) -> Option<ThresholdReached> {
        self.offer.clone().map(ThresholdReached::new)
    }

    /// The scan and its decision in words. At every level but the user's each line ends in a line feed.
    #[must_use]
    pub fn explain(&self, level: Level, language: Language) -> String {
        explain(self, level, language)
    }

    /// The facts and the decision as one JSON object on one line, as `presend scan --json` shows
    /// them; the page "Command line" of the book says what each name means.
    #[must_use]
    pub fn json(&self) -> String {
        json(self)
    }
}
