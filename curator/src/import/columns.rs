use core::fmt;

use presend::hash::digest::DigestKind;
use presend::lent::LentForm;
use presend::set::SectionAlgorithm;

use super::lent;

/// Which columns of a table hold what, by the names in its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The header shows it if nobody tells.
    pub(super) delimiter: Option<u8>,
    pub(super) quote: Option<u8>,
    /// None: those whose names say what they hold.
    pub(super) names: Vec<(Meaning, String)>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Value(SectionAlgorithm),
    /// A link, which is listed as all of it.
    Link,
    Quality,
    Id,
}

/// The text is no list of columns, or names no column with a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadColumns;

impl Columns {
    /// Reads `sha256=HASH,md5=MD5,pdq=PDQ,quality=Q,id=ID`: what a column holds, and its name in
    /// the header, whose case and outer blanks do not count. Known are `pdq`, `pdq512`, `blake3`,
    /// `sha256`, `sha1`, `md5`, `url-sha256`, `lent`, which holds values of [the lent hash](super::Options::lent),
    /// and `url`, which holds a link, at least one of which is needed,
    /// `quality` and `id`. Fields are
    /// separated by what the header shows, commas, semicolons, tabs or bars, and may be in double
    /// quotation marks. The quality of a hash is taken from the header's `quality` if it is not
    /// named here.
    pub fn parse(text: &str) -> Result<Self, BadColumns> {
        let mut names: Vec<(Meaning, String)> = Vec::new();
        for pair in text.split(',') {
            let (meaning, name) = pair.split_once('=').ok_or(BadColumns)?;
            let meaning = Meaning::parse(meaning.trim()).ok_or(BadColumns)?;
            let name = name.trim();
            if name.is_empty() || names.iter().any(|(known, _)| *known == meaning) {
                return Err(BadColumns);
            }
            names.push((meaning, name.to_owned()));
        }
        let is_listed = |meaning: &Meaning| matches!(meaning, Meaning::Value(_) | Meaning::Link);
        let has_value = names.iter().any(|(meaning, _)| is_listed(meaning));
        if has_value {
            Ok(Self { delimiter: None, quote: Some(b'"'), names })
        } else {
            Err(BadColumns)
        }
    }

    /// Those whose names say what they hold: `MD5`, `sha-256`, `PDQ hash`, `quality` and the like.
    #[must_use]
    pub const fn of_header() -> Self {
        Self { delimiter: None, quote: Some(b'"'), names: Vec::new() }
    }

    /// Those of INTERPOL's ICSE list that are compared or name the item: its header is
    /// `MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series
    /// name;Number of submissions;File Available;Media Type;Baseline`.
    pub(super) fn icse(lent: Option<LentForm>) -> Self {
        let exact = |kind| Meaning::Value(SectionAlgorithm::Exact(kind));
        let names = [
            (exact(DigestKind::Md5), "MD5"),
            (exact(DigestKind::Sha1), "SHA1"),
            (Meaning::Id, "Image ID"),
        ];
        let mut names = names.map(|(meaning, name)| (meaning, name.to_owned())).to_vec();
        if lent.is_some_and(|form| lent::is_named(form, "PhotoDNA")) {
            names.push((Meaning::Value(SectionAlgorithm::Lent), "PhotoDNA".to_owned()));
        }
        Self { delimiter: Some(b';'), quote: Some(b'"'), names }
    }

    /// Those of PhishTank's table: its header is `phish_id,url,phish_detail_url,submission_time,verified,
    /// verification_time,online,target`.
    pub(super) fn phishtank() -> Self {
        let names = [(Meaning::Link, "url"), (Meaning::Id, "phish_id")];
        let names = names.map(|(meaning, name)| (meaning, name.to_owned())).to_vec();
        Self { delimiter: Some(b','), quote: Some(b'"'), names }
    }

    /// Fields are separated by this ASCII character that is no quotation mark and no line end.
    pub fn delimited_by(self, delimiter: char) -> Result<Self, BadColumns> {
        let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or(BadColumns)?;
        if delimiter.is_ascii_alphanumeric() || matches!(delimiter, b'"' | b'\'' | b'\r' | b'\n') {
            return Err(BadColumns);
        }
        Ok(Self { delimiter: Some(delimiter), ..self })
    }

    /// Quotation marks are characters like others.
    #[must_use]
    pub fn without_quotes(self) -> Self {
        Self { quote: None, ..self }
    }
}

impl Meaning {
    /// Every one of them, what names the item first.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let values = SectionAlgorithm::ALL.into_iter().filter(|found| is_value(*found));
        [Self::Id, Self::Quality].into_iter().chain(values.map(Self::Value))
    }

    /// Its name in [`Columns::parse`].
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Value(algorithm) => algorithm.name(),
            Self::Link => "url",
            Self::Quality => "quality",
            Self::Id => "id",
        }
    }

    /// What a column of this name holds, as far as it says so.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        let name = letters.collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            "pdqquality" => Some(Self::Quality),
            // Many tables of files say where each was found: that lists no link.
            "url" => None,
            _ => Self::parse(&name.replace("hash", "")),
        }
    }

    /// True for a hash that has a quality.
    pub(super) fn is_rated(&self) -> bool {
        matches!(self, Self::Value(algorithm) if algorithm.is_perceptual())
    }

    fn parse(name: &str) -> Option<Self> {
        match name {
            "url" => Some(Self::Link),
            "quality" => Some(Self::Quality),
            "id" => Some(Self::Id),
            _ => {
                SectionAlgorithm::from_name(name).filter(|found| is_value(*found)).map(Self::Value)
            }
        }
    }
}

fn is_value(algorithm: SectionAlgorithm) -> bool {
    match algorithm {
        SectionAlgorithm::Exact(_)
        | SectionAlgorithm::Near(_)
        | SectionAlgorithm::Url
        | SectionAlgorithm::Lent => true,
        SectionAlgorithm::Vpdq
        | SectionAlgorithm::Cleared
        | SectionAlgorithm::CanarySha256
        | SectionAlgorithm::CanaryPdq => false,
    }
}

impl fmt::Display for BadColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not columns: `sha256=NAME,md5=NAME,pdq=NAME,quality=NAME,id=NAME`, one hash at least",
        )
    }
}

impl core::error::Error for BadColumns {}
