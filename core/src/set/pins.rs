use super::note::NoteKey;

/// What an app pins for one set: whom it trusts, and how much. Compiled into the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pins {
    /// Name of the set.
    pub set: String,
    /// The one purpose.
    pub purpose: String,
    /// So many authorities must vouch.
    pub quorum_authorities: usize,
    /// Of so many jurisdictions.
    pub quorum_jurisdictions: usize,
    /// The authorities. A name may stand twice, with its old and its new key.
    pub authorities: Vec<PinnedAuthority>,
    /// The logs.
    pub logs: Vec<NoteKey>,
    /// The witnesses.
    pub witnesses: Vec<NoteKey>,
    /// So many witnesses must have cosigned.
    pub witness_quorum: usize,
    /// Bounds of what a set may be.
    pub caps: PinnedCaps,
    /// A device without state takes it to be no earlier than this, in seconds since 1970.
    pub since_unix_seconds: u64,
    /// A device without state takes nothing older than this version.
    pub since_version: u64,
    /// The only recipient of sealed reports.
    pub recipient: Option<String>,
    /// True if all keys are published test keys: every finding is marked as a test.
    pub test: bool,
}

/// A body that may vouch for entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinnedAuthority {
    /// ISO 3166-1 code, two lower-case letters.
    pub jurisdiction: String,
    /// Its key.
    pub key: NoteKey,
}

/// Bounds of what a set may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinnedCaps {
    /// Bytes of the file.
    pub max_bytes: u64,
    /// Rows and frames of all sections.
    pub max_rows: u64,
    /// Seconds from not-before to not-after.
    pub max_lifetime_seconds: u64,
    /// Seconds from not-before to the end of the legal basis.
    pub max_basis_seconds: u64,
}
