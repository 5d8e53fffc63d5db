use core::fmt;

/// Why a set file is refused: the name of the first check that failed. The names are part of the
/// file format, and are in the order of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetFault {
    /// Larger than the pins allow.
    TooLarge,
    /// Shorter than its own header says.
    Truncated,
    /// It does not begin as a set file does.
    NotASet,
    /// A set file of a version that this build does not know.
    UnsupportedVersion,
    /// Header, manifest, proof, padding or sections do not fill the file as they must.
    BadLayout,
    /// The manifest is not a signed note, or not the strict text it must be.
    BadManifest,
    /// The signature of a pinned authority is wrong or missing.
    BadSignature,
    /// Too few pinned authorities signed.
    AuthorityQuorum,
    /// The pinned authorities that signed are of too few jurisdictions.
    JurisdictionQuorum,
    /// Another set than the one pinned.
    WrongSet,
    /// Another purpose than the one pinned.
    WrongPurpose,
    /// A section of a kind that this build does not know.
    UnknownAlgorithm,
    /// More rows than the pins allow.
    TooManyEntries,
    /// Valid for longer than the pins allow.
    LifetimeTooLong,
    /// The proof does not show that the manifest is in a pinned log.
    LogProof,
    /// Too few pinned witnesses saw the log with the manifest in it.
    WitnessQuorum,
    /// Not valid yet.
    NotYetValid,
    /// No longer valid.
    Expired,
    /// The legal basis has ended.
    BasisExpired,
    /// Older than a version that was here, or one that the user rolled back from.
    RolledBack,
    /// Two different sets, or logs, have the same name and number.
    Equivocation,
    /// The log is shorter than one that was seen before.
    LogRolledBack,
    /// Nothing shows that the log continues the one that was seen before.
    LogNotContinued,
    /// A section is not the signed one.
    SectionDigest,
    /// Rows out of order.
    NotSorted,
    /// A row stands twice.
    DuplicateEntry,
    /// An entry number is zero where an item must have one, or not zero where none may stand.
    EntryNumber,
    /// Rows for which too few pinned authorities, or of too few jurisdictions, vouch.
    UnderAttested {
        /// How many such rows.
        rows: u64,
    },
    /// The rows that have an authority's bit set are not those it signed for.
    AttestDigest,
    /// The built-in test material is not found, or harmless material is.
    SelfTest,
}

impl SetFault {
    /// The name, as every tool and binding writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLarge => "TooLarge",
            Self::Truncated => "Truncated",
            Self::NotASet => "NotASet",
            Self::UnsupportedVersion => "UnsupportedVersion",
            Self::BadLayout => "BadLayout",
            Self::BadManifest => "BadManifest",
            Self::BadSignature => "BadSignature",
            Self::AuthorityQuorum => "AuthorityQuorum",
            Self::JurisdictionQuorum => "JurisdictionQuorum",
            Self::WrongSet => "WrongSet",
            Self::WrongPurpose => "WrongPurpose",
            Self::UnknownAlgorithm => "UnknownAlgorithm",
            Self::TooManyEntries => "TooManyEntries",
            Self::LifetimeTooLong => "LifetimeTooLong",
            Self::LogProof => "LogProof",
            Self::WitnessQuorum => "WitnessQuorum",
            Self::NotYetValid => "NotYetValid",
            Self::Expired => "Expired",
            Self::BasisExpired => "BasisExpired",
            Self::RolledBack => "RolledBack",
            Self::Equivocation => "Equivocation",
            Self::LogRolledBack => "LogRolledBack",
            Self::LogNotContinued => "LogNotContinued",
            Self::SectionDigest => "SectionDigest",
            Self::NotSorted => "NotSorted",
            Self::DuplicateEntry => "DuplicateEntry",
            Self::EntryNumber => "EntryNumber",
            Self::UnderAttested { .. } => "UnderAttested",
            Self::AttestDigest => "AttestDigest",
            Self::SelfTest => "SelfTest",
        }
    }

    /// What it means, in a sentence without a full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::TooLarge => "the file is larger than the pins allow",
            Self::Truncated => "the file is shorter than its header says",
            Self::NotASet => "the file does not begin as a set file does",
            Self::UnsupportedVersion => "the file is of an unknown version",
            Self::BadLayout => "the parts do not fill the file as they must",
            Self::BadManifest => "the manifest is not the strict signed text it must be",
            Self::BadSignature => "a pinned authority's signature is wrong or missing",
            Self::AuthorityQuorum => "too few pinned authorities signed",
            Self::JurisdictionQuorum => "those that signed are of too few jurisdictions",
            Self::WrongSet => "it is another set than the one pinned",
            Self::WrongPurpose => "it serves another purpose than the one pinned",
            Self::UnknownAlgorithm => "it has a section of an unknown kind",
            Self::TooManyEntries => "it has more rows or exclusions than are allowed",
            Self::LifetimeTooLong => "it would be valid for longer than the pins allow",
            Self::LogProof => "the proof shows it in no pinned log",
            Self::WitnessQuorum => "too few pinned witnesses saw it in the log",
            Self::NotYetValid => "it is not valid yet",
            Self::Expired => "it is no longer valid",
            Self::BasisExpired => "its legal basis has ended",
            Self::RolledBack => "it is older than what was here, or was left behind",
            Self::Equivocation => "two different sets, or logs, have the same name and number",
            Self::LogRolledBack => "the log is shorter than one that was seen before",
            Self::LogNotContinued => "nothing shows that the log continues the one seen before",
            Self::SectionDigest => "a section is not the signed one",
            Self::NotSorted => "rows are out of order",
            Self::DuplicateEntry => "a row stands twice",
            Self::EntryNumber => "an entry number is missing or too many",
            Self::UnderAttested { .. } => {
                "too few authorities or jurisdictions vouch for some rows"
            }
            Self::AttestDigest => "the rows of an authority are not those it signed for",
            Self::SelfTest => "a test picture is not found, or harmless material is",
        }
    }
}

impl fmt::Display for SetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnderAttested { rows } => write!(f, "UnderAttested ({rows} rows)"),
            other => f.write_str(other.name()),
        }
    }
}

impl core::error::Error for SetFault {}
