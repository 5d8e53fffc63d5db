use presend::set::SectionView;
use presend::set::attest::has_bit;
use presend::set::manifest::SectionLine;
use serde_json::{Value, json};

/// What there is to know about a section.
pub(super) struct SectionFacts {
    name: &'static str,
    rows: u64,
    items: u64,
    /// The fewest authorities that vouch for a row.
    fewest: u32,
    by_authority: Vec<u64>,
}

impl SectionFacts {
    pub(super) fn new(line: &SectionLine, section: &SectionView, authorities: usize) -> Self {
        let SectionLine { algorithm, rows, items, sha256: _ } = line;
        Self {
            name: algorithm.name(),
            rows: *rows,
            items: *items,
            fewest: fewest(section),
            by_authority: (0..authorities).map(|bit| vouched(section, bit)).collect(),
        }
    }

    pub(super) fn as_text(&self) -> String {
        let items = if self.items == self.rows {
            String::new()
        } else {
            format!(", {} frames", self.items)
        };
        let by: Vec<String> = self.by_authority.iter().map(u64::to_string).collect();
        format!(
            "{}: {} rows{items}; at least {} authorities a row; by authority {}",
            self.name,
            self.rows,
            self.fewest,
            by.join(", "),
        )
    }

    pub(super) fn as_json(&self) -> Value {
        let Self { name, rows, items, fewest, by_authority } = self;
        json!({
            "name": name, "rows": rows, "items": items,
            "fewest_authorities": fewest, "rows_by_authority": by_authority,
        })
    }
}

fn fewest(section: &SectionView) -> u32 {
    section.rows().masks().map(u16::count_ones).min().unwrap_or(0)
}

fn vouched(section: &SectionView, bit: usize) -> u64 {
    let masks = section.rows().masks();
    u64::try_from(masks.filter(|mask| has_bit(*mask, bit)).count()).unwrap_or(u64::MAX)
}
