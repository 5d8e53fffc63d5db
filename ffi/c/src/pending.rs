//! Findings that count towards a report: the user may see them, and have them forgotten.

use presend::set::PendingFinding;
use presend_c_base::argument::{self, Out};

use crate::names::PresendEvidence;
use crate::status::{PresendStatus, guard};
use crate::store::{PresendStore, failure, named};
use crate::text::PresendText;

/// A finding that counts towards a report and did not reach the threshold.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendPendingFinding {
    /// Days since 1970-01-01.
    pub day: u32,
    /// Exact or corroborated.
    pub evidence: PresendEvidence,
    /// Version of the set.
    pub version: u64,
}

/// Most findings that wait in one set.
pub const PRESEND_MAX_PENDING: usize = 31;

/// Findings of a set that count towards a report and did not reach the threshold, for the user to see.
/// Up to `capacity` are written; `count` is how many there are. `findings` may be NULL if `capacity` is
/// 0. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_pending(
    store: *const PresendStore,
    set: PresendText,
    findings: *mut PresendPendingFinding,
    capacity: usize,
    count: *mut usize,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(count, 0) }?;
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        let pending = store.pending(&set).map_err(failure)?;
        let written = pending.iter().map(|known: &PendingFinding| PresendPendingFinding {
            day: known.day,
            evidence: PresendEvidence::of(known.evidence),
            version: known.version,
        });
        // SAFETY: the caller lends room for so many.
        unsafe { argument::fill(findings, capacity, written) }?;
        out.set(pending.len());
        Ok(())
    })
}

/// Forgets what counts towards a report: the user may. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_forget_pending(
    store: *const PresendStore,
    set: PresendText,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        store.forget_pending(&set).map_err(failure)
    })
}

const _: () = assert!(PRESEND_MAX_PENDING == presend::set::MAX_PENDING, "the header says so");
