//! What an app pins for one set: whom it trusts, and how much.

mod parse;
mod text;

use core::fmt;
use std::collections::BTreeSet;

use super::TextFault;
use super::note::NoteKey;

/// Most lines of logs.
pub(in crate::set) const MAX_LOGS: usize = 4;

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

impl Pins {
    /// Reads pins. The text is strict: what is written again must be the same.
    ///
    /// # Errors
    /// [`PinsFault`] names what is wrong: it is the app's own text.
    pub fn parse(text: &str) -> Result<Self, PinsFault> {
        parse::parse(text)
    }

    /// Where [`Pins::parse`] finds [`PinsFault::Text`], for whoever writes the text; `None` if it
    /// does not.
    #[must_use]
    pub fn text_fault(text: &str) -> Option<TextFault> {
        parse::read_text(text).err()
    }

    /// Names of the authorities, each once.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        self.authorities.iter().map(|authority| authority.key.name()).collect()
    }

    /// Jurisdictions of the authorities, each once.
    #[must_use]
    pub fn jurisdictions(&self) -> BTreeSet<&str> {
        self.authorities.iter().map(|authority| authority.jurisdiction.as_str()).collect()
    }

    /// The jurisdiction of an authority.
    #[must_use]
    pub fn jurisdiction_of(&self, name: &str) -> Option<&str> {
        let found = self.authorities.iter().find(|authority| authority.key.name() == name)?;
        Some(&found.jurisdiction)
    }

    fn witness_names(&self) -> BTreeSet<&str> {
        self.witnesses.iter().map(NoteKey::name).collect()
    }

    fn keys(&self) -> impl Iterator<Item = &NoteKey> {
        let authorities = self.authorities.iter().map(|authority| &authority.key);
        authorities.chain(&self.logs).chain(&self.witnesses)
    }
}

/// What is wrong with pins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PinsFault {
    /// Not the strict text that pins must be.
    Text,
    /// Published test keys beside real ones.
    TestKeys,
    /// One key or one name in two roles, one authority in two jurisdictions, or a log of a reserved
    /// name.
    Keys,
    /// A quorum under the floor of two, or one that the pinned keys cannot reach.
    Quorum,
}

impl fmt::Display for PinsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "the pins are not the strict text they must be",
            Self::TestKeys => "the pins mix published test keys with real ones",
            Self::Keys => {
                "the pins give a key or a name two roles, or an authority two jurisdictions"
            }
            Self::Quorum => "the pins ask for too small a quorum, or one that cannot be reached",
        })
    }
}

impl core::error::Error for PinsFault {}

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
