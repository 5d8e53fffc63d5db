use std::collections::BTreeMap;

use presend::sealed::{AppealCode, ReportContent};

/// Reports of a folder, counted: many that are alike are a flood, or a forger's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were opened.
    pub opened: u64,
    /// How many have an appeal code that an earlier one has: copies of it.
    pub same_code: u64,
    /// How many name exactly the entries that an earlier one names, under another code.
    pub same_entries: u64,
    codes: BTreeMap<AppealCode, u64>,
    entries: BTreeMap<(String, Vec<u32>), u64>,
}

impl Tally {
    /// Counts one more, and says of how many earlier ones it has the code, and the entries.
    pub fn add(&mut self, content: &ReportContent) -> (u64, u64) {
        let entries = content.findings.iter().map(|found| found.entry).collect();
        let codes = self.codes.entry(content.appeal).or_default();
        let named = self.entries.entry((content.set.clone(), entries)).or_default();
        let earlier = (*codes, *named);
        *codes = codes.saturating_add(1);
        *named = named.saturating_add(1);
        self.opened = self.opened.saturating_add(1);
        if earlier.0 > 0 {
            self.same_code = self.same_code.saturating_add(1);
        } else if earlier.1 > 0 {
            self.same_entries = self.same_entries.saturating_add(1);
        }
        earlier
    }
}
