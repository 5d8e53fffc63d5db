//! `presend scan --page`: the files of a scan as one page that loads nothing.

mod card;

use std::path::{Path, PathBuf};

use presend::explain::utc;
use presend::limits::Limits;
use presend::scan::Checked;
use presend::set::MatchParameters;
use presend_curator::file;

use super::Known;
use super::nearest::Nearest;
use super::tally::Tally;
use crate::exit::{Failure, note};
use crate::html::{self, STYLE, escaped};
use crate::input::Opened;
use crate::output::{grouped, printable};
use crate::thumb::thumb;
use card::Shown;

/// Longer side of a small picture, in pixels.
const SIDE: u32 = 300;
/// The same of a covered one: nothing can be recognised, whatever is done to the page.
const COVERED_SIDE: u32 = 6;
/// More files make a page that no browser shows.
const MOST: usize = 1_000;
/// Each page begins so: none but our own is replaced.
const MARK: &str = "<!DOCTYPE html>\n<!-- presend scan --page -->";

/// The page, if one is asked for.
#[derive(Debug, clap::Args)]
pub(super) struct PageChoice {
    /// Write the files that are shown as a page too, with what was found in each and how near the
    /// nearest line of a plain list is. It loads nothing, and its pictures are covered
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Do not cover the pictures of the page: they are small, and in grey
    #[arg(long, requires = "page")]
    show_pictures: bool,
}

impl PageChoice {
    /// The page to fill. What is there already must be a page of ours.
    pub(super) fn begin(&self) -> Result<Option<Page>, Failure> {
        let Some(path) = &self.page else { return Ok(None) };
        html::refuse_to_replace_other(path, MARK, "a scan")?;
        let (path, open) = (path.clone(), self.show_pictures);
        Ok(Some(Page { path, open, cards: String::new(), count: 0 }))
    }

    /// True if there is to be one.
    pub(super) const fn wanted(&self) -> bool {
        self.page.is_some()
    }

    /// One file of it.
    pub(super) fn card(
        &self,
        (path, opened): (&Path, &Opened),
        checked: &Checked,
        nearest: Option<&Nearest>,
        limits: &Limits,
    ) -> Result<String, Failure> {
        let side = if self.show_pictures { SIDE } else { COVERED_SIDE };
        let small = checked.report.kind.and_then(|kind| thumb(opened, kind, limits, side));
        let shown = match (small, self.show_pictures) {
            (Some(small), true) => Shown::Open(small),
            (Some(few), false) => Shown::Covered(few),
            (None, _) => Shown::File,
        };
        card::card(path, checked, nearest, &shown)
            .map_err(|why| Failure::internal(format!("the page: {why}")))
    }
}

/// A page that is filled, file by file.
#[derive(Debug)]
pub(super) struct Page {
    path: PathBuf,
    open: bool,
    cards: String,
    count: usize,
}

impl Page {
    pub(super) fn add(&mut self, card: Option<String>) {
        let Some(card) = card else { return };
        if self.count < MOST {
            self.cards.push_str(&card);
        }
        self.count += 1;
    }

    /// Writes it, whole or not at all, and says where.
    pub(super) fn end(
        &self,
        tally: &Tally,
        known: &Known,
        now: u64,
        policy: &str,
    ) -> Result<(), Failure> {
        let covered = if self.open {
            "Its pictures are small and in grey, as the check sees them."
        } else {
            "Its pictures are covered: a few squares of grey are all that it has of them. <code>--show-pictures</code> shows them."
        };
        let names = known.sets.iter().map(|set| set.reference().name.clone());
        let html = include_str!("page.html")
            .replace("{{style}}", STYLE)
            .replace("{{tally}}", &escaped(&tally.text()))
            .replace("{{when}}", &utc(now))
            .replace("{{known}}", &escaped(&names.collect::<Vec<_>>().join(", ")))
            .replace("{{policy}}", policy)
            .replace("{{covered}}", covered)
            .replace("{{most}}", &MatchParameters::MAX_PERCEPTUAL_BITS.to_string())
            .replace("{{more}}", &self.more())
            .replace("{{cards}}", &self.cards);
        let failed = |error| Failure::internal(format!("{}: {error}", printable(&self.path)));
        file::replace(&self.path, html.as_bytes()).map_err(failed)?;
        note(&format!("the same as a page: {}", printable(&self.path)));
        Ok(())
    }

    fn more(&self) -> String {
        match self.count.saturating_sub(MOST) {
            0 => String::new(),
            more => format!(
                "<p>{} more files are not on this page; <code>--only</code> chooses.</p>\n",
                grouped(more)
            ),
        }
    }
}
