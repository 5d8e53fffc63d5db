//! The result as one page that loads nothing.

use std::path::Path;

use presend_curator::file;

use super::result::{Measured, OfEdit};
use crate::eval::plot::recall_bar;
use crate::exit::{Failure, note};
use crate::html::{STYLE, escaped};
use crate::output::printable;

/// Each page begins so: none but our own is replaced.
pub(super) const MARK: &str = "<!DOCTYPE html>\n<!-- presend eval edits --page -->";

/// Writes it, whole or not at all, and says where.
pub(super) fn write(path: &Path, measured: &Measured) -> Result<(), Failure> {
    let failed = |error| Failure::internal(format!("{}: {error}", printable(path)));
    file::replace(path, page(measured).as_bytes()).map_err(failed)?;
    note(&format!("the same as a page: {}", printable(path)));
    Ok(())
}

fn page(measured: &Measured) -> String {
    let rows: String = measured.edits.iter().map(row).collect();
    include_str!("page.html")
        .replace("{{style}}", STYLE)
        .replace("{{version}}", measured.version)
        .replace("{{headline}}", &escaped(&measured.headline()))
        .replace("{{before}}", &format!("{:.1}", 100.0 * measured.mean_as_it_is))
        .replace("{{after}}", &format!("{:.1}", 100.0 * measured.mean_in_all))
        .replace("{{rows}}", &rows)
}

fn row(edit: &OfEdit) -> String {
    let (before, after) = (edit.as_it_is.share.part(), edit.in_all.share.part());
    format!(
        "<tr><td>{}</td><td><code>{}</code><br>{}</td><td>{:.1}</td><td>{:.1}</td><td>{}</td><td>{}</td></tr>\n",
        edit.family.replace('_', " "),
        edit.name,
        escaped(edit.does),
        100.0 * before,
        100.0 * after,
        recall_bar(before, after, edit.in_all.interval),
        edit.undone.text(),
    )
}
