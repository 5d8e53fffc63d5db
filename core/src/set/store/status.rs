use super::slot::Slot;
use crate::set::fault::SetFault;
use crate::set::manifest::Manifest;

/// How a set stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetStatus {
    /// In a word.
    pub kind: StatusKind,
    /// The active version.
    pub version: Option<u64>,
    /// When it ends, in seconds since 1970: the earlier of its last second and its legal basis'.
    pub expires_unix_seconds: Option<u64>,
    /// The version that the user pinned.
    pub pinned: Option<u64>,
    /// The version that the user rolled back from.
    pub held: Option<u64>,
    /// False if the vault did not take the state the last time. The set is in use; what happened since the
    /// vault last took one is forgotten when the process ends.
    pub saved: bool,
}

/// How a set stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Valid, and seen by witnesses not long ago.
    Fresh,
    /// Valid, but half its life has passed since witnesses saw it: an update is overdue.
    Stale,
    /// No longer valid, or not yet.
    Expired,
    /// There is none, or its file is refused for this reason.
    Missing(Option<SetFault>),
}

impl StatusKind {
    /// The name, as every tool and binding writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Missing(_) => "missing",
        }
    }
}

impl SetStatus {
    pub(super) fn of(slot: &Slot, now_unix_seconds: u64) -> Self {
        let origin = slot.set.as_ref().map(|verified| &verified.origin);
        let manifest = origin.map(|origin| &origin.manifest);
        Self {
            kind: kind(slot, now_unix_seconds.max(slot.floor_unix_seconds())),
            version: slot.state.active.map(|active| active.version.version),
            expires_unix_seconds: manifest.map(Manifest::ends),
            pinned: slot.state.pin,
            held: slot.state.held,
            saved: !slot.unsaved,
        }
    }
}

fn kind(slot: &Slot, now_unix_seconds: u64) -> StatusKind {
    let gone = [SetFault::Expired, SetFault::BasisExpired, SetFault::NotYetValid];
    let Some(verified) = &slot.set else {
        return match slot.refused {
            Some(fault) if gone.contains(&fault) => StatusKind::Expired,
            refused => StatusKind::Missing(refused),
        };
    };
    let manifest = &verified.origin.manifest;
    let seen = verified.origin.quorum_time(slot.pins.witness_quorum);
    let half_life = manifest.not_after.saturating_sub(manifest.not_before) / 2;
    if manifest.check_window(now_unix_seconds).is_err() {
        StatusKind::Expired
    } else if now_unix_seconds.saturating_sub(seen) > half_life {
        StatusKind::Stale
    } else {
        StatusKind::Fresh
    }
}
