use super::origin::Signer;
use super::signatures;
use crate::policy::Action;
use crate::set::fault::SetFault;
use crate::set::manifest::Manifest;
use crate::set::note::Note;
use crate::set::pins::Pins;
use crate::set::section_algorithm::SectionAlgorithm;

/// So many rows of the exclusion list are always allowed.
const FREE_CLEARED_ROWS: u64 = 1_000;

/// Beyond that one in so many perceptual rows.
const ROWS_PER_CLEARED_ROW: u64 = 100;

/// Step 6: the manifest is what the pins ask for.
pub(super) fn check(manifest: &Manifest, pins: &Pins, signers: &[Signer]) -> Result<(), SetFault> {
    check_purpose(manifest, pins)?;
    check_signers(manifest, pins, signers)?;
    check_extent(manifest, pins)
}

/// Step 6 without asking who signed: whether a draft is worth a signature, for curators.
///
/// # Errors
/// The name that a device with these pins would give the fault.
pub fn check_draft(manifest: &Manifest, pins: &Pins) -> Result<(), SetFault> {
    check_purpose(manifest, pins)?;
    check_extent(manifest, pins)
}

/// Steps 4 to 6 for a signed manifest without its sections: what a log takes, and what an auditor of
/// one asks of its entries.
///
/// # Errors
/// The name that a device with these pins would give the fault.
pub fn check_signed(manifest: &[u8], pins: &Pins) -> Result<Manifest, SetFault> {
    let note = Note::parse(manifest, super::MAX_SIGNATURES).map_err(|_| SetFault::BadManifest)?;
    let signers = signatures::check(&note, pins)?;
    let manifest = Manifest::parse(note.text())?;
    check(&manifest, pins, &signers)?;
    Ok(manifest)
}

/// For which set, for what, and to whose hands.
fn check_purpose(manifest: &Manifest, pins: &Pins) -> Result<(), SetFault> {
    if manifest.set != pins.set {
        return Err(SetFault::WrongSet);
    }
    if manifest.purpose != pins.purpose {
        return Err(SetFault::WrongPurpose);
    }
    check_recipient(manifest, pins)
}

/// How much, and for how long.
fn check_extent(manifest: &Manifest, pins: &Pins) -> Result<(), SetFault> {
    if manifest.items() > pins.caps.max_rows || too_many_cleared(manifest) {
        return Err(SetFault::TooManyEntries);
    }
    let lasts = |until: u64| until.saturating_sub(manifest.not_before);
    if lasts(manifest.not_after) > pins.caps.max_lifetime_seconds
        || lasts(manifest.sunset) > pins.caps.max_basis_seconds
    {
        return Err(SetFault::LifetimeTooLong);
    }
    Ok(())
}

/// A set that may lead to reports names the recipient that is pinned.
fn check_recipient(manifest: &Manifest, pins: &Pins) -> Result<(), SetFault> {
    let named = manifest.recipient.as_ref().map(|recipient| recipient.name.as_str());
    let other = named.is_some() && named != pins.recipient.as_deref();
    if other && manifest.actions.contains(Action::ReportCandidate) {
        return Err(SetFault::BadManifest);
    }
    Ok(())
}

/// A pinned authority with a line has signed, and who signed has a line.
fn check_signers(manifest: &Manifest, pins: &Pins, signers: &[Signer]) -> Result<(), SetFault> {
    let signed = |name: &String| signers.iter().any(|signer| signer.name == *name);
    let pinned = |name: &&String| pins.jurisdiction_of(name).is_some();
    let listed = |signer: &Signer| manifest.authorities.contains(&signer.name);
    if manifest.authorities.iter().filter(pinned).all(signed) && signers.iter().all(listed) {
        Ok(())
    } else {
        Err(SetFault::BadSignature)
    }
}

fn too_many_cleared(manifest: &Manifest) -> bool {
    let cleared = manifest.section(SectionAlgorithm::Cleared).map_or(0, |section| section.rows);
    let perceptual = manifest.sections.iter().filter(|section| section.algorithm.is_perceptual());
    let rows = perceptual.fold(0_u64, |sum, section| sum.saturating_add(section.rows));
    let share = rows.checked_div(ROWS_PER_CLEARED_ROW).unwrap_or(0);
    cleared > share.max(FREE_CLEARED_ROWS)
}
