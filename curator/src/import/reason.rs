use core::fmt;

/// Why a line gave no record, or why a file could not be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A digest with too few or too many digits.
    WrongLength,
    /// A digest with a character that is no hex digit.
    WrongAlphabet,
    /// A value of a lent hash of the wrong length.
    LentLength,
    /// A value of a lent hash that is written in no way that lists have.
    LentAlphabet,
    /// A value of a lent hash of which nobody said name and length.
    LentUnnamed,
    /// A value of another lent hash than the one that was named.
    OtherLentHash,
    /// A word of a plain list whose prefix names nothing that is compared.
    UnknownPrefix,
    /// A link that names no host.
    NoHost,
    /// 64 digits without a prefix that are no PDQ hash of a photograph: most likely a SHA-256.
    UnbalancedDigits,
    /// The digest of zero bytes, which every empty file has.
    EmptyFileDigest,
    /// The PDQ hash of a flat picture, which says nothing.
    AllZeroHash,
    /// A PDQ hash whose stated quality is below 50: only the hash is left out.
    LowQuality,
    /// A quality that is no whole number from 0 to 100.
    BadQuality,
    /// More frames than one record may have.
    TooManyFrames,
    /// A line without a value.
    NoValue,
    /// A field that must be there and is not.
    MissingField,
    /// The same field twice.
    DuplicateField,
    /// A field of another type than the format has.
    WrongType,
    /// More or fewer fields than the header has columns, or than the format has.
    WrongFieldCount,
    /// A category that the map does not name.
    UnknownCategory,
    /// What stands where a row should is none.
    NotARow,
    /// A quotation mark without its second.
    UnclosedQuote,
    /// A line, a field or a name that is longer than any that makes sense.
    TooLong,
    /// `#!`: an instruction that says how `scan` shall treat a list; records have none.
    Instruction,
    /// The file does not say that it is of this format and version.
    WrongMetadata,
    /// No column of the header has the name that was given.
    MissingColumn,
    /// No column of the header has a name that says that it holds a hash or digest.
    NoHashColumn,
    /// Two columns of the header have a name that was given, or names that say the same.
    DuplicateColumn,
    /// The document has no place where its rows stand.
    NoRows,
    /// Not UTF-8.
    WrongEncoding,
    /// Brackets or elements within each other deeper than any that make sense.
    TooDeep,
    /// Not the grammar of the format: what follows cannot be told apart.
    Broken,
    /// The file ends too early.
    Truncated,
    /// An SQLite database. Export its text first.
    Database,
    /// The system could not read on.
    Unreadable,
}

impl Reason {
    /// The reason in a few words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::WrongLength => "a digest of the wrong length",
            Self::WrongAlphabet => "a digest with a character that is no hex digit",
            Self::LentLength => "a value of a lent hash of the wrong length",
            Self::LentAlphabet => {
                "a value of a lent hash that is neither hex digits, base64 nor numbers up to 255"
            }
            Self::LentUnnamed => "a value of a lent hash whose name and length nobody told",
            Self::OtherLentHash => "a value of another lent hash than the one named",
            Self::UnknownPrefix => "an unknown prefix",
            Self::NoHost => "a link without a host",
            Self::UnbalancedDigits => "64 digits that do not look like a PDQ hash: name their kind",
            Self::EmptyFileDigest => "the digest of an empty file",
            Self::AllZeroHash => "the hash of a flat picture",
            Self::LowQuality => "a PDQ of quality under 50",
            Self::BadQuality => "a quality that is no whole number from 0 to 100",
            Self::TooManyFrames => "more than 16,000 different frames",
            Self::NoValue => "no hash or digest",
            Self::MissingField => "a field is missing",
            Self::DuplicateField => "a field stands twice",
            Self::WrongType => "a field of the wrong type",
            Self::WrongFieldCount => "the wrong number of fields",
            Self::UnknownCategory => "a category that the map does not name",
            Self::NotARow => "not a row of this format",
            Self::UnclosedQuote => "a quotation mark is not closed",
            Self::TooLong => "too long",
            Self::Instruction => "an instruction for `scan`, which no record can carry",
            Self::WrongMetadata => "the file does not say that it is of this format and version",
            Self::MissingColumn => "a named column is missing",
            Self::NoHashColumn => "no column whose name says that it holds a hash",
            Self::DuplicateColumn => "two columns have the name of one that is read",
            Self::NoRows => "no rows where this format has them",
            Self::WrongEncoding => "not UTF-8",
            Self::TooDeep => "nested too deep",
            Self::Broken => "broken here; nothing behind it was read",
            Self::Truncated => "the file ends too early",
            Self::Database => "an SQLite database: export its text first",
            Self::Unreadable => "the file cannot be read to its end",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// A line and what is wrong with it. The line itself is never repeated; the file's name is the
/// caller's to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Number of the line, from 1; of the line on which a row begins that spans several.
    pub line: u64,
    /// What is wrong with it.
    pub reason: Reason,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}
