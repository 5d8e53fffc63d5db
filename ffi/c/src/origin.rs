//! Where a verified set comes from: all of it was checked.

use std::sync::Arc;

use presend::set::SeenLog;
use presend::set::check::{SetOrigin, Signer, WitnessTime};
use presend::set::manifest::Manifest;
use presend_c_base::argument::{Out, needed};

use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::store::{PresendStore, failure, named};
use crate::text::{PresendBuffer, PresendText};

/// Where a set comes from.
#[derive(Debug)]
pub struct PresendOrigin {
    origin: Arc<SetOrigin>,
}

/// The facts about a set's origin. The texts live as long as the handle.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendOriginFacts {
    /// Name of the set.
    pub set: PresendText,
    /// What the set is for.
    pub purpose: PresendText,
    /// Version of the set.
    pub version: u64,
    /// Valid from this second, since 1970.
    pub not_before: u64,
    /// Valid to this second, since 1970.
    pub not_after: u64,
    /// Its legal basis, by name. The authorities weigh it again for each version.
    pub basis: PresendText,
    /// When its legal basis ends, in seconds since 1970.
    pub sunset: u64,
    /// Pinned authorities that signed: see presend_origin_signer.
    pub signers: usize,
    /// Pinned witnesses that saw it in the log: see presend_origin_witness.
    pub witnesses: usize,
    /// The public log in which it stands.
    pub log: PresendText,
    /// Its place in that log.
    pub log_index: u64,
    /// SHA-256(0x00 || manifest): its leaf in the log.
    pub leaf: [u8; 32],
}

impl PresendOriginFacts {
    const EMPTY: Self = Self {
        set: PresendText::EMPTY,
        purpose: PresendText::EMPTY,
        version: 0,
        not_before: 0,
        not_after: 0,
        basis: PresendText::EMPTY,
        sunset: 0,
        signers: 0,
        witnesses: 0,
        log: PresendText::EMPTY,
        log_index: 0,
        leaf: [0; 32],
    };

    fn of(origin: &SetOrigin) -> Self {
        let SetOrigin { manifest, leaf, signers, log, earlier_heads: _, witnesses } = origin;
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
            lent: _,
            sections: _,
            matches: _,
            attests: _,
        } = manifest;
        let SeenLog { origin: log, size: _, root: _, index: log_index } = log;
        Self {
            set: PresendText::of(set),
            purpose: PresendText::of(purpose),
            version: *version,
            not_before: *not_before,
            not_after: *not_after,
            basis: PresendText::of(basis),
            sunset: *sunset,
            signers: signers.len(),
            witnesses: witnesses.len(),
            log: PresendText::of(log),
            log_index: *log_index,
            leaf: *leaf,
        }
    }
}

/// A pinned authority that signed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendSigner {
    /// Its name.
    pub name: PresendText,
    /// Its jurisdiction: ISO 3166-1, two lower-case letters.
    pub jurisdiction: PresendText,
}

impl PresendSigner {
    const EMPTY: Self = Self { name: PresendText::EMPTY, jurisdiction: PresendText::EMPTY };

    fn of(signer: &Signer) -> Self {
        let Signer { name, jurisdiction } = signer;
        Self { name: PresendText::of(name), jurisdiction: PresendText::of(jurisdiction) }
    }
}

/// A pinned witness, and when it saw the log.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendWitness {
    /// Its name.
    pub name: PresendText,
    /// When, in seconds since 1970.
    pub unix_seconds: u64,
}

impl PresendWitness {
    const EMPTY: Self = Self { name: PresendText::EMPTY, unix_seconds: 0 };

    fn of(witness: &WitnessTime) -> Self {
        let WitnessTime { name, unix_seconds } = witness;
        Self { name: PresendText::of(name), unix_seconds: *unix_seconds }
    }
}

/// Where the active version of a set comes from. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_origin(
    store: *const PresendStore,
    set: PresendText,
    origin: *mut *mut PresendOrigin,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(origin) }?;
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        out.give(PresendOrigin { origin: store.origin(&set).map_err(failure)? });
        Ok(())
    })
}

/// The facts. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_origin_facts(
    origin: Option<&PresendOrigin>,
    facts: *mut PresendOriginFacts,
) -> PresendStatus {
    let all = |origin: &SetOrigin| Some(PresendOriginFacts::of(origin));
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(origin, facts, PresendOriginFacts::EMPTY, all) }
}

/// An authority that signed. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_origin_signer(
    origin: Option<&PresendOrigin>,
    index: usize,
    signer: *mut PresendSigner,
) -> PresendStatus {
    let at = |origin: &SetOrigin| origin.signers.get(index).map(PresendSigner::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(origin, signer, PresendSigner::EMPTY, at) }
}

/// A witness of the log. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_origin_witness(
    origin: Option<&PresendOrigin>,
    index: usize,
    witness: *mut PresendWitness,
) -> PresendStatus {
    let at = |origin: &SetOrigin| origin.witnesses.get(index).map(PresendWitness::of);
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(origin, witness, PresendWitness::EMPTY, at) }
}

/// The manifest that the authorities signed, as text. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_origin_manifest(
    origin: Option<&PresendOrigin>,
    text: *mut PresendBuffer,
) -> PresendStatus {
    let all =
        |origin: &SetOrigin| Some(PresendBuffer::of(origin.manifest.to_string().into_bytes()));
    // SAFETY: the caller lends a place for the result.
    unsafe { fill(origin, text, PresendBuffer::EMPTY, all) }
}

/// Frees an origin. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_origin_free(origin: Option<Box<PresendOrigin>>) {
    guard_or((), || drop(origin));
}

/// # Safety
/// As for [`Out::new`].
unsafe fn fill<T>(
    origin: Option<&PresendOrigin>,
    place: *mut T,
    empty: T,
    get: impl FnOnce(&SetOrigin) -> Option<T>,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the same is asked of this function's caller.
        let mut out = unsafe { Out::new(place, empty) }?;
        let got = get(&needed(origin, "origin")?.origin);
        out.set(got.ok_or_else(|| Failure::argument("the origin has no such item"))?);
        Ok(())
    })
}
