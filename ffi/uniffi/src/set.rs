//! A known-hash set.

use presend::set::store::StoreFault;
use presend::set::{KnownSet as Core, ListError, SetBytes, SetState, check};

use crate::failure::PresendFailure;
use crate::report::SetRef;
use crate::store::parse;

/// A known-hash set.
#[derive(Debug, uniffi::Object)]
pub struct KnownSet {
    pub(crate) set: Core,
}

#[uniffi::export]
impl KnownSet {
    /// A set from a plain list that nobody signed.
    ///
    /// # Errors
    /// The first bad line.
    #[uniffi::constructor]
    pub fn from_list_unverified(name: &str, text: &str) -> Result<Self, PresendFailure> {
        Self::of_list(Core::from_list_unverified(name, text))
    }

    /// A verified set from the file that a store has in use, for a process that can open no file: pins
    /// as the store has them, and the text that the app's vault keeps of the set.
    ///
    /// # Errors
    /// Bad pins, a state that does not read, or the check that refuses the file.
    #[uniffi::constructor]
    pub fn installed(
        file: &[u8],
        pins: &str,
        state: &str,
        now_unix_seconds: u64,
    ) -> Result<Self, PresendFailure> {
        let pins = parse(pins)?;
        let state = SetState::parse(state).filter(|state| state.set == pins.set);
        let state = state.ok_or(StoreFault::Vault)?;
        let opened = check::open(&SetBytes::new(file), &pins, &state, now_unix_seconds);
        Ok(Self { set: opened.map_err(StoreFault::Refused)?.set })
    }

    /// Name, version and whether it is verified.
    #[must_use]
    pub fn reference(&self) -> SetRef {
        self.set.reference().into()
    }

    /// Rows of all sections.
    #[must_use]
    pub fn rows(&self) -> u64 {
        u64::try_from(self.set.rows()).unwrap_or(u64::MAX)
    }
}

impl KnownSet {
    pub(crate) fn of_list(set: Result<Core, ListError>) -> Result<Self, PresendFailure> {
        let set = set.map_err(|error| PresendFailure::BadList { reason: error.to_string() })?;
        Ok(Self { set })
    }
}
