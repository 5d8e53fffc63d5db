use presend::hash::digest::DigestKind;
use presend::set::{NearForm, SectionAlgorithm};

use super::desk::{Desk, Draft, Row};
use super::json::{Fields, Scalar, Shape};
use super::left_out::LeftOut;
use super::reason::{BadLine, Reason};

/// Answers of StopNCII's `FetchHashes`. A record is known by its kind and hash, and the newest
/// stands.
pub(super) struct StopNcii;

impl Shape for StopNcii {
    const NAMES: &'static [&'static str] = &["hashRecords"];
    const BARE: bool = false;
    const FIELDS: &'static [&'static str] = &["signalType", "hashValue", "hashStatus"];

    fn head(&mut self, _: &str, _: &Scalar) -> Result<(), Reason> {
        Ok(())
    }

    fn begin(&self) -> Result<(), Reason> {
        Ok(())
    }

    fn row(&self, line: u64, fields: &Fields, desk: &mut Desk<'_>) -> Result<(), BadLine> {
        desk.row(line, |draft| fill(fields.checked()?, draft))
    }
}

fn fill(fields: &Fields, draft: &mut Draft) -> Result<Row, Reason> {
    let (kind, hash) = (fields.text("signalType")?, fields.text("hashValue")?);
    let algorithm = match kind {
        "" => return Err(Reason::MissingField),
        "ImagePDQ" => SectionAlgorithm::Near(NearForm::Pdq),
        "VideoMD5" => SectionAlgorithm::Exact(DigestKind::Md5),
        _ if kind.strip_prefix("Image").is_some_and(|name| draft.takes_lent(name)) => {
            SectionAlgorithm::Lent
        }
        // Addresses, texts, and hashes that are not compared.
        _ => return Ok(Row::LeftOut(LeftOut::NotCompared)),
    };
    // Base64 has letters of both cases.
    let hash = match algorithm {
        SectionAlgorithm::Lent => hash.trim().to_owned(),
        _ => hash.trim().to_ascii_lowercase(),
    };
    draft.record.id.extend_from_slice(format!("{kind}:{hash}").as_bytes());
    draft.digits(algorithm, hash.as_bytes())?;
    match fields.text("hashStatus")? {
        "" => Err(Reason::MissingField),
        _ if draft.record.is_empty() => Err(Reason::NoValue),
        "Withdrawn" | "Deleted" => Ok(Row::Withdrawn),
        _ => Ok(Row::Record),
    }
}
