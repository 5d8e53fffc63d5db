use super::log_proof::Logged;
use crate::set::log::LogHead;
use crate::set::manifest::Manifest;
use crate::set::state::SeenLog;

/// Where a verified set comes from: all of it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetOrigin {
    /// What the authorities agreed to.
    pub manifest: Manifest,
    /// SHA-256(0x00 || manifest): its place in the log.
    pub leaf: [u8; 32],
    /// The pinned authorities that signed, by name.
    pub signers: Vec<Signer>,
    /// The log, as it was when the set was made.
    pub log: SeenLog,
    /// Earlier heads of the log that it is shown to continue.
    pub earlier_heads: Vec<LogHead>,
    /// The pinned witnesses that saw the log so.
    pub witnesses: Vec<WitnessTime>,
}

/// A pinned authority that signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Its name.
    pub name: String,
    /// Its jurisdiction: ISO 3166-1, two lower-case letters.
    pub jurisdiction: String,
}

/// A pinned witness, and when it saw the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessTime {
    /// Its name.
    pub name: String,
    /// When, in seconds since 1970.
    pub unix_seconds: u64,
}

impl SetOrigin {
    pub(super) fn new(
        manifest: Manifest,
        leaf: [u8; 32],
        signers: Vec<Signer>,
        logged: Logged,
    ) -> Self {
        let Logged { log, earlier_heads, witnesses } = logged;
        Self { manifest, leaf, signers, log, earlier_heads, witnesses }
    }

    /// The newest time that so many witnesses have reached; 0 if there are not so many.
    #[must_use]
    pub fn quorum_time(&self, quorum: usize) -> u64 {
        let mut times: Vec<u64> = self.witnesses.iter().map(|seen| seen.unix_seconds).collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        quorum.checked_sub(1).and_then(|at| times.get(at)).copied().unwrap_or(0)
    }
}
