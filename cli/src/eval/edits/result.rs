//! What was measured, as JSON and as a table.

use presend::hash::edits::Edit as Undone;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Args;
use super::table::Edit;
use super::tally::{Row, Tally};
use crate::eval::interval::{Interval, wilson};
use crate::eval::share::Share;
use crate::output::grouped;

/// The result of `presend eval edits --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct Measured {
    v: u32,
    pub(super) version: &'static str,
    pub(super) pictures: u64,
    left_out: LeftOut,
    pub(super) size_pixels: u32,
    lowest_quality: u8,
    pub(super) mean_as_it_is: f64,
    pub(super) mean_in_all: f64,
    pub(super) edits: Vec<OfEdit>,
}

#[derive(Debug, Serialize)]
struct LeftOut {
    no_picture: u64,
    too_flat: u64,
}

#[derive(Debug, Serialize)]
pub(super) struct OfEdit {
    pub(super) name: &'static str,
    pub(super) family: &'static str,
    pub(super) does: &'static str,
    jpeg_quality: u8,
    pub(super) as_it_is: Recall,
    pub(super) in_all: Recall,
    pub(super) undone: ByUndone,
}

/// Found of all, with a 95 per cent interval.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Recall {
    #[serde(flatten)]
    pub(super) share: Share,
    #[serde(flatten)]
    pub(super) interval: Interval,
}

/// How many were found by what was undone.
#[derive(Clone, Copy, Debug)]
pub(super) struct ByUndone([u64; 6]);

impl Serialize for ByUndone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (edit, count) in Undone::ALL.iter().zip(self.0) {
            map.serialize_entry(edit.name(), &count)?;
        }
        map.end()
    }
}

impl ByUndone {
    /// `rectangle 61, trimmed 12`
    pub(super) fn text(self) -> String {
        let mut all: Vec<_> = Undone::ALL.iter().zip(self.0).filter(|(_, n)| *n > 0).collect();
        all.sort_by_key(|(_, count)| core::cmp::Reverse(*count));
        let words = all.iter().map(|(edit, count)| format!("{} {count}", edit.name()));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Measured {
    pub(super) fn new(args: &Args, edits: &[&'static Edit], tally: Tally) -> Self {
        let Tally { pictures, no_picture, too_flat, rows, done: _ } = tally;
        let edits: Vec<_> =
            edits.iter().zip(rows).map(|(edit, row)| OfEdit::new(edit, row, pictures)).collect();
        let mean = |of: fn(&OfEdit) -> Recall| {
            let all: f64 = edits.iter().map(|edit| of(edit).share.part()).sum();
            all / edits.len().max(1) as f64
        };
        Self {
            v: 1,
            version: env!("CARGO_PKG_VERSION"),
            pictures,
            left_out: LeftOut { no_picture, too_flat },
            size_pixels: args.size,
            lowest_quality: args.quality,
            mean_as_it_is: mean(|edit| edit.as_it_is),
            mean_in_all: mean(|edit| edit.in_all),
            edits,
        }
    }

    /// `412 pictures, 82 edits; left out: 3 files without a picture, 5 too flat`
    pub(super) fn headline(&self) -> String {
        let LeftOut { no_picture, too_flat } = self.left_out;
        format!(
            "{} pictures of {} pixels, {} edits; left out: {} files without a picture, {} pictures of a quality under {}",
            grouped(self.pictures),
            self.size_pixels,
            self.edits.len(),
            grouped(no_picture),
            grouped(too_flat),
            self.lowest_quality,
        )
    }

    pub(super) fn text(&self) -> String {
        let columns = ("edit", "as it is", "in all", "95 %", "undone");
        let mut text = format!(
            "{}\n{:<20} {:>9} {:>7}  {:<13} {}\n",
            self.headline(),
            columns.0,
            columns.1,
            columns.2,
            columns.3,
            columns.4
        );
        for edit in &self.edits {
            let Interval { low, high } = edit.in_all.interval;
            let ends = format!("{:.1} to {:.1}", 100.0 * low, 100.0 * high);
            let line = format!(
                "{:<20} {:>8.1}% {:>6.1}%  {ends:<13} {}",
                edit.name,
                100.0 * edit.as_it_is.share.part(),
                100.0 * edit.in_all.share.part(),
                edit.undone.text()
            );
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text.push_str(&format!(
            "{:<20} {:>8.1}% {:>6.1}%\n",
            "mean",
            100.0 * self.mean_as_it_is,
            100.0 * self.mean_in_all
        ));
        text
    }
}

impl OfEdit {
    fn new(edit: &Edit, row: Row, of: u64) -> Self {
        Self {
            name: edit.name,
            family: edit.family.name(),
            does: edit.does,
            jpeg_quality: edit.quality,
            as_it_is: Recall::new(row.as_it_is, of),
            in_all: Recall::new(row.in_all(), of),
            undone: ByUndone(row.undone),
        }
    }
}

impl Recall {
    fn new(found: u64, of: u64) -> Self {
        let share = Share { found, of };
        Self { share, interval: wilson(share) }
    }
}
