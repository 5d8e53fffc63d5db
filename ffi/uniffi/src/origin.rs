//! Where a verified set comes from.

use presend::set::check as core;

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
        let manifest = &origin.manifest;
        Self {
            set: manifest.set.clone(),
            version: manifest.version,
            purpose: manifest.purpose.clone(),
            not_before: manifest.not_before,
            not_after: manifest.not_after,
            sunset: manifest.sunset,
            signers: origin.signers.iter().map(Signer::from).collect(),
            witnesses: origin.witnesses.iter().map(Witness::from).collect(),
            log: origin.log.origin.clone(),
            log_index: origin.log.index,
            leaf: origin.leaf.to_vec(),
        }
    }
}

impl From<&core::Signer> for Signer {
    fn from(signer: &core::Signer) -> Self {
        Self { name: signer.name.clone(), jurisdiction: signer.jurisdiction.clone() }
    }
}

impl From<&core::WitnessTime> for Witness {
    fn from(witness: &core::WitnessTime) -> Self {
        Self { name: witness.name.clone(), unix_seconds: witness.unix_seconds }
    }
}
