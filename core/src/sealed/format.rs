//! The bytes of a sealed report. Nothing in them depends on how much was found.
//!
//! ```text
//! 0   magic     50 4b 52 50 01 00 0d 0a       "PKRP", format version 1
//! 8   suite     u16be 0x0020 0x0001 0x0003    DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305
//! 14  zero      u16
//! 16  leaf      [u8; 32]                      of the set's version in the log
//! 48  key id    [u8; 16]                      begin of SHA-256(recipient key)
//! 64  enc       [u8; 32]                      ephemeral X25519 key
//! 96  sealed    [u8; 4096 + 16]               the content, filled with zero bytes, and its tag
//! ```

use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;

use super::content::ReportContent;
use super::hpke::{self, SUITE};

const MAGIC: [u8; 8] = *b"PKRP\x01\0\r\n";

/// Bytes of a sealed report, whatever is in it.
pub const REPORT_BYTES: usize = 4_208;

/// Bytes before the ephemeral key, which are authenticated with the content.
pub const HEAD_BYTES: usize = 64;

/// Bytes of the content, filled with zero bytes.
pub const CONTENT_BYTES: usize = 4_096;

/// The `info` of HPKE.
pub const INFO: &[u8] = b"presend/report/v1";

/// What is not sealed: everybody who sees a report can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportHead {
    /// The leaf of the set's version in the log.
    pub leaf: [u8; 32],
    /// Names the recipient's key.
    pub key_id: [u8; 16],
}

impl ReportHead {
    /// The head of a report of this version to this key.
    #[must_use]
    pub fn new(leaf: [u8; 32], recipient_key: &[u8; 32]) -> Self {
        Self { leaf, key_id: key_id(recipient_key) }
    }

    /// The first 64 bytes of a report.
    #[must_use]
    pub fn to_bytes(self) -> [u8; HEAD_BYTES] {
        let suite = SUITE.map(u16::to_be_bytes);
        let parts = [&MAGIC, suite.as_flattened(), &[0, 0], &self.leaf, &self.key_id];
        let mut bytes = [0; HEAD_BYTES];
        for (to, from) in bytes.iter_mut().zip(parts.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// Reads the head of a report. `None` for any other length than a report's, another format, or
    /// another suite.
    #[must_use]
    pub fn of_report(report: &[u8]) -> Option<Self> {
        let head = report.first_chunk::<HEAD_BYTES>().filter(|_| report.len() == REPORT_BYTES)?;
        let leaf = head.get(16..48)?.try_into().ok()?;
        let read = Self { leaf, key_id: head.get(48..)?.try_into().ok()? };
        (read.to_bytes() == *head).then_some(read)
    }
}

/// Names a recipient's key: the first 16 bytes of its SHA-256.
#[must_use]
pub fn key_id(recipient_key: &[u8; 32]) -> [u8; 16] {
    let sha256 = digest(&SHA256, recipient_key);
    sha256.as_ref().first_chunk().copied().unwrap_or_default()
}

/// Seals a content. `None` if the system gives no random bytes, the key is no good, or it is too long.
pub(super) fn seal(content: &ReportContent, recipient_key: &[u8; 32]) -> Option<Vec<u8>> {
    let head = ReportHead::new(content.leaf, recipient_key).to_bytes();
    let padded = padded(content)?;
    let sealed = hpke::seal(recipient_key, INFO, &head, padded, &SystemRandom::new())?;
    let report = [head.as_slice(), &sealed.enc, &sealed.ciphertext].concat();
    (report.len() == REPORT_BYTES).then_some(report)
}

/// The text and zero bytes. It is encrypted in place: room for the tag keeps it from moving.
fn padded(content: &ReportContent) -> Option<Vec<u8>> {
    let text = content.to_string();
    let zeros = CONTENT_BYTES.checked_sub(text.len())?;
    let mut bytes = Vec::with_capacity(REPORT_BYTES);
    bytes.extend(text.as_bytes());
    bytes.extend(core::iter::repeat_n(0, zeros));
    Some(bytes)
}
