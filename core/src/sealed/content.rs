//! What is in a sealed report: a strict text. No picture, name, account, address, or device.
//!
//! ```text
//! presend/report/v1
//! set NAME
//! version V
//! leaf B64
//! day DAYS                            since 1970-01-01: when it was sealed
//! build NAME
//! policy B64                          SHA-256 of the policy's description
//! appeal B64
//! finding VERSION ENTRY GRADE BITS    2 to 32 lines, entries ascend
//! ```

use core::fmt;

use crate::appeal::AppealCode;
use crate::policy::PolicyDigest;
use crate::report::Evidence;
use crate::set::base64::{decode_32, encode};
use crate::set::lines::Lines;
use crate::set::manifest::is_name;

/// Most findings of a report: the highest threshold that a set may have.
pub const MAX_FINDINGS: usize = 32;

/// What the recipient learns.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportContent {
    /// Name of the set.
    pub set: String,
    /// The version in use when it was sealed.
    pub version: u64,
    /// That version's leaf in the log.
    pub leaf: [u8; 32],
    /// Days since 1970-01-01 when it was sealed.
    pub day: u32,
    /// Which Presend sealed it.
    pub build: String,
    /// Names the policy in force.
    pub policy: PolicyDigest,
    /// What the user has in hand to contest it.
    pub appeal: AppealCode,
    /// So many as the set's threshold asks for.
    pub findings: Vec<ReportedFinding>,
}

/// An entry that was found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReportedFinding {
    /// The version that had it when it was found.
    pub version: u64,
    /// Its number, which is the same in every version.
    pub entry: u32,
    /// Exact or corroborated.
    pub evidence: Evidence,
    /// Bits apart; 0 for exact.
    pub distance_bits: u32,
}

impl ReportContent {
    /// Reads the text; its `Display` is the inverse, byte for byte. `None` for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = Lines::new(text);
        lines.exactly("presend/report/v1")?;
        let mut content = Self {
            set: lines.field("set").filter(|name| is_name(name))?.to_owned(),
            version: lines.field("version")?.parse().ok()?,
            leaf: decode_32(lines.field("leaf")?)?,
            day: lines.field("day")?.parse().ok()?,
            build: lines.field("build").filter(|name| is_name(name))?.to_owned(),
            policy: PolicyDigest(decode_32(lines.field("policy")?)?),
            appeal: AppealCode::parse(lines.field("appeal")?)?,
            findings: Vec::new(),
        };
        while let Some(fields) = lines.fields("finding") {
            content.findings.push(finding(fields)?);
        }
        let many = (2..=MAX_FINDINGS).contains(&content.findings.len());
        let ascend = content.findings.is_sorted_by(|a, b| a.entry < b.entry);
        (many && ascend && lines.is_empty() && content.to_string() == text).then_some(content)
    }

    /// Reads what is sealed: the text, and zero bytes to the end. `None` for any other bytes.
    #[must_use]
    pub fn of_sealed(bytes: &[u8]) -> Option<Self> {
        let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        let (text, zeros) = bytes.split_at_checked(length)?;
        let padded = bytes.len() == super::CONTENT_BYTES && zeros.iter().all(|byte| *byte == 0);
        str::from_utf8(text).ok().filter(|_| padded).and_then(Self::parse)
    }
}

fn finding([version, entry, grade, bits]: [&str; 4]) -> Option<ReportedFinding> {
    let counted = [Evidence::Exact, Evidence::Corroborated];
    let evidence = counted.into_iter().find(|evidence| evidence.name() == grade)?;
    let distance_bits = bits.parse().ok()?;
    let entry = entry.parse().ok().filter(|entry| *entry > 0)?;
    let fits = evidence == Evidence::Corroborated || distance_bits == 0;
    fits.then_some(ReportedFinding {
        version: version.parse().ok()?,
        entry,
        evidence,
        distance_bits,
    })
}

impl fmt::Display for ReportContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { set, version, leaf, day, build, policy, appeal, findings } = self;
        writeln!(f, "presend/report/v1\nset {set}\nversion {version}\nleaf {}", encode(leaf))?;
        writeln!(f, "day {day}\nbuild {build}\npolicy {}", encode(policy.as_bytes()))?;
        writeln!(f, "appeal {appeal}")?;
        for found in findings {
            let ReportedFinding { version, entry, evidence, distance_bits } = found;
            writeln!(f, "finding {version} {entry} {} {distance_bits}", evidence.name())?;
        }
        Ok(())
    }
}

/// How much is in it, and nothing of what.
impl fmt::Debug for ReportContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportContent").field("set", &self.set).finish_non_exhaustive()
    }
}

impl fmt::Debug for ReportedFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReportedFinding").field("evidence", &self.evidence).finish_non_exhaustive()
    }
}
