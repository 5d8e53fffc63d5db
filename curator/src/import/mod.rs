//! Importers: many formats to one stream of records.
//!
//! [`read`] goes through a source in bounded memory, whatever its length, and shows each record as
//! it comes. A line that gives no record is named with the reason, and the reading goes on; only
//! where the grammar of a document is broken does it end, and says so. What is useless or harmful in
//! a list is refused: digests of the empty file, hashes of flat pictures, hashes of low quality.
//!
//! [`Candidates`] writes the records as a plain list, joins what feeds update or take back, and drops
//! what known-good files share. [`samples`] makes files of every format for tests.
//!
//! ```
//! use presend_curator::import::{Format, Item, Options, read};
//!
//! let list = "md5:00112233445566778899aabbccddeeff\nnonsense\n";
//! let mut bad = Vec::new();
//! let summary = read(&Format::Plain, list.as_bytes(), &Options::default(), &mut |item| {
//!     if let Item::Bad(line, _) = item {
//!         bad.push(line.to_string());
//!     }
//! })?;
//! assert_eq!((summary.records, summary.lines), (1, 2));
//! assert_eq!(bad, ["line 2: a digest with a character that is no hex digit"]);
//! # Ok::<(), presend_curator::import::Halted>(())
//! ```

mod candidates;
mod categories;
mod columns;
mod desk;
mod fields;
mod header;
mod item;
mod json;
mod left_out;
mod lent;
mod lines;
mod ncmec;
mod nsrl;
mod pdq;
mod plain;
mod reason;
mod start;
mod stopncii;
mod summary;
mod table;
mod text;
mod threatexchange;
mod urls;
mod vics;
mod vpdq;

pub mod samples;

use std::io::Read;

use presend::lent::LentForm;

pub use candidates::{Candidates, Dropped, Sealed, TooManyRecords};
pub use categories::{BadCategories, Categories};
pub use columns::{BadColumns, Columns};
pub use header::Header;
pub use item::{Item, Record};
pub use left_out::LeftOut;
pub use reason::{BadLine, Reason};
pub use summary::{Halted, Summary};
pub use text::write_line;

use desk::{Desk, Purpose};

/// Formats of lists. `docs/src/adr/0006-importers.md` says where the shape of each was learnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// The plain list that `presend scan --list` reads.
    Plain,
    /// A table with named columns: CSV and its relatives.
    Table(Columns),
    /// Project VIC JSON, data model 1.3 or 2.0: a list (`#Media`), not a case.
    Vics(Categories),
    /// INTERPOL's ICSE list: a table with `;`.
    Icse,
    /// NCMEC hash sharing, version 2: XML.
    Ncmec,
    /// Answers of Meta's ThreatExchange: JSON.
    ThreatExchange,
    /// Answers of StopNCII: JSON.
    StopNcii,
    /// What the PDQ tools print: `hash,quality,file`.
    PdqText,
    /// One video: `frame,quality,hex,timestamp`.
    VpdqText,
    /// A link or an expression a line.
    Urls,
    /// URLhaus's table: its header is a comment.
    UrlHaus,
    /// PhishTank's table.
    PhishTank,
}

/// Formats of known-good files, whose digests no list may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KnownGood {
    /// A plain list.
    Plain,
    /// A table with named columns.
    Table(Columns),
    /// NIST-CAID JSON: the shape of Project VIC.
    Caid,
    /// NSRL version 2 or the text forms of version 3.
    Nsrl,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What a bad line does.
    pub on_bad_line: OnBadLine,
    /// The lent hash whose values are taken where a format has them. Without it they are passed over, but
    /// for those of a plain list, which say themselves what they are.
    pub lent: Option<LentForm>,
}

/// What a bad line does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnBadLine {
    /// It is named, and the reading goes on.
    #[default]
    NameAndGoOn,
    /// It is named, and the reading ends.
    Stop,
}

/// Reads a list to its end.
///
/// # Errors
/// [`Halted`] if it cannot be read to its end: what was found until then was shown, the last bad
/// line too.
pub fn read(
    format: &Format,
    source: impl Read,
    options: &Options,
    sink: &mut dyn FnMut(Item<'_>),
) -> Result<Summary, Halted> {
    let desk = Desk::new(Purpose::Candidates, options, sink);
    finish(desk, |desk| {
        let source = start::without_mark(source)?;
        match format {
            Format::Plain => plain::read(source, desk),
            Format::Table(columns) => table::read(columns, source, desk),
            Format::Vics(categories) => {
                json::read(vics::Vics::candidates(categories), source, desk)
            }
            Format::Icse => table::read(&Columns::icse(options.lent), source, desk),
            Format::Ncmec => ncmec::read(source, desk),
            Format::ThreatExchange => json::read(threatexchange::ThreatExchange, source, desk),
            Format::StopNcii => json::read(stopncii::StopNcii, source, desk),
            Format::PdqText => pdq::read(source, desk),
            Format::VpdqText => vpdq::read(source, desk),
            Format::Urls => urls::read(source, desk),
            Format::UrlHaus => urls::read_urlhaus(source, desk),
            Format::PhishTank => table::read(&Columns::phishtank(), source, desk),
        }
    })
}

/// Reads a known-good file to its end. What is useless in a list, as the digest of an empty file, is
/// left out and no mistake.
///
/// # Errors
/// [`Halted`], as [`read`] does.
pub fn read_known_good(
    format: &KnownGood,
    source: impl Read,
    options: &Options,
    sink: &mut dyn FnMut(Item<'_>),
) -> Result<Summary, Halted> {
    let desk = Desk::new(Purpose::KnownGood, options, sink);
    finish(desk, |desk| {
        let source = start::without_mark(source)?;
        match format {
            KnownGood::Plain => plain::read(source, desk),
            KnownGood::Table(columns) => table::read(columns, source, desk),
            KnownGood::Caid => json::read(vics::Vics::known_good(), source, desk),
            KnownGood::Nsrl => nsrl::read(source, desk),
        }
    })
}

fn finish(
    mut desk: Desk<'_>,
    read: impl FnOnce(&mut Desk<'_>) -> Result<(), BadLine>,
) -> Result<Summary, Halted> {
    match read(&mut desk) {
        Ok(()) => Ok(desk.summary),
        Err(at) => {
            desk.name(at);
            Err(Halted { at, summary: desk.summary })
        }
    }
}

#[cfg(test)]
mod tests;
