use core::fmt;

use super::error::ListErrorKind;
use crate::hash::digest::DigestKind;
use crate::hash::pdq::PdqHash;
use crate::set::algorithm::NearForm;
use crate::set::section_algorithm::SectionAlgorithm;
use crate::text::CanonicalUrl;

/// One value of a list. Its `Debug` shows the kind only.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// SHA-256 of an expression, by which a link is listed.
    UrlSha256([u8; 32]),
}

impl ListValue {
    /// Reads one value, with or without its prefix. Digits may be of either case; behind `url:` is a link.
    ///
    /// # Errors
    /// [`ListErrorKind::UnbalancedDigits`] for 64 digits without a prefix of which not exactly half
    /// the bits are set: see [`PdqHash::is_balanced`]. The other kinds as they are described there.
    pub fn parse(text: &[u8]) -> Result<Self, ListErrorKind> {
        let value = Self::read(text).ok_or(ListErrorKind::UnknownValue)?.checked()?;
        match value {
            Self::Pdq(hash) if !text.contains(&b':') && !hash.is_balanced() => {
                Err(ListErrorKind::UnbalancedDigits)
            }
            value => Ok(value),
        }
    }

    /// Reads the hex digits of one value, without prefix, of either case. Only hashes of pictures
    /// and digests of files are values.
    pub fn from_hex(algorithm: SectionAlgorithm, digits: &[u8]) -> Result<Self, ListErrorKind> {
        Self::read_hex(algorithm, digits).ok_or(ListErrorKind::UnknownValue)?.checked()
    }

    /// What it is.
    #[must_use]
    pub const fn algorithm(&self) -> SectionAlgorithm {
        match self {
            Self::Pdq(_) => SectionAlgorithm::Near(NearForm::Pdq),
            Self::Pdq512(_) => SectionAlgorithm::Near(NearForm::Pdq512),
            Self::Blake3(_) => SectionAlgorithm::Exact(DigestKind::Blake3),
            Self::Sha256(_) => SectionAlgorithm::Exact(DigestKind::Sha256),
            Self::Sha1(_) => SectionAlgorithm::Exact(DigestKind::Sha1),
            Self::Md5(_) => SectionAlgorithm::Exact(DigestKind::Md5),
            Self::UrlSha256(_) => SectionAlgorithm::Url,
        }
    }

    /// The raw hash or digest.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        match self {
            Self::Pdq(hash) | Self::Pdq512(hash) => hash.as_bytes(),
            Self::Blake3(digest) | Self::Sha256(digest) | Self::UrlSha256(digest) => digest,
            Self::Sha1(digest) => digest,
            Self::Md5(digest) => digest,
        }
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
        match self.algorithm() {
            SectionAlgorithm::Exact(kind) => Some((kind, self.bytes())),
            _ => None,
        }
    }

    /// The value by which this link is listed: all of it, and what lies below it if it ends in a slash.
    /// `None` if it names no host.
    #[must_use]
    pub fn of_link(link: &[u8]) -> Option<Self> {
        CanonicalUrl::of(link).map(|url| Self::UrlSha256(url.expression().sha256()))
    }

    fn read(text: &[u8]) -> Option<Self> {
        let Some(colon) = text.iter().position(|byte| *byte == b':') else {
            return Self::read_bare(text);
        };
        let (prefix, digits) = (text.get(..colon)?, text.get(colon.checked_add(1)?..)?);
        let prefix = core::str::from_utf8(prefix).ok()?;
        if prefix == "url" {
            return Self::of_link(digits);
        }
        Self::read_hex(SectionAlgorithm::from_name(prefix)?, digits)
    }

    fn read_hex(algorithm: SectionAlgorithm, digits: &[u8]) -> Option<Self> {
        match algorithm {
            SectionAlgorithm::Near(NearForm::Pdq) => pdq(digits).map(Self::Pdq),
            SectionAlgorithm::Near(NearForm::Pdq512) => pdq(digits).map(Self::Pdq512),
            SectionAlgorithm::Exact(DigestKind::Blake3) => hex(digits).map(Self::Blake3),
            SectionAlgorithm::Exact(DigestKind::Sha256) => hex(digits).map(Self::Sha256),
            SectionAlgorithm::Exact(DigestKind::Sha1) => hex(digits).map(Self::Sha1),
            SectionAlgorithm::Exact(DigestKind::Md5) => hex(digits).map(Self::Md5),
            SectionAlgorithm::Url => hex(digits).map(Self::UrlSha256),
            SectionAlgorithm::Vpdq
            | SectionAlgorithm::Lent
            | SectionAlgorithm::Cleared
            | SectionAlgorithm::CanarySha256
            | SectionAlgorithm::CanaryPdq => None,
        }
    }

    fn read_bare(digits: &[u8]) -> Option<Self> {
        match digits.len() {
            64 => pdq(digits).map(Self::Pdq),
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
        write!(f, "ListValue({}, ..)", self.algorithm().name())
    }
}

/// Any number of bytes of hex digits.
pub(super) fn hex_bytes(digits: &[u8]) -> Option<Vec<u8>> {
    let (pairs, []) = digits.as_chunks::<2>() else {
        return None;
    };
    let byte = |[high, low]: &[u8; 2]| {
        let (high, low) = (nibble(*high), nibble(*low));
        ((high | low) & NO_DIGIT == 0).then_some(high << 4 | low & 15)
    };
    pairs.iter().map(byte).collect()
}

/// One PDQ hash.
pub(super) fn pdq(digits: &[u8]) -> Option<PdqHash> {
    hex(digits).map(PdqHash::from_bytes)
}

/// Exactly `N` bytes of hex digits.
fn hex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let (pairs, []) = digits.as_chunks::<2>() else {
        return None;
    };
    // Lists have hundreds of millions of digits. Arrays of a fixed length, and one question for all
    // of them instead of one each, are what the compiler makes vectors of: less than half the time.
    let pairs: &[[u8; 2]; N] = pairs.try_into().ok()?;
    let high = pairs.map(|[high, _]| nibble(high));
    let low = pairs.map(|[_, low]| nibble(low));
    let mut bytes = [0; N];
    let mut seen = 0;
    for (byte, (high, low)) in bytes.iter_mut().zip(high.iter().zip(low)) {
        *byte = high << 4 | low & 15;
        seen |= high | low;
    }
    (seen & NO_DIGIT == 0).then_some(bytes)
}

const NO_DIGIT: u8 = 0x80;

/// The value of a hex digit, or something with [`NO_DIGIT`].
fn nibble(digit: u8) -> u8 {
    let is_number = digit.wrapping_sub(b'0') < 10;
    let is_letter = (digit | 0x20).wrapping_sub(b'a') < 6;
    let value = (digit & 15).wrapping_add(u8::from(is_letter).wrapping_mul(9));
    value | u8::from(!(is_number | is_letter)) << 7
}

/// Digests of zero bytes: BLAKE3, SHA-256, SHA-1, MD5. The tests compute them.
const DIGESTS_OF_NOTHING: [&[u8]; 4] = [
    b"\xaf\x13\x49\xb9\xf5\xf9\xa1\xa6\xa0\x40\x4d\xea\x36\xdc\xc9\x49\x9b\xcb\x25\xc9\xad\xc1\x12\xb7\xcc\x9a\x93\xca\xe4\x1f\x32\x62",
    b"\xe3\xb0\xc4\x42\x98\xfc\x1c\x14\x9a\xfb\xf4\xc8\x99\x6f\xb9\x24\x27\xae\x41\xe4\x64\x9b\x93\x4c\xa4\x95\x99\x1b\x78\x52\xb8\x55",
    b"\xda\x39\xa3\xee\x5e\x6b\x4b\x0d\x32\x55\xbf\xef\x95\x60\x18\x90\xaf\xd8\x07\x09",
    b"\xd4\x1d\x8c\xd9\x8f\x00\xb2\x04\xe9\x80\x09\x98\xec\xf8\x42\x7e",
];
