use std::collections::BTreeMap;
use std::fmt::Write as _;

use presend::set::{Pins, SectionAlgorithm};

use super::Built;
use crate::submission::Key;

/// A row under the quorum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is.
    pub algorithm: SectionAlgorithm,
    /// As submissions have it: of a digest only the tag is known here.
    pub key: Key,
    /// Who vouches for it.
    pub vouching: Vec<String>,
}

impl LeftOut {
    /// One line: the value as in its submission, who vouches for it, and what is missing.
    #[must_use]
    pub fn line(&self, pins: &Pins) -> String {
        let mut line = format!("{}:", self.algorithm.name());
        self.key.push_hex(&mut line);
        let pinned = |name: &String| Some((name.clone(), pins.jurisdiction_of(name)?));
        let known: BTreeMap<String, &str> = self.vouching.iter().filter_map(pinned).collect();
        let mut jurisdictions: Vec<&str> = known.values().copied().collect();
        jurisdictions.sort_unstable();
        jurisdictions.dedup();
        let by = |name: &String| match known.get(name) {
            Some(jurisdiction) => format!("{name} ({jurisdiction})"),
            None => format!("{name} (not pinned)"),
        };
        let by: Vec<_> = self.vouching.iter().map(by).collect();
        let _ = write!(line, " by {}: ", by.join(", "));
        let (authorities, needed) = (known.len(), pins.quorum_authorities);
        let _ = write!(line, "{authorities} of {needed} authorities, ");
        let (found, needed) = (jurisdictions.len(), pins.quorum_jurisdictions);
        let _ = write!(line, "{found} of {needed} jurisdictions");
        line
    }
}

impl Built {
    /// How many rows of each section were left out.
    #[must_use]
    pub fn left_out_counts(&self) -> Vec<(SectionAlgorithm, u64)> {
        let mut counts = BTreeMap::<_, u64>::new();
        for row in &self.left_out {
            let count = counts.entry(row.algorithm).or_default();
            *count = count.saturating_add(1);
        }
        counts.into_iter().collect()
    }
}
