//! The result as one page that loads nothing: rates, distances, and the nearest pairs to look at.

use std::path::Path;

use presend::limits::Limits;
use presend::set::MatchParameters;
use presend_curator::file;

use super::result::{Measured, Nearest, OfClasses};
use crate::eval::picture::small;
use crate::eval::plot::histogram;
use crate::exit::{Failure, note};
use crate::html::{self, STYLE, escaped};
use crate::output::{grouped, printable, printable_text};

/// Each page begins so: none but our own is replaced.
pub(super) const MARK: &str = "<!DOCTYPE html>\n<!-- presend eval negatives --page -->";

/// Longer side of a small picture, in pixels; and of a covered one, in which nothing can be recognised.
const SIDE: u32 = 200;
const COVERED_SIDE: u32 = 6;

/// Writes it, whole or not at all, and says where.
pub(super) fn write(path: &Path, measured: &Measured, open: bool) -> Result<(), Failure> {
    let failed = |why: String| Failure::internal(format!("{}: {why}", printable(path)));
    let page = page(measured, open).map_err(failed)?;
    file::replace(path, page.as_bytes()).map_err(|error| failed(error.to_string()))?;
    note(&format!("the same as a page: {}", printable(path)));
    Ok(())
}

fn page(measured: &Measured, open: bool) -> Result<String, String> {
    let rows: String = measured.classes.iter().map(row).collect();
    let cards: Result<String, String> =
        measured.nearest.iter().map(|near| card(near, open)).collect();
    let edited = measured.edited.as_ref().map(|edited| {
        let by_edit: String = edited
            .by_edit
            .iter()
            .map(|of| format!("<li>{}: {} new, within {} bits</li>\n", of.edit, grouped(of.new_pairs), of.within_bits))
            .collect();
        format!(
            "<h2>With edits undone</h2>\n<p>New matches of a picture and a row: {}. Pictures with one: {}.</p>\n<ul>\n{by_edit}</ul>\n",
            edited.pairs.text(),
            edited.per_picture.text()
        )
    });
    Ok(include_str!("page.html")
        .replace("{{style}}", STYLE)
        .replace("{{version}}", measured.version)
        .replace("{{headline}}", &escaped(&measured.headline()))
        .replace("{{pairs}}", &measured.pairs.text())
        .replace("{{pictures}}", &measured.per_picture.text())
        .replace(
            "{{histogram}}",
            &histogram(&measured.by_bits, MatchParameters::MAX_PERCEPTUAL_BITS),
        )
        .replace("{{edited}}", &edited.unwrap_or_default())
        .replace("{{rows}}", &rows)
        .replace("{{cards}}", &cards?))
}

fn row(of: &OfClasses) -> String {
    let [a, b] = of.classes.each_ref().map(|name| escaped(&printable_text(name)));
    let within: String = of.within.map(|count| format!("<td>{}</td>", grouped(count))).concat();
    format!(
        "<tr><td>{a} × {b}</td><td>{}</td>{within}<td>{:.1e}</td></tr>\n",
        grouped(of.pairs),
        of.matching.at_most
    )
}

fn card(near: &Nearest, open: bool) -> Result<String, String> {
    let pictures: Result<String, String> =
        near.names.iter().map(|name| figure(name, open)).collect();
    let undone =
        near.undone.map(|edit| format!(", after an edit was undone: {edit}")).unwrap_or_default();
    Ok(format!(
        "<article>\n<div class=\"pictures\">{}</div>\n<div class=\"facts\"><h3>{} bits{undone}</h3></div>\n</article>\n",
        pictures?, near.distance_bits
    ))
}

fn figure(name: &str, open: bool) -> Result<String, String> {
    let side = if open { SIDE } else { COVERED_SIDE };
    let shown = printable_text(name);
    let made = match small(Path::new(name), &Limits::default(), side) {
        Some(small) if open => html::picture(&small, &shown, &shown, None),
        Some(few) => html::picture(&few, "A covered picture", &shown, None)
            .map(|figure| figure.replacen("<figure>", "<figure class=\"covered\">", 1)),
        None => Ok(html::file_icon(&shown, &shown)),
    };
    made.map_err(|error| error.to_string())
}
