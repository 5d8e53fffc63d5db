//! Pairs that somebody looked at and that are the same picture.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::rows::Rows;
use crate::exit::Failure;
use crate::output::printable;

/// By row, the smaller first.
#[derive(Debug, Default)]
pub(super) struct Same(BTreeSet<(usize, usize)>);

impl Same {
    /// A line has two names as the result shows them, with a tab between; `#` begins a comment.
    ///
    /// # Errors
    /// For a line without two names, or a name that no picture has.
    pub(super) fn read(path: Option<&Path>, rows: &Rows) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::default()) };
        let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(path)));
        let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
        Self::parse(&text, rows).map_err(failed)
    }

    fn parse(text: &str, rows: &Rows) -> Result<Self, String> {
        let by_name: BTreeMap<&str, usize> =
            rows.names.iter().enumerate().map(|(row, name)| (name.as_ref(), row)).collect();
        let mut pairs = BTreeSet::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (a, b) = line
                .split_once('\t')
                .ok_or(format!("line {number}: two names with a tab between"))?;
            let row = |name: &str| {
                by_name.get(name).copied().ok_or(format!("line {number}: no picture of that name"))
            };
            let (a, b) = (row(a)?, row(b)?);
            if a != b {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
        Ok(Self(pairs))
    }

    /// True if the two were named, or are the same file.
    pub(super) fn is_same(&self, rows: &Rows, a: usize, b: usize) -> bool {
        rows.are_same_file(a, b) || self.0.contains(&(a.min(b), a.max(b)))
    }

    /// Those that were named.
    pub(super) fn named(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use presend::hash::pdq::PdqHash;

    use super::*;

    #[test]
    fn pairs_are_named_in_either_order_and_what_is_unknown_is_refused() {
        let mut rows = Rows::default();
        for name in ["a/1.jpg", "a/my 2.jpg", "b/3.jpg"] {
            rows.add(name, &PdqHash::from_bytes([0; 32]), "a");
        }
        let same = Same::parse("# looked at\na/my 2.jpg\ta/1.jpg\n\na/1.jpg\ta/1.jpg\n", &rows);
        assert_eq!(same.map(|same| same.0), Ok(BTreeSet::from([(0, 1)])));
        let error = |text: &str| Same::parse(text, &rows).err();
        assert_eq!(
            error("a/1.jpg b/3.jpg"),
            Some("line 1: two names with a tab between".to_owned())
        );
        assert_eq!(error("\na/1.jpg\tc.jpg"), Some("line 2: no picture of that name".to_owned()));
    }
}
