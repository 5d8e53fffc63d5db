use presend::set::KnownSet;
use serde_json::{Value, json};

use super::{Finding, State};
use crate::exit::Failure;
use crate::scan::now_unix_seconds;
use crate::set::PinnedSets;

/// The sets that were named: each passes every check of a device, which finds the built-in test
/// pictures in it, or is refused by name. Nothing if none was named.
pub(super) fn finding(sets: &PinnedSets) -> Result<Option<Finding>, Failure> {
    if sets.is_empty() {
        return Ok(None);
    }
    let opened = sets.open(now_unix_seconds()?)?;
    let sound = opened.iter().all(Result::is_ok);
    let said: Vec<String> =
        opened.iter().map(|set| set.as_ref().map_or_else(Clone::clone, says)).collect();
    let value: Value = opened.iter().map(shown).collect();
    let state = if sound { State::Works } else { State::Fails };
    let (what, detail) = ("Sets".to_owned(), said.join("; "));
    Ok(Some(Finding { what, state, detail, name: "sets", value }))
}

fn says(set: &KnownSet) -> String {
    let (known, rows) = (set.reference(), set.rows());
    format!("{} version {}, {rows} rows, passes every check", known.name, known.version)
}

fn shown(set: &Result<KnownSet, String>) -> Value {
    match set {
        Ok(set) => json!({ "name": set.reference().name, "version": set.reference().version }),
        Err(fault) => json!({ "fault": fault }),
    }
}
