use core::fmt;

use presend::set::SectionAlgorithm;

/// The bytes of a value: short ones in place, those of a video on the heap.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A tag.
    Tag([u8; 16]),
    /// A PDQ hash.
    Hash([u8; 32]),
    /// The frames of a video, ascending, each once.
    Frames(Box<[[u8; 32]]>),
    /// A value of the lent hash that the parameters name.
    Lent(Box<[u8]>),
}

pub(super) fn key(algorithm: SectionAlgorithm, digits: &str) -> Option<Key> {
    match algorithm {
        SectionAlgorithm::Exact(_) | SectionAlgorithm::Url => {
            let bytes = unhex(digits)?;
            Some(Key::Tag(bytes.try_into().ok()?))
        }
        SectionAlgorithm::Lent => unhex(digits).map(|value| Key::Lent(value.into_boxed_slice())),
        SectionAlgorithm::Near(_) => match hashes(digits)?.as_slice() {
            [hash] => Some(Key::Hash(*hash)),
            _ => None,
        },
        _ => {
            let frames = hashes(digits)?;
            frames.is_sorted_by(|a, b| a < b).then(|| Key::Frames(frames.into_boxed_slice()))
        }
    }
}

pub(super) fn hashes(digits: &str) -> Option<Vec<[u8; 32]>> {
    let bytes = unhex(digits)?;
    let (hashes, rest) = bytes.as_chunks::<32>();
    (rest.is_empty() && !hashes.is_empty()).then(|| hashes.to_vec())
}

/// Lower-case digits only.
fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digit = |digit: &u8| match digit {
        b'0'..=b'9' => digit.checked_sub(b'0'),
        b'a'..=b'f' => digit.checked_sub(b'a' - 10),
        _ => None,
    };
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let byte = |[high, low]: &[u8; 2]| Some(digit(high)? << 4 | digit(low)?);
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

impl Key {
    /// The bytes, frames one after the other.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Tag(tag) => tag,
            Self::Hash(hash) => hash,
            Self::Frames(frames) => frames.as_flattened(),
            Self::Lent(value) => value,
        }
    }

    pub(crate) fn push_hex(&self, to: &mut String) {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        for byte in self.bytes() {
            to.push(digit(byte >> 4));
            to.push(digit(byte & 0xf));
        }
    }
}

/// What kind it is: tags and hashes are shown to nobody by habit.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tag(_) => "Tag(..)",
            Self::Hash(_) => "Hash(..)",
            Self::Frames(_) => "Frames(..)",
            Self::Lent(_) => "Lent(..)",
        })
    }
}
