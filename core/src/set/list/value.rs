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
        self.digest().is_some_and(|(_, digest)| DIGESTS_OF_NOTHING.contains(&digest))
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

/// Digests of zero bytes: BLAKE3, SHA-256, SHA-1, MD5. The tests compute them.
const DIGESTS_OF_NOTHING: [&[u8]; 4] = [
    b"\xaf\x13\x49\xb9\xf5\xf9\xa1\xa6\xa0\x40\x4d\xea\x36\xdc\xc9\x49\x9b\xcb\x25\xc9\xad\xc1\x12\xb7\xcc\x9a\x93\xca\xe4\x1f\x32\x62",
    b"\xe3\xb0\xc4\x42\x98\xfc\x1c\x14\x9a\xfb\xf4\xc8\x99\x6f\xb9\x24\x27\xae\x41\xe4\x64\x9b\x93\x4c\xa4\x95\x99\x1b\x78\x52\xb8\x55",
    b"\xda\x39\xa3\xee\x5e\x6b\x4b\x0d\x32\x55\xbf\xef\x95\x60\x18\x90\xaf\xd8\x07\x09",
    b"\xd4\x1d\x8c\xd9\x8f\x00\xb2\x04\xe9\x80\x09\x98\xec\xf8\x42\x7e",
];
