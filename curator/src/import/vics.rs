use presend::hash::digest::DigestKind;
use presend::set::SectionAlgorithm;

use super::categories::{Categories, Category};
use super::desk::{Desk, Draft, Row};
use super::json::{Fields, Scalar, Shape};
use super::left_out::LeftOut;
use super::reason::{BadLine, Reason};

/// The one hash of this model that an app must lend.
const PHOTO_DNA: &str = "PhotoDNA";
/// What a file of model 1.x says of itself under this name.
const METADATA: &str = "odata.metadata";
const MODEL_1_2: &str = "http://github.com/ICMEC/ProjectVic/DataModels/1.2.xml#Media";
const MODEL_1_3: &str = "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media";
/// What a file of model 2.0 says under this one, the name of a country's profile in the middle.
const CONTEXT: &str = "@odata.context";
const MODEL_2_0: (&str, &str) =
    ("http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/", "/$metadata#Media");

/// Project VIC, model 1.3 and 2.0, and NIST-CAID, which has its shape.
pub(super) struct Vics<'a> {
    use_of: Use<'a>,
    told: bool,
}

enum Use<'a> {
    Candidates(&'a Categories),
    /// Known-good files: their category says nothing, and the older model is in use.
    KnownGood,
}

impl<'a> Vics<'a> {
    pub(super) fn candidates(categories: &'a Categories) -> Self {
        Self { use_of: Use::Candidates(categories), told: false }
    }

    pub(super) fn known_good() -> Self {
        Self { use_of: Use::KnownGood, told: false }
    }

    fn is_right(&self, name: &str, value: &str) -> bool {
        let profile = || value.strip_prefix(MODEL_2_0.0)?.strip_suffix(MODEL_2_0.1);
        match name {
            METADATA => {
                value == MODEL_1_3 || matches!(self.use_of, Use::KnownGood) && value == MODEL_1_2
            }
            CONTEXT => profile().is_some_and(is_profile),
            _ => false,
        }
    }
}

impl Shape for Vics<'_> {
    const NAMES: &'static [&'static str] = &["value", METADATA, CONTEXT];
    const BARE: bool = false;
    const FIELDS: &'static [&'static str] = &["MediaID", "Category", "MD5", "SHA1", PHOTO_DNA];

    fn head(&mut self, name: &str, value: &Scalar) -> Result<(), Reason> {
        let right = matches!(value, Scalar::Text(value) if self.is_right(name, value));
        if self.told || !right {
            return Err(Reason::WrongMetadata);
        }
        self.told = true;
        Ok(())
    }

    fn begin(&self) -> Result<(), Reason> {
        if self.told { Ok(()) } else { Err(Reason::WrongMetadata) }
    }

    fn row(&self, line: u64, fields: &Fields, desk: &mut Desk<'_>) -> Result<(), BadLine> {
        desk.row(line, |draft| match self.use_of {
            Use::Candidates(categories) => match category(categories, fields.checked()?)? {
                Category::Leave => Ok(Row::LeftOut(LeftOut::Category)),
                Category::Take => fill(fields, draft),
            },
            Use::KnownGood => fill(fields.checked()?, draft),
        })
    }
}

fn category(categories: &Categories, fields: &Fields) -> Result<Category, Reason> {
    let category = fields.get("Category").ok_or(Reason::MissingField)?;
    let number = category.text().ok_or(Reason::WrongType)?;
    let number = number.parse().map_err(|_| Reason::UnknownCategory)?;
    categories.get(number).ok_or(Reason::UnknownCategory)
}

fn fill(fields: &Fields, draft: &mut Draft) -> Result<Row, Reason> {
    if let Some(id) = fields.get("MediaID") {
        draft.record.id.extend_from_slice(id.text().ok_or(Reason::WrongType)?.as_bytes());
    }
    draft.digits(SectionAlgorithm::Exact(DigestKind::Md5), fields.text("MD5")?.as_bytes())?;
    draft.digits(SectionAlgorithm::Exact(DigestKind::Sha1), fields.text("SHA1")?.as_bytes())?;
    if draft.takes_lent(PHOTO_DNA) {
        draft.digits(SectionAlgorithm::Lent, fields.text(PHOTO_DNA)?.as_bytes())?;
    }
    Ok(Row::Record)
}

fn is_profile(name: &str) -> bool {
    (1..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
