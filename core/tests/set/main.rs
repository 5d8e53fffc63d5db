//! Set files against their checks: one sound file, and every way in which it can be wrong.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod changing;
mod clock;
mod crash;
mod delta;
mod faults;
mod forged;
mod history;
mod hostile;
mod lent;
mod links;
mod maker;
mod reentry;
mod reports;
mod roles;
mod scan;
mod sealed;
mod sound;
mod store;
mod unsaved;
mod worked;

use maker::{Draft, Made, NOW, pins};
use presend::set::check::{self, VerifiedSet};
use presend::set::{Pins, SetBytes, SetFault, SetState};

fn parsed_pins() -> Pins {
    Pins::parse(&pins()).unwrap()
}

fn fresh() -> SetState {
    SetState::new(&parsed_pins())
}

/// Installs on a device that has seen nothing.
fn install(bytes: &[u8]) -> Result<VerifiedSet, SetFault> {
    install_on(&fresh(), bytes)
}

fn install_on(state: &SetState, bytes: &[u8]) -> Result<VerifiedSet, SetFault> {
    check::install(&SetBytes::from(bytes.to_vec()), &parsed_pins(), state, NOW)
}

/// Why a set made from a changed draft is refused.
fn fault(change: impl FnOnce(&mut Draft)) -> Option<SetFault> {
    let mut draft = Draft::sound();
    change(&mut draft);
    install(&draft.make().bytes).err()
}

/// The state after an install.
fn state_with(verified: &VerifiedSet) -> SetState {
    let origin = &verified.origin;
    let version = presend::set::VersionLeaf { version: origin.manifest.version, leaf: origin.leaf };
    let stored = presend::set::StoredVersion { version, blake3: verified.blake3 };
    SetState {
        high: Some(version),
        active: Some(stored),
        logs: vec![origin.log.clone()],
        until_unix_seconds: origin.manifest.ends(),
        floor_unix_seconds: verified.floor_unix_seconds,
        ..fresh()
    }
}

fn sound() -> Made {
    Draft::sound().make()
}
