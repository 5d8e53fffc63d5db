use core::fmt;

use super::error::ListErrorKind;
use crate::hash::digest::DigestKind;
use crate::hash::pdq::PdqHash;

/// One value of a list. Its `Debug` shows the kind only.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListValue {
    /// PDQ of the picture as it is.
    Pdq(PdqHash),
    /// PDQ of the picture brought to 512x512 first.
    Pdq512(PdqHash),
    /// BLAKE3.
    Blake3([u8; 32]),
    /// SHA-256.
    Sha256([u8; 32]),
    /// SHA-1.
    Sha1([u8; 20]),
    /// MD5.
    Md5([u8; 16]),
}

impl ListValue {
    /// Reads one value, with or without its prefix. Digits may be of either case.
    pub fn parse(text: &[u8]) -> Result<Self, ListErrorKind> {
        Self::read(text).ok_or(ListErrorKind::UnknownValue)?.checked()
    }

    /// The value, unless it is one that harmless files or pictures share.
    pub(super) fn checked(self) -> Result<Self, ListErrorKind> {
        match self {
            Self::Pdq(hash) | Self::Pdq512(hash) if *hash.as_bytes() == [0; 32] => {
                Err(ListErrorKind::AllZeroHash)
            }
            value if value.is_of_empty_file() => Err(ListErrorKind::EmptyFileDigest),
            value => Ok(value),
        }
    }

    /// The algorithm and the raw digest, if it is an exact one.
    pub(super) fn digest(&self) -> Option<(DigestKind, &[u8])> {
        match self {
            Self::Pdq(_) | Self::Pdq512(_) => None,
            Self::Blake3(digest) => Some((DigestKind::Blake3, digest)),
            Self::Sha256(digest) => Some((DigestKind::Sha256, digest)),
            Self::Sha1(digest) => Some((DigestKind::Sha1, digest)),
            Self::Md5(digest) => Some((DigestKind::Md5, digest)),
        }
    }

    fn read(text: &[u8]) -> Option<Self> {
        let Some(colon) = text.iter().position(|byte| *byte == b':') else {
            return Self::read_bare(text);
        };
        let (prefix, digits) = (text.get(..colon)?, text.get(colon.checked_add(1)?..)?);
        match prefix {
            b"pdq" => hex(digits).map(PdqHash::from_bytes).map(Self::Pdq),
            b"pdq512" => hex(digits).map(PdqHash::from_bytes).map(Self::Pdq512),
            b"blake3" => hex(digits).map(Self::Blake3),
            b"sha256" => hex(digits).map(Self::Sha256),
            b"sha1" => hex(digits).map(Self::Sha1),
            b"md5" => hex(digits).map(Self::Md5),
            _ => None,
        }
    }

    fn read_bare(digits: &[u8]) -> Option<Self> {
        match digits.len() {
            64 => hex(digits).map(PdqHash::from_bytes).map(Self::Pdq),
            40 => hex(digits).map(Self::Sha1),
            32 => hex(digits).map(Self::Md5),
            _ => None,
        }
    }

    fn is_of_empty_file(&self) -> bool {
        use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
        match self {
            Self::Pdq(_) | Self::Pdq512(_) => false,
            Self::Blake3(bytes) => blake3::hash(b"").as_bytes() == bytes,
            Self::Sha256(bytes) => digest(&SHA256, b"").as_ref() == bytes,
            Self::Sha1(bytes) => digest(&SHA1_FOR_LEGACY_USE_ONLY, b"").as_ref() == bytes,
            Self::Md5(bytes) => *bytes == MD5_OF_NOTHING,
        }
    }
}

impl fmt::Debug for ListValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.digest().map_or("pdq", |(algorithm, _)| algorithm.name());
        write!(f, "ListValue({kind}, ..)")
    }
}

/// Exactly `N` bytes of hex digits.
fn hex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let (pairs, []) = digits.as_chunks::<2>() else {
        return None;
    };
    if pairs.len() != N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = nibble(*high)? << 4 | nibble(*low)?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// MD5 of zero bytes: RFC 1321, A.5, the first line of the test suite.
const MD5_OF_NOTHING: [u8; 16] = [
    0xd4, 0x1d, 0x8c, 0xd9, 0x8f, 0x00, 0xb2, 0x04, 0xe9, 0x80, 0x09, 0x98, 0xec, 0xf8, 0x42, 0x7e,
];
