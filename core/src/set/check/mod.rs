//! The checks that make a set file a [`KnownSet`], in their order. The first that fails names the
//! fault. There is no other way to a verified set.

mod history;
mod layout;
mod log_proof;
mod manifest;
mod origin;
mod rows;
mod self_test;
mod signatures;
mod step;
mod vouching;

pub use layout::Bundle;
pub use manifest::{check_draft, check_signed};
pub use origin::{SetOrigin, Signer, WitnessTime};
pub use step::Step;

use std::sync::Arc;

use super::bytes::SetBytes;
use super::container::Container;
use super::fault::SetFault;
use super::known_set::KnownSet;
use super::note::Note;
use super::pins::Pins;
use super::state::SetState;

/// A set that passed every check.
#[derive(Clone, Debug)]
pub struct VerifiedSet {
    /// What attachments are compared with.
    pub set: KnownSet,
    /// Where it comes from.
    pub origin: Arc<SetOrigin>,
    /// BLAKE3 of the file up to its sections. The digests of these are in it, so it is another for
    /// every other file.
    pub blake3: [u8; 32],
    /// From now on it is not earlier than this, in seconds since 1970: what the device knew before,
    /// what enough witnesses said, or the host's clock while the set is valid.
    pub floor_unix_seconds: u64,
}

/// Most signature lines of a manifest.
const MAX_SIGNATURES: usize = 64;

/// Checks everything about a new set file: for the moment it is installed.
///
/// # Errors
/// The name of the first check that fails; `WrongSet` also for the state of another set.
pub fn install(
    bytes: &SetBytes,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
) -> Result<VerifiedSet, SetFault> {
    install_watched(bytes, pins, state, now_unix_seconds, &mut |_| {})
}

/// [`install`]; `begins` is told each step as it begins, so that a tool can show how far it came.
///
/// # Errors
/// The name of the first check that fails.
pub fn install_watched(
    bytes: &SetBytes,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
    begins: &mut dyn FnMut(Step),
) -> Result<VerifiedSet, SetFault> {
    let (bundle, origin) = trust(bytes, pins, state, now_unix_seconds, begins)?;
    begins(Step::History);
    history::check(&origin, pins, state, now_unix_seconds)?;
    begins(Step::Digests);
    layout::check_digests(&bundle)?;
    begins(Step::Order);
    rows::check(&bundle)?;
    begins(Step::Vouching);
    vouching::check(&bundle, &origin, pins)?;
    begins(Step::SelfTest);
    self_test::check(&bundle)?;
    Ok(verified(bundle, origin, pins, state, now_unix_seconds))
}

/// Checks a file that was installed before. Somebody else may have written state and file: they are
/// believed in one thing only, which of the sets that a quorum signed is in use. Left out are the
/// digests over each authority's rows, which it compares with the draft before it signs, and the
/// self test.
///
/// # Errors
/// The name of the first check that fails: `RolledBack` for another set than the active one,
/// `SectionDigest` for a changed file.
pub fn open(
    bytes: &SetBytes,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
) -> Result<VerifiedSet, SetFault> {
    let (bundle, origin) = trust(bytes, pins, state, now_unix_seconds, &mut |_| {})?;
    let active = state.active.ok_or(SetFault::RolledBack)?;
    if active.version.leaf != origin.leaf {
        return Err(SetFault::RolledBack);
    }
    if active.blake3 != bundle.head_blake3() {
        return Err(SetFault::SectionDigest);
    }
    layout::check_digests(&bundle)?;
    rows::check(&bundle)?;
    vouching::check_masks(&bundle, &origin, pins)?;
    Ok(verified(bundle, origin, pins, state, now_unix_seconds))
}

/// Steps 1 to 8: what does not read the sections.
fn trust(
    bytes: &SetBytes,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
    begins: &mut dyn FnMut(Step),
) -> Result<(Bundle, SetOrigin), SetFault> {
    begins(Step::Size);
    layout::check_size(bytes, pins)?;
    begins(Step::Magic);
    Container::check_magic(bytes.all())?;
    begins(Step::Extents);
    let container = Container::parse(bytes.all())?;
    begins(Step::Note);
    let (region, proof) = (bytes.slice(&container.manifest), bytes.slice(&container.proof));
    let note = Note::parse(region, MAX_SIGNATURES).map_err(|_| SetFault::BadManifest)?;
    begins(Step::Signatures);
    let signers = signatures::check(&note, pins)?;
    begins(Step::Manifest);
    let bundle = Bundle::read(bytes, container, note.text())?;
    manifest::check(&bundle.manifest, pins, &signers)?;
    if state.set != pins.set {
        // What is remembered of another set would refuse this one for reasons that are not its own.
        return Err(SetFault::WrongSet);
    }
    begins(Step::Log);
    let leaf = super::log::leaf_hash(region);
    let logged = log_proof::check(proof, leaf, pins)?;
    begins(Step::Window);
    let manifest = bundle.manifest.clone();
    let origin = SetOrigin::new(manifest, leaf, signers, logged);
    origin.manifest.check_window(time(&origin, pins, state, now_unix_seconds))?;
    Ok((bundle, origin))
}

/// The latest of the host's clock, what the device knew, and what enough witnesses said. Neither a host
/// nor witnesses whose clock runs wild move the time beyond the end of this set, and whoever moves it
/// there ends the set: it is refused, and the time of the device stays what it was.
fn time(origin: &SetOrigin, pins: &Pins, state: &SetState, now_unix_seconds: u64) -> u64 {
    let witnessed = origin.quorum_time(pins.witness_quorum);
    let said = now_unix_seconds.max(witnessed).min(origin.manifest.ends());
    said.max(state.floor_unix_seconds)
}

fn verified(
    bundle: Bundle,
    origin: SetOrigin,
    pins: &Pins,
    state: &SetState,
    now_unix_seconds: u64,
) -> VerifiedSet {
    let floor = time(&origin, pins, state, now_unix_seconds);
    let (origin, blake3) = (Arc::new(origin), bundle.head_blake3());
    let set = KnownSet::verified(&bundle, Arc::clone(&origin), pins.test, floor);
    VerifiedSet { set, origin, blake3, floor_unix_seconds: floor }
}
