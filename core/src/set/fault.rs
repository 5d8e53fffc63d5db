use core::fmt;

use crate::closed_list::closed_list;

closed_list! {
    /// Why a set file is refused: the name of the first check that failed. The names are part of the
    /// file format, and are in the order of the checks.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum SetFault {
        /// Larger than the pins allow.
        TooLarge = "TooLarge",
        /// Shorter than its own header says.
        Truncated = "Truncated",
        /// It does not begin as a set file does.
        NotASet = "NotASet",
        /// A set file of a version that this build does not know.
        UnsupportedVersion = "UnsupportedVersion",
        /// Header, manifest, proof, padding or sections do not fill the file as they must.
        BadLayout = "BadLayout",
        /// The manifest is not a signed note, or not the strict text it must be.
        BadManifest = "BadManifest",
        /// The signature of a pinned authority is wrong or missing.
        BadSignature = "BadSignature",
        /// Too few pinned authorities signed.
        AuthorityQuorum = "AuthorityQuorum",
        /// The pinned authorities that signed are of too few jurisdictions.
        JurisdictionQuorum = "JurisdictionQuorum",
        /// Another set than the one pinned.
        WrongSet = "WrongSet",
        /// Another purpose than the one pinned.
        WrongPurpose = "WrongPurpose",
        /// A section of a kind that this build does not know.
        UnknownAlgorithm = "UnknownAlgorithm",
        /// More rows than the pins allow.
        TooManyEntries = "TooManyEntries",
        /// Valid for longer than the pins allow.
        LifetimeTooLong = "LifetimeTooLong",
        /// The proof does not show that the manifest is in a pinned log.
        LogProof = "LogProof",
        /// Too few pinned witnesses saw the log with the manifest in it.
        WitnessQuorum = "WitnessQuorum",
        /// Not valid yet.
        NotYetValid = "NotYetValid",
        /// No longer valid.
        Expired = "Expired",
        /// The legal basis has ended.
        BasisExpired = "BasisExpired",
        /// Older than a version that was here, or one that the user rolled back from.
        RolledBack = "RolledBack",
        /// Two different sets, or logs, have the same name and number.
        Equivocation = "Equivocation",
        /// The log is shorter than one that was seen before.
        LogRolledBack = "LogRolledBack",
        /// Nothing shows that the log continues the one that was seen before.
        LogNotContinued = "LogNotContinued",
        /// A section is not the signed one.
        SectionDigest = "SectionDigest",
        /// Rows out of order.
        NotSorted = "NotSorted",
        /// A row stands twice.
        DuplicateEntry = "DuplicateEntry",
        /// An entry number is zero where an item must have one, or not zero where none may stand.
        EntryNumber = "EntryNumber",
        /// Rows for which too few pinned authorities, or of too few jurisdictions, vouch.
        UnderAttested {
            /// How many such rows.
            rows: u64
        } = "UnderAttested",
        /// The rows that have an authority's bit set are not those it signed for.
        AttestDigest = "AttestDigest",
        /// The built-in test material is not found, or harmless material is.
        SelfTest = "SelfTest",
    }
}

impl SetFault {
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
