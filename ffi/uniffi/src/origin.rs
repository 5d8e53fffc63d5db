//! Where a verified set comes from.

use presend::set::manifest::Manifest;
use presend::set::{SeenLog, check as core};

/// Where a verified set comes from: all of it was checked on the device.
#[derive(Clone, Debug, uniffi::Record)]
pub struct SetOrigin {
    /// Name of the set.
    pub set: String,
    /// Its version.
    pub version: u64,
    /// What it is for.
    pub purpose: String,
    /// Valid from this second, since 1970.
    pub not_before: u64,
    /// Valid to this second, since 1970.
    pub not_after: u64,
    /// Its legal basis, by name. The authorities weigh it again for each version.
    pub basis: String,
    /// When its legal basis ends, in seconds since 1970.
    pub sunset: u64,
    /// The authorities that signed.
    pub signers: Vec<Signer>,
    /// The witnesses that saw it in the log.
    pub witnesses: Vec<Witness>,
    /// The public log in which it stands.
    pub log: String,
    /// Its place in that log.
    pub log_index: u64,
    /// SHA-256(0x00 || manifest): its leaf in the log.
    pub leaf: Vec<u8>,
}

/// A pinned authority that signed.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Signer {
    /// Its name.
    pub name: String,
    /// Its jurisdiction: ISO 3166-1, two lower-case letters.
    pub jurisdiction: String,
}

/// A pinned witness, and when it saw the log.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Witness {
    /// Its name.
    pub name: String,
    /// When, in seconds since 1970.
    pub unix_seconds: u64,
}

impl From<&core::SetOrigin> for SetOrigin {
    fn from(origin: &core::SetOrigin) -> Self {
        let core::SetOrigin { manifest, leaf, signers, log, earlier_heads: _, witnesses } = origin;
        let Manifest {
            set,
            version,
            not_before,
            not_after,
            basis,
            sunset,
            purpose,
            actions: _,
            threshold: _,
            window_days: _,
            recipient: _,
            salt: _,
            previous: _,
            authorities: _,
            sections: _,
            matches: _,
            lent: _,
            attests: _,
        } = manifest;
        let SeenLog { origin: log, size: _, root: _, index: log_index } = log;
        Self {
            set: set.clone(),
            version: *version,
            purpose: purpose.clone(),
            not_before: *not_before,
            not_after: *not_after,
            basis: basis.clone(),
            sunset: *sunset,
            signers: signers.iter().map(Signer::from).collect(),
            witnesses: witnesses.iter().map(Witness::from).collect(),
            log: log.clone(),
            log_index: *log_index,
            leaf: leaf.to_vec(),
        }
    }
}

impl From<&core::Signer> for Signer {
    fn from(signer: &core::Signer) -> Self {
        let core::Signer { name, jurisdiction } = signer;
        Self { name: name.clone(), jurisdiction: jurisdiction.clone() }
    }
}

impl From<&core::WitnessTime> for Witness {
    fn from(witness: &core::WitnessTime) -> Self {
        let core::WitnessTime { name, unix_seconds } = witness;
        Self { name: name.clone(), unix_seconds: *unix_seconds }
    }
}
