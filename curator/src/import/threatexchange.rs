use presend::hash::digest::DigestKind;
use presend::set::{NearForm, SectionAlgorithm};

use super::desk::{Desk, Draft, Row};
use super::json::{Fields, Scalar, Shape};
use super::left_out::LeftOut;
use super::reason::{BadLine, Reason};

/// Answers of Meta's ThreatExchange: `threat_updates`, `threat_indicators` and `threat_descriptors`,
/// as they come (rows under `data`) or as a list of rows.
pub(super) struct ThreatExchange;

impl Shape for ThreatExchange {
    const NAMES: &'static [&'static str] = &["data"];
    const BARE: bool = true;
    const FIELDS: &'static [&'static str] =
        &["id", "type", "indicator", "raw_indicator", "should_delete", "status"];

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
    let id = fields.get("id").map(|id| id.text().ok_or(Reason::WrongType)).transpose()?;
    draft.record.id.extend_from_slice(id.unwrap_or_default().as_bytes());
    if is_deleted(fields)? {
        let has_id = !draft.record.id.is_empty();
        return if has_id { Ok(Row::Withdrawn) } else { Err(Reason::MissingField) };
    }
    // Some exports have the names of kinds in small letters.
    let kind = fields.text("type")?.to_ascii_uppercase();
    let algorithm = match kind.as_str() {
        "" => return Err(Reason::MissingField),
        "HASH_PDQ" => SectionAlgorithm::Near(NearForm::Pdq),
        "HASH_MD5" | "HASH_VIDEO_MD5" => SectionAlgorithm::Exact(DigestKind::Md5),
        "HASH_SHA1" | "HASH_VIDEO_SHA1" => SectionAlgorithm::Exact(DigestKind::Sha1),
        "HASH_SHA256" | "HASH_VIDEO_SHA256" => SectionAlgorithm::Exact(DigestKind::Sha256),
        _ if kind.strip_prefix("HASH_").is_some_and(|name| draft.takes_lent(name)) => {
            SectionAlgorithm::Lent
        }
        // Addresses, texts, and hashes that are not compared.
        _ => return Ok(Row::LeftOut(LeftOut::NotCompared)),
    };
    if fields.text("status")? == "NON_MALICIOUS" {
        return Ok(Row::LeftOut(LeftOut::Harmless));
    }
    draft.digits(algorithm, indicator(fields)?.as_bytes())?;
    Ok(Row::Record)
}

fn is_deleted(fields: &Fields) -> Result<bool, Reason> {
    match fields.get("should_delete") {
        None => Ok(false),
        Some(Scalar::Bool(deleted)) => Ok(*deleted),
        Some(_) => Err(Reason::WrongType),
    }
}

/// A descriptor has it under `raw_indicator`, and an object under `indicator`.
fn indicator(fields: &Fields) -> Result<&str, Reason> {
    match fields.text("raw_indicator")? {
        "" => fields.text("indicator"),
        raw => Ok(raw),
    }
}
