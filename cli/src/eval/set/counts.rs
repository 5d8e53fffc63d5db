//! What files came to.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use presend::hash::edits::EditProfile;
use serde::Serialize;

use crate::eval::rate::Rate;
use crate::output::grouped;
use crate::scan::nearest::Nearest;
use crate::scan::{Counted, Tally};

/// The strongest finding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grade {
    pub(super) evidence: &'static str,
    pub(super) undone: Option<&'static str>,
}

/// Lines that are named.
const MOST_LINES: usize = 20;

#[derive(Debug)]
pub(super) struct Counts {
    edits: EditProfile,
    tally: Tally,
    grades: BTreeMap<Grade, u64>,
    lines: BTreeMap<(String, u64), u64>,
}

/// The result of `presend eval set --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct Measured<'a> {
    v: u32,
    edits: &'static str,
    files: &'a Tally,
    /// Of the files that were compared: those with a match, and those with anything.
    matching: Rate,
    found: Rate,
    grades: Vec<OfGrade>,
    lines: Vec<OfLine>,
}

#[derive(Debug, Serialize)]
struct OfGrade {
    evidence: &'static str,
    undone: Option<&'static str>,
    files: Rate,
}

#[derive(Debug, Serialize)]
struct OfLine {
    list: String,
    line: u64,
    files: u64,
}

impl Counts {
    pub(super) fn new(edits: EditProfile) -> Self {
        let (tally, grades, lines) = (Tally::default(), BTreeMap::new(), BTreeMap::new());
        Self { edits, tally, grades, lines }
    }

    pub(super) fn add(&mut self, counted: Counted, grade: Option<Grade>, nearest: Option<Nearest>) {
        self.tally.add(counted);
        if let Some(grade) = grade {
            *self.grades.entry(grade).or_default() += 1;
        }
        if let Some(Nearest { list, line, distance_bits: _ }) = nearest {
            *self.lines.entry((list, line)).or_default() += 1;
        }
    }

    /// Files with something to compare whose scan came to its end.
    pub(super) fn scanned(&self) -> u64 {
        self.tally.compared()
    }

    pub(super) fn result(&self) -> Measured<'_> {
        let of = self.scanned();
        let (matching, near) = self.tally.found();
        let grade = |(grade, files): (&Grade, &u64)| OfGrade {
            evidence: grade.evidence,
            undone: grade.undone,
            files: Rate::new(*files, of),
        };
        let mut lines: Vec<_> = self.lines.iter().collect();
        lines.sort_by_key(|(_, files)| Reverse(**files));
        let line = |((list, line), files): (&(String, u64), &u64)| OfLine {
            list: list.clone(),
            line: *line,
            files: *files,
        };
        Measured {
            v: 1,
            edits: self.edits.name(),
            files: &self.tally,
            matching: Rate::new(matching, of),
            found: Rate::new(matching + near, of),
            grades: self.grades.iter().map(grade).collect(),
            lines: lines.into_iter().take(MOST_LINES).map(line).collect(),
        }
    }
}

impl Measured<'_> {
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{}\nmatch: {}\nmatch or near: {}\n",
            self.files.text(),
            self.matching.text(),
            self.found.text()
        );
        for OfGrade { evidence, undone, files } in &self.grades {
            let undone = undone.map(|edit| format!(", {edit} undone")).unwrap_or_default();
            text.push_str(&format!("  {evidence}{undone}: {}\n", files.text()));
        }
        for OfLine { list, line, files } in &self.lines {
            text.push_str(&format!("  {list} line {line}: {} files\n", grouped(*files)));
        }
        text
    }
}
