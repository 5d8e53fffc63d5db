use core::fmt;

use presend::hash::digest::DigestKind;
use presend::set::SectionAlgorithm;

/// Which columns of a table hold what, by the names in its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub(super) delimiter: u8,
    pub(super) quote: Option<u8>,
    pub(super) names: Vec<(Meaning, String)>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Value(SectionAlgorithm),
    Quality,
    Id,
}

/// The text is no list of columns, or names no column with a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadColumns;

impl Columns {
    /// Reads `sha256=HASH,md5=MD5,pdq=PDQ,quality=Q,id=ID`: what a column holds, and its name in
    /// the header, whose case and outer blanks do not count. Known are `pdq`, `pdq512`, `blake3`,
    /// `sha256`, `sha1` and `md5`, at least one of which is needed, `quality` and `id`. Fields are
    /// separated by commas and may stand in double quotation marks.
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
        let has_value = names.iter().any(|(meaning, _)| matches!(meaning, Meaning::Value(_)));
        if has_value {
            Ok(Self { delimiter: b',', quote: Some(b'"'), names })
        } else {
            Err(BadColumns)
        }
    }

    /// Those of INTERPOL's ICSE list that are compared or name the item: its header is
    /// `MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series
    /// name;Number of submissions;File Available;Media Type;Baseline`.
    pub(super) fn icse() -> Self {
        let exact = |kind| Meaning::Value(SectionAlgorithm::Exact(kind));
        let names = [
            (exact(DigestKind::Md5), "MD5"),
            (exact(DigestKind::Sha1), "SHA1"),
            (Meaning::Id, "Image ID"),
        ];
        let names = names.map(|(meaning, name)| (meaning, name.to_owned())).to_vec();
        Self { delimiter: b';', quote: Some(b'"'), names }
    }

    /// Fields are separated by this ASCII character that is no quotation mark and no line end.
    pub fn delimited_by(self, delimiter: char) -> Result<Self, BadColumns> {
        let delimiter = u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or(BadColumns)?;
        if delimiter.is_ascii_alphanumeric() || matches!(delimiter, b'"' | b'\'' | b'\r' | b'\n') {
            return Err(BadColumns);
        }
        Ok(Self { delimiter, ..self })
    }

    /// Quotation marks are characters like others.
    #[must_use]
    pub fn without_quotes(self) -> Self {
        Self { quote: None, ..self }
    }
}

impl Meaning {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "quality" => Some(Self::Quality),
            "id" => Some(Self::Id),
            _ => {
                SectionAlgorithm::from_name(name).filter(|found| is_value(*found)).map(Self::Value)
            }
        }
    }
}

fn is_value(algorithm: SectionAlgorithm) -> bool {
    matches!(algorithm, SectionAlgorithm::Exact(_) | SectionAlgorithm::Near(_))
}

impl fmt::Display for BadColumns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not columns: `sha256=NAME,md5=NAME,pdq=NAME,quality=NAME,id=NAME`, one hash at least",
        )
    }
}

impl core::error::Error for BadColumns {}
