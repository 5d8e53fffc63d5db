use std::collections::BTreeMap;
use std::fmt::Display;

use presend_curator::import::{LeftOut, Reason, Sealed, Summary};
use serde::Serialize;

use crate::output::grouped;

/// What became of every row: `rows` is the sum of `written`, of `bad`, of `repeated` and of
/// `left_out`.
#[derive(Debug, Serialize)]
pub(super) struct Outcome {
    v: u8,
    rows: u64,
    /// Records on the list.
    written: u64,
    bad: BTreeMap<&'static str, u64>,
    /// Records that are the same as one before.
    repeated: u64,
    left_out: BTreeMap<&'static str, u64>,
    /// Records that lost a hash. They are counted as they are read: one that is then repeated or left
    /// out is among them.
    shortened: BTreeMap<&'static str, u64>,
    /// Written records that share a value with another one: a set makes them one entry.
    linked: u64,
    /// Bad rows of known-good files, which are no rows of the list.
    known_good_bad: BTreeMap<&'static str, u64>,
}

impl Outcome {
    pub(super) fn new(list: &Summary, good: &Summary, sealed: &Sealed, written: u64) -> Self {
        let mut left_out = named(&list.left_out, |reason| LeftOut::text(*reason));
        for (why, count) in [
            ("known good", sealed.known_good),
            ("replaced by a newer record of its name", sealed.replaced),
            ("taken back", sealed.withdrawn),
            ("a withdrawal", list.withdrawn),
        ] {
            left_out.extend((count > 0).then_some((why, count)));
        }
        Self {
            v: 1,
            rows: list.rows,
            written,
            bad: named(&list.bad, |reason| Reason::text(*reason)),
            repeated: sealed.repeated,
            left_out,
            shortened: named(&list.shortened, |reason| Reason::text(*reason)),
            linked: sealed.linked,
            known_good_bad: named(&good.bad, |reason| Reason::text(*reason)),
        }
    }

    /// True if something was written and nothing was bad.
    pub(super) fn is_complete(&self) -> bool {
        self.written > 0 && self.bad.is_empty() && self.known_good_bad.is_empty()
    }

    /// Why nothing is left to write.
    pub(super) fn why_nothing(&self) -> &'static str {
        match (self.rows, total(&self.bad)) {
            (0, _) => "no row was read",
            (rows, bad) if rows == bad => "every row is bad",
            _ => "every row is bad, repeated or left out",
        }
    }

    /// For a person.
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{} rows read: {} written, {} bad{}, {} repeated, {} left out{}\n",
            grouped(self.rows),
            grouped(self.written),
            grouped(total(&self.bad)),
            reasons(&self.bad),
            grouped(self.repeated),
            grouped(total(&self.left_out)),
            reasons(&self.left_out),
        );
        for (count, what, why) in [
            (
                total(&self.shortened),
                "records lost a hash and kept the rest",
                reasons(&self.shortened),
            ),
            (self.linked, "written records share a value with another", String::new()),
            (
                total(&self.known_good_bad),
                "rows of known-good files are bad",
                reasons(&self.known_good_bad),
            ),
        ] {
            if count > 0 {
                text.push_str(&format!("{} {what}{why}\n", grouped(count)));
            }
        }
        text
    }
}

fn named<K>(
    counts: &BTreeMap<K, u64>,
    name: impl Fn(&K) -> &'static str,
) -> BTreeMap<&'static str, u64> {
    counts.iter().map(|(reason, count)| (name(reason), *count)).collect()
}

fn total<K>(counts: &BTreeMap<K, u64>) -> u64 {
    counts.values().sum()
}

/// ` (2 this, 1 that)`, or nothing.
fn reasons(counts: &BTreeMap<impl Display, u64>) -> String {
    let each: Vec<_> =
        counts.iter().map(|(why, count)| format!("{} {why}", grouped(count))).collect();
    if each.is_empty() { String::new() } else { format!(" ({})", each.join(", ")) }
}
