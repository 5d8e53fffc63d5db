use std::path::Path;

use presend::attachment::Attachment;
use presend::context::{CancelToken, ScanContext};
use presend::limits::Limits;
use presend::scan::{AttachmentScanner, Checked, Job, fingerprint};

use super::json::ScannedFile;
use super::nearest::{Nearest, Neighbours};
use super::show::Show;
use super::tally::Counted;
use super::video_time::followed;
use super::{exit_of, text, unrecorded};
use crate::exit::Failure;
use crate::input::{FileName, Opened, Said};
use crate::output::Style;

/// What looks at each file.
pub(super) struct Looker<'a> {
    pub(super) scanner: AttachmentScanner,
    /// If the nearest line is asked for, or a page.
    pub(super) neighbours: Option<Neighbours>,
    /// True if it is asked for by itself.
    pub(super) lines_name_nearest: bool,
    /// True if each file is the text of a message.
    pub(super) as_text: bool,
    pub(super) context: ScanContext,
    /// If so, the terminal shows how far it is in a video; of many files how many are done.
    pub(super) is_of_one_file: bool,
    pub(super) limits: &'a Limits,
    pub(super) style: Style,
    pub(super) show: &'a Show,
}

/// What a file counts as, and its part of the page.
pub(super) struct Seen {
    pub(super) counted: Counted,
    pub(super) card: Option<String>,
}

impl Looker<'_> {
    /// Scans a file, and says what was asked for of it.
    pub(super) fn look(&self, path: &Path, opened: &Opened) -> Result<Said<Seen>, Failure> {
        let text = self.as_text.then(|| opened.text(self.limits)).flatten();
        let attachment = text.as_deref().map_or_else(|| opened.attachment(), Attachment::text);
        let checked = if self.is_of_one_file {
            self.scanner.scan(attachment, &followed(&self.context))
        } else {
            self.scanner.scan(attachment, &self.context)
        };
        let (lines, carded) = (self.show.shows(&checked.report), self.show.cards(&checked.report));
        let asked = self.neighbours.as_ref().filter(|_| lines || carded);
        let nearest = asked.map(|lists| self.nearest(lists, opened));
        let text =
            if lines { self.said(path, opened, &checked, nearest.clone())? } else { String::new() };
        let nearest = nearest.flatten();
        let card = || self.show.page.card((path, opened), &checked, nearest.as_ref(), self.limits);
        let card = carded.then(card).transpose()?;
        let (exit, trouble) = (exit_of(&checked.report), unrecorded(&checked));
        let kind = Seen { counted: Counted::of(&checked.report), card };
        Ok(Said { exit, text, trouble, kind })
    }

    /// For the terminal or a program. Of plain lists `nearest` holds the nearest line, if there is one.
    fn said(
        &self,
        path: &Path,
        opened: &Opened,
        checked: &Checked,
        nearest: Option<Option<Nearest>>,
    ) -> Result<String, Failure> {
        let nearest = nearest.filter(|_| self.lines_name_nearest);
        if self.show.json() {
            let (file, bytes) = (FileName::new(path), opened.bytes());
            return ScannedFile { file, bytes, nearest }.line(checked);
        }
        let (report, decision) = (&checked.report, checked.decision().name());
        let mut lines = text::lines(path, report, decision, self.style);
        if let Some(nearest) = nearest.flatten() {
            lines.push_str(&format!("    nearest: {}\n", nearest.text()));
        }
        Ok(lines)
    }

    /// The file is read again: a report holds no hash of it.
    fn nearest(&self, lists: &Neighbours, opened: &Opened) -> Option<Nearest> {
        let (decoders, video_decoders) = (crate::heic::decoders(), crate::video::decoders());
        let (cancel, video_decoders) = (CancelToken::new(), video_decoders.as_slice());
        let all = Job::everything(self.limits, &cancel);
        let job = Job { decoders: &decoders, video_decoders, ..all };
        let prints = fingerprint(&opened.attachment(), &job).fingerprints;
        lists.nearest(&prints.digests, &prints.frames)
    }
}
