use core::fmt;

/// Why a list was refused, and at which line. The line itself is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListError {
    /// Number of the line, from 1; the last line for what concerns the whole list.
    pub line: u64,
    /// What is wrong with it.
    pub kind: ListErrorKind,
}

/// What is wrong with a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListErrorKind {
    /// No hash or digest: a wrong prefix, digit or length.
    UnknownValue,
    /// 64 digits without a prefix that are no PDQ hash of a photograph: most likely a SHA-256.
    UnbalancedDigits,
    /// An instruction (`#!`) that is unknown, out of bounds, or behind the first value.
    BadInstruction,
    /// The digest of zero bytes, which every empty file has.
    EmptyFileDigest,
    /// The PDQ hash of a flat picture, which says nothing.
    AllZeroHash,
    /// A value of another lent hash than those before: a list is of one.
    OtherLentHash,
    /// More rows than a set can number.
    TooManyEntries,
    /// The list could not be read to its end.
    Unreadable,
    /// The system gave no random bytes for the set's salt.
    NoRandomness,
}

impl ListErrorKind {
    /// The reason in a few words.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::UnknownValue => "not a hash or digest: unknown prefix, digit or length",
            Self::UnbalancedDigits => {
                "64 digits that do not look like a PDQ hash: write `sha256:` or `pdq:` before them"
            }
            Self::BadInstruction => {
                "not an instruction: `#! test` or `#! borderline 31..40`, before the first value"
            }
            Self::EmptyFileDigest => "the digest of an empty file",
            Self::AllZeroHash => "the hash of a flat picture",
            Self::OtherLentHash => "of another lent hash than the values before",
            Self::TooManyEntries => "more entries than a set can number",
            Self::Unreadable => "the list cannot be read to its end",
            Self::NoRandomness => "the system gives no random bytes",
        }
    }
}

impl fmt::Display for ListErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl core::error::Error for ListErrorKind {}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.kind)
    }
}

impl core::error::Error for ListError {}
