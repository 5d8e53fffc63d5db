//! What a device remembers of a set.

mod key;
mod pending;
mod terms;
#[cfg(test)]
mod tests;
mod text;

pub use key::DeviceKey;
pub(crate) use pending::CountedFinding;
pub use pending::{MAX_PENDING, PendingFinding};
pub(crate) use terms::ReportTerms;

use super::pins::Pins;
use crate::journal::JournalHead;

/// What a device remembers of one set, so that nothing older or other can take its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetState {
    /// Name of the set.
    pub set: String,
    /// The highest version that was ever active, and its log leaf.
    pub high: Option<VersionLeaf>,
    /// The version in use.
    pub active: Option<StoredVersion>,
    /// The version before, kept for a rollback.
    pub previous: Option<StoredVersion>,
    /// The version that the user rolled back from: it does not come back.
    pub held: Option<u64>,
    /// Nothing newer than this version becomes active.
    pub pin: Option<u64>,
    /// Each pinned log as it was seen last, by origin.
    pub logs: Vec<SeenLog>,
    /// The latest end of a version that was active, in seconds since 1970. Until then the device can
    /// ask for a proof that a log continues what was seen of it.
    pub until_unix_seconds: u64,
    /// It is not earlier than this, in seconds since 1970, whatever the host's clock says.
    pub floor_unix_seconds: u64,
    /// Where the app's journal ends, if it is kept here.
    pub journal: Option<JournalHead>,
    /// Keys what the findings say of their entries; there is none without findings.
    pub key: Option<DeviceKey>,
    /// Findings below the threshold of a report: the user may see and delete them.
    pub pending: Vec<PendingFinding>,
}

/// A version and the leaf it has in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionLeaf {
    /// The version.
    pub version: u64,
    /// SHA-256(0x00 || manifest).
    pub leaf: [u8; 32],
}

/// A version whose file is on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    /// Version and leaf.
    pub version: VersionLeaf,
    /// BLAKE3 of the file up to its sections, whose digests are in it.
    pub blake3: [u8; 32],
}

/// A log as it was seen with a set in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenLog {
    /// The log's origin.
    pub origin: String,
    /// Entries in it.
    pub size: u64,
    /// Root of the tree.
    pub root: [u8; 32],
    /// Where the set is in it.
    pub index: u64,
}

impl SetState {
    /// Reads the text of a state. `None` unless it is exactly what is written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text::parse(text)
    }

    /// The remembered logs with this one as it is seen now. What is not pinned is forgotten.
    pub(super) fn logs_with(&self, seen: &SeenLog, pins: &Pins) -> Vec<SeenLog> {
        let pinned = |log: &&SeenLog| pins.logs.iter().any(|key| key.name() == log.origin);
        let others = self.logs.iter().filter(pinned).filter(|log| log.origin != seen.origin);
        let mut logs: Vec<SeenLog> = others.chain([seen]).cloned().collect();
        logs.sort_by(|a, b| a.origin.cmp(&b.origin));
        logs
    }

    /// Of a device that has not seen the set yet: what the app pins is all that is known.
    #[must_use]
    pub fn new(pins: &Pins) -> Self {
        Self {
            set: pins.set.clone(),
            high: None,
            active: None,
            previous: None,
            held: None,
            pin: None,
            logs: Vec::new(),
            until_unix_seconds: 0,
            floor_unix_seconds: pins.since_unix_seconds,
            journal: None,
            key: None,
            pending: Vec::new(),
        }
    }
}
