use std::path::PathBuf;

use clap::ValueEnum;
use presend::lent::LentForm;
use presend_curator::import::{Categories, Columns, Format, OnBadLine, Options};

use super::Args;
use crate::exit::Failure;

/// The formats that `--from` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Source {
    /// A plain list
    Plain,
    /// A table with named columns
    Csv,
    /// Project VIC JSON, 1.3 or 2.0
    Vics,
    /// INTERPOL's ICSE list
    Icse,
    /// NCMEC hash sharing, version 2
    Ncmec,
    /// Answers of ThreatExchange
    Threatexchange,
    /// Answers of StopNCII
    Stopncii,
    /// What the PDQ tools print
    Pdq,
    /// The frames of one video, as the vPDQ tools print them
    Vpdq,
    /// A link or an expression a line
    Urls,
    /// The table of URLhaus
    Urlhaus,
    /// The table of PhishTank
    Phishtank,
}

/// The formats of known-good files.
#[derive(Clone, Copy, Debug)]
pub(super) enum GoodFormat {
    Plain,
    Caid,
    Nsrl,
}

/// Reads `NAME:BYTES`.
pub(in crate::set::make) fn lent_form(text: &str) -> Result<LentForm, String> {
    LentForm::parse(text).ok_or_else(|| {
        "not NAME:BYTES, a name of small letters, digits and `-`, and 8 to 1024 bytes".to_owned()
    })
}

/// Reads `FORMAT:FILE`.
pub(super) fn known_good(text: &str) -> Result<(GoodFormat, PathBuf), String> {
    let (format, path) = text.split_once(':').ok_or("needs FORMAT:FILE")?;
    let format = match format {
        "plain" => GoodFormat::Plain,
        "caid" => GoodFormat::Caid,
        "nsrl" => GoodFormat::Nsrl,
        _ => return Err("known formats are plain, caid and nsrl".to_owned()),
    };
    Ok((format, path.into()))
}

impl Args {
    pub(super) fn format(&self) -> Result<Format, Failure> {
        let needs = |option: &str| Failure::usage(format!("this format needs {option}"));
        Ok(match self.from {
            Source::Plain => Format::Plain,
            Source::Csv => {
                let named = self.columns.as_deref().map(Columns::parse);
                let columns = named.unwrap_or_else(|| Ok(Columns::of_header()));
                let columns = match self.delimiter {
                    None => columns,
                    Some(delimiter) => columns.and_then(|known| known.delimited_by(delimiter)),
                };
                Format::Table(columns.map_err(|error| Failure::usage(error.to_string()))?)
            }
            Source::Vics => {
                let text = self.categories.as_ref().ok_or_else(|| needs("--categories"))?;
                let map = Categories::parse(text);
                Format::Vics(map.map_err(|error| Failure::usage(error.to_string()))?)
            }
            Source::Icse => Format::Icse,
            Source::Ncmec => Format::Ncmec,
            Source::Threatexchange => Format::ThreatExchange,
            Source::Stopncii => Format::StopNcii,
            Source::Pdq => Format::PdqText,
            Source::Vpdq => Format::VpdqText,
            Source::Urls => Format::Urls,
            Source::Urlhaus => Format::UrlHaus,
            Source::Phishtank => Format::PhishTank,
        })
    }

    pub(super) const fn options(&self) -> Options {
        let on_bad_line = if self.strict { OnBadLine::Stop } else { OnBadLine::NameAndGoOn };
        Options { on_bad_line, lent: self.lent }
    }

    /// Known-good files are compared by their digests alone.
    pub(super) const fn options_for_good(&self) -> Options {
        Options { lent: None, ..self.options() }
    }
}
