use core::fmt;

/// Longest name of a lent hash, in letters.
const MAX_NAME: usize = 32;

/// Names that mean something else: what this crate computes, and what else a set file holds.
const TAKEN: [&str; 13] = [
    "blake3",
    "sha256",
    "sha1",
    "md5",
    "pdq",
    "pdq512",
    "vpdq",
    "url",
    "url-sha256",
    "lent",
    "cleared",
    "canary-sha256",
    "canary-pdq",
];

/// Which lent hash: one that this crate has no code for, and an app with a licence lends. Equal name and
/// length mean the same hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LentForm {
    name: [u8; MAX_NAME],
    bytes: u16,
}

impl LentForm {
    /// Shortest and longest value, in bytes. A shorter one is shared by too many pictures.
    pub const BYTES: core::ops::RangeInclusive<u16> = 8..=1024;

    /// A name of small letters, digits and `-`, at most 32, that is no name of a hash which this crate
    /// computes, and a length within [`LentForm::BYTES`]. `None` for others.
    #[must_use]
    pub fn new(name: &str, bytes: u16) -> Option<Self> {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        let first = name.bytes().next()?;
        if first == b'-'
            || TAKEN.contains(&name)
            || !name.bytes().all(inner)
            || !Self::BYTES.contains(&bytes)
        {
            return None;
        }
        let mut padded = [0; MAX_NAME];
        padded.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
        Some(Self { name: padded, bytes })
    }

    /// Reads `NAME:BYTES`, as the command line has it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, bytes) = text.split_once(':')?;
        let read = Self::new(name, bytes.parse().ok()?)?;
        (read.to_string() == text).then_some(read)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        let end = self.name.iter().position(|byte| *byte == 0).unwrap_or(MAX_NAME);
        let name = self.name.get(..end).unwrap_or_default();
        core::str::from_utf8(name).unwrap_or_default()
    }

    /// Bytes of a value.
    #[must_use]
    pub const fn bytes(&self) -> u16 {
        self.bytes
    }

    /// The same as a length.
    pub(crate) fn length(&self) -> usize {
        usize::from(self.bytes)
    }
}

impl fmt::Display for LentForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.name(), self.bytes)
    }
}

impl fmt::Debug for LentForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LentForm({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::LentForm;

    #[test]
    fn a_form_is_a_short_name_of_its_own_and_a_length_within_bounds() {
        let name = "a".repeat(32);
        for (name, bytes) in [("made-up", 144), ("a", 8), ("9z", 1024), (name.as_str(), 32)] {
            let form = LentForm::new(name, bytes);
            assert_eq!(
                form.map(|form| (form.name().to_owned(), form.bytes())),
                Some((name.to_owned(), bytes))
            );
        }
        let long = "a".repeat(33);
        for name in ["", "-a", "A", "a b", "a/b", "pdq", "lent", "url", "sha256", "\u{e9}", &long] {
            assert_eq!(LentForm::new(name, 144), None, "{name}");
        }
        for bytes in [0, 7, 1025, u16::MAX] {
            assert_eq!(LentForm::new("made-up", bytes), None, "{bytes}");
        }
    }

    #[test]
    fn only_what_is_written_is_read() {
        let form = LentForm::new("made-up", 144);
        assert_eq!(LentForm::parse("made-up:144"), form);
        for text in ["made-up", "made-up:", "made-up:0144", "made-up:+144", "made-up:144 ", ":144"]
        {
            assert_eq!(LentForm::parse(text), None, "{text}");
        }
    }
}
