use std::path::Path;

use presend::context::{CancelToken, ScanContext};
use presend::limits::Limits;
use presend::scan::{AttachmentScanner, Checked, Job, fingerprint};

use super::json::ScanLine;
use super::nearest::{Nearest, Neighbours};
use super::show::Show;
use super::tally::Counted;
use super::{exit_of, text, unrecorded};
use crate::exit::Failure;
use crate::input::{FileName, Opened, Said};
use crate::output::{Style, json_line};

/// What looks at each file.
pub(super) struct Looker<'a> {
    pub(super) scanner: AttachmentScanner,
    /// If the nearest line is asked for.
    pub(super) neighbours: Option<Neighbours>,
    pub(super) context: ScanContext,
    pub(super) limits: &'a Limits,
    pub(super) style: Style,
    pub(super) show: &'a Show,
}

impl Looker<'_> {
    /// Scans a file, and says what was asked for of it.
    pub(super) fn look(&self, path: &Path, opened: &Opened) -> Result<Said<Counted>, Failure> {
        let checked = self.scanner.scan(opened.attachment(), &self.context);
        let shown = self.show.shows(checked.report.outcome);
        let text = if shown { self.said(path, opened, &checked)? } else { String::new() };
        let (exit, trouble) = (exit_of(&checked.report), unrecorded(&checked));
        Ok(Said { exit, text, trouble, kind: Counted::of(&checked.report) })
    }

    fn said(&self, path: &Path, opened: &Opened, checked: &Checked) -> Result<String, Failure> {
        let (report, decision) = (&checked.report, checked.decision().name());
        let nearest = self.neighbours.as_ref().map(|lists| self.nearest(lists, opened));
        if self.show.json() {
            let line = ScanLine::new(FileName::new(path), opened.bytes(), report, decision);
            return json_line(&match nearest {
                Some(nearest) => line.with_nearest(nearest),
                None => line,
            });
        }
        let mut lines = text::lines(path, report, decision, self.style);
        if let Some(nearest) = nearest.flatten() {
            lines.push_str(&format!("    nearest: {}\n", nearest.text()));
        }
        Ok(lines)
    }

    /// The file is read again: a report holds no hash of it.
    fn nearest(&self, lists: &Neighbours, opened: &Opened) -> Option<Nearest> {
        let (decoders, cancel) = (crate::heic::decoders(), CancelToken::new());
        let job = Job { decoders: &decoders, ..Job::everything(self.limits, &cancel) };
        let prints = fingerprint(&opened.attachment(), &job).fingerprints;
        lists.nearest(&prints.digests, &prints.frames)
    }
}
