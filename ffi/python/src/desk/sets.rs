//! A set file opened as the command line opens it: without a store.

use std::sync::Arc;

use presend::set::store::StoreFault;
use presend::set::{SetBytes, SetState, check};

use crate::failure::PresendFailure;
use crate::set::KnownSet;
use crate::store::parse;

/// Whom somebody trusts for one set.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PinsFacts {
    /// Name of the set.
    pub set: String,
    /// The one purpose.
    pub purpose: String,
    /// Names of the authorities, each once.
    pub authorities: Vec<String>,
    /// Their jurisdictions, each once.
    pub jurisdictions: Vec<String>,
    /// So many authorities must vouch.
    pub quorum_authorities: u64,
    /// Of so many jurisdictions.
    pub quorum_jurisdictions: u64,
}

/// What pins say.
///
/// # Errors
/// If they are no pins.
#[uniffi::export]
pub fn pins_facts(text: &str) -> Result<PinsFacts, PresendFailure> {
    let pins = parse(text)?;
    let owned =
        |names: std::collections::BTreeSet<&str>| names.into_iter().map(str::to_owned).collect();
    Ok(PinsFacts {
        authorities: owned(pins.names()),
        jurisdictions: owned(pins.jurisdictions()),
        quorum_authorities: u64::try_from(pins.quorum_authorities).unwrap_or(u64::MAX),
        quorum_jurisdictions: u64::try_from(pins.quorum_jurisdictions).unwrap_or(u64::MAX),
        set: pins.set,
        purpose: pins.purpose,
    })
}

/// A verified set from a file, checked as by a device that has never seen it.
///
/// # Errors
/// Bad pins, or the check that refuses the file.
#[uniffi::export]
pub fn verified_set(
    file: Vec<u8>,
    pins: &str,
    now_unix_seconds: u64,
) -> Result<Arc<KnownSet>, PresendFailure> {
    let pins = parse(pins)?;
    let state = SetState::new(&pins);
    let verified = check::install(&SetBytes::from(file), &pins, &state, now_unix_seconds);
    Ok(Arc::new(KnownSet { set: verified.map_err(StoreFault::Refused)?.set }))
}
