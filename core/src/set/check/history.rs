use super::origin::SetOrigin;
use crate::set::fault::SetFault;
use crate::set::pins::Pins;
use crate::set::state::{SetState, StoredVersion, VersionLeaf};

/// Step 9: newer than what was here, and no contradiction to what was seen.
pub(super) fn check(origin: &SetOrigin, pins: &Pins, state: &SetState) -> Result<(), SetFault> {
    let version = origin.manifest.version;
    let again = state.high.is_some_and(|high| high.leaf == origin.leaf);
    let newer = state.high.is_none_or(|high| version > high.version);
    let comes_back = again && state.held != Some(version);
    if version < pins.since_version || !(newer || comes_back) {
        return Err(SetFault::RolledBack);
    }
    if follows_another(origin, state) {
        return Err(SetFault::Equivocation);
    }
    check_log(origin, state)
}

/// True if the version it says it follows is known here as something else.
fn follows_another(origin: &SetOrigin, state: &SetState) -> bool {
    let stored = |stored: Option<StoredVersion>| stored.map(|stored| stored.version);
    let known = [state.high, stored(state.active), stored(state.previous)];
    let contradicts = |old: VersionLeaf| {
        known.iter().flatten().any(|seen| seen.version == old.version && seen.leaf != old.leaf)
    };
    origin.manifest.previous.is_some_and(contradicts)
}

fn check_log(origin: &SetOrigin, state: &SetState) -> Result<(), SetFault> {
    let log = &origin.log;
    let Some(seen) = state.log.as_ref().filter(|seen| seen.origin == log.origin) else {
        return Ok(());
    };
    if log.size == seen.size && log.root != seen.root {
        Err(SetFault::Equivocation)
    } else if log.size < seen.size || log.index < seen.index {
        Err(SetFault::LogRolledBack)
    } else {
        Ok(())
    }
}
