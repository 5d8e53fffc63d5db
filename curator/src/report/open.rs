use core::fmt;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, single_shot_open};
use presend::sealed::{HEAD_BYTES, INFO, ReportContent, ReportHead, key_id};
use zeroize::Zeroizing;

use super::key::RecipientKey;

/// A report that this key opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What everybody could read.
    pub head: ReportHead,
    /// What only the recipient can.
    pub content: ReportContent,
}

/// Why a report cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// It is not 4,208 bytes that begin as a report does.
    NotAReport,
    /// It is sealed to another key.
    OtherKey,
    /// It was changed, or was never sealed to this key.
    Changed,
    /// What is in it is no report, or of another set version than its head says.
    BadContent,
}

impl OpenFault {
    /// The name, as tools write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAReport => "NotAReport",
            Self::OtherKey => "OtherKey",
            Self::Changed => "Changed",
            Self::BadContent => "BadContent",
        }
    }
}

impl fmt::Display for OpenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let means = match self {
            Self::NotAReport => "it is no sealed report",
            Self::OtherKey => "it is sealed to another key",
            Self::Changed => "it was changed, or never sealed to this key",
            Self::BadContent => "what is in it is no report of the set version in its head",
        };
        write!(f, "{}: {means}", self.name())
    }
}

impl core::error::Error for OpenFault {}

/// Opens a report.
///
/// # Errors
/// Why not.
pub fn open(key: &RecipientKey, report: &[u8]) -> Result<Opened, OpenFault> {
    let head = ReportHead::of_report(report).ok_or(OpenFault::NotAReport)?;
    if head.key_id != key_id(key.public()) {
        return Err(OpenFault::OtherKey);
    }
    let content = decrypt(key, report).ok_or(OpenFault::Changed)?;
    let content = ReportContent::of_sealed(&content).filter(|content| content.leaf == head.leaf);
    Ok(Opened { head, content: content.ok_or(OpenFault::BadContent)? })
}

fn decrypt(key: &RecipientKey, report: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (aad, rest) = report.split_at_checked(HEAD_BYTES)?;
    let (enc, ciphertext) = rest.split_at_checked(32)?;
    let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(enc).ok()?;
    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &key.opener()?,
        &enc,
        INFO,
        ciphertext,
        aad,
    );
    opened.ok().map(Zeroizing::new)
}
