use super::origin::SetOrigin;
use crate::set::fault::SetFault;
use crate::set::pins::Pins;
use crate::set::state::{SetState, StoredVersion};

/// Step 9: newer than what was here, and no contradiction to what was seen.
pub(super) fn check(
    origin: &SetOrigin,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
) -> Result<(), SetFault> {
    let version = origin.manifest.version;
    if version < pins.since_version {
        return Err(SetFault::RolledBack);
    }
    if is_known_as_another(origin, state) {
        return Err(SetFault::Equivocation);
    }
    let newer = state.high.is_none_or(|high| version > high.version);
    let again = state.high.is_some_and(|high| high.leaf == origin.leaf);
    if !newer && (!again || state.held == Some(version)) {
        return Err(SetFault::RolledBack);
    }
    if newer && leaves_out_what_was_seen(origin, state) {
        return Err(SetFault::Equivocation);
    }
    check_log(origin, state, newer, now_unix_seconds.max(state.floor_unix_seconds))
}

/// True if another manifest bore the same number.
fn is_known_as_another(origin: &SetOrigin, state: &SetState) -> bool {
    let stored = |stored: Option<StoredVersion>| stored.map(|stored| stored.version);
    let known = [state.high, stored(state.active), stored(state.previous)];
    let version = origin.manifest.version;
    known.iter().flatten().any(|seen| seen.version == version && seen.leaf != origin.leaf)
}

/// Each version names the one before it. A newer one that names none, one before the highest that
/// was here, or another of that number, is of a history that this device has not seen.
fn leaves_out_what_was_seen(origin: &SetOrigin, state: &SetState) -> bool {
    let Some(high) = state.high else { return false };
    origin.manifest.previous.is_none_or(|previous| {
        previous.version < high.version
            || (previous.version == high.version && previous.leaf != high.leaf)
    })
}

/// The log is the one that was seen, or is shown to continue it. That proof is asked for until the
/// last version that was here is over: whoever stayed away for longer can have none, and then the
/// witnesses' word is all there is.
fn check_log(origin: &SetOrigin, state: &SetState, newer: bool, now: u64) -> Result<(), SetFault> {
    let log = &origin.log;
    let Some(seen) = state.logs.iter().find(|seen| seen.origin == log.origin) else {
        return Ok(());
    };
    let same_size = log.size == seen.size;
    let earlier = origin.earlier_heads.iter().find(|head| head.size == seen.size);
    let other_root = |root: [u8; 32]| root != seen.root;
    let forked = (same_size && other_root(log.root))
        || earlier.is_some_and(|head| other_root(head.root))
        || (newer && log.index == seen.index);
    if forked {
        Err(SetFault::Equivocation)
    } else if log.size < seen.size || log.index < seen.index {
        Err(SetFault::LogRolledBack)
    } else if same_size || earlier.is_some() || now >= state.until_unix_seconds {
        Ok(())
    } else {
        Err(SetFault::LogNotContinued)
    }
}
