use std::path::Path;

use glob::{MatchOptions, Pattern};

use crate::exit::note;
use crate::output::{grouped, printable};

/// What a walk met and did not hand on: counted, and named if that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Skipped {
    exclude: Vec<Pattern>,
    names: Option<Vec<String>>,
    excluded: usize,
    unopened: usize,
}

impl Skipped {
    pub(super) fn new(exclude: Vec<Pattern>, named: bool) -> Self {
        Self { exclude, names: named.then(Vec::new), excluded: 0, unopened: 0 }
    }

    /// True if a pattern excludes it.
    pub(super) fn is_excluded(&self, path: &Path) -> bool {
        self.exclude.iter().any(|pattern| matches(pattern, path))
    }

    /// Leaves out what a pattern excludes.
    pub(super) fn exclude(&mut self, path: &Path) {
        self.excluded = self.excluded.saturating_add(1);
        self.name("excluded", path);
    }

    /// Passes over what is neither file nor folder.
    pub(super) fn pass_over(&mut self, path: &Path) {
        self.unopened = self.unopened.saturating_add(1);
        self.name("not opened, no file and no folder", path);
    }

    fn name(&mut self, why: &str, path: &Path) {
        if let Some(names) = &mut self.names {
            names.push(format!("{why}: {}", printable(path)));
        }
    }

    /// Says it on standard error.
    pub(super) fn note(&self) {
        self.names.iter().flatten().for_each(|line| note(line));
        let hint = if self.names.is_none() { "; -v names them" } else { "" };
        let counts = [
            (self.unopened, "symbolic links, pipes, sockets or devices in folders not opened"),
            (self.excluded, "files or folders excluded"),
        ];
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            note(&format!("{} {what}{hint}", grouped(count)));
        }
    }
}

/// A pattern with a `/` is one for paths, as the walk names them, and one without for names.
fn matches(pattern: &Pattern, path: &Path) -> bool {
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    let whole = pattern.as_str().contains('/');
    let text = if whole { Some(path.as_os_str()) } else { path.file_name() };
    text.is_some_and(|text| pattern.matches_with(&text.to_string_lossy(), options))
}
