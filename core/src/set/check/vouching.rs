use std::collections::BTreeSet;

use super::layout::Bundle;
use super::origin::{SetOrigin, Signer};
use crate::set::attest::{attested, has_bit};
use crate::set::fault::SetFault;
use crate::set::pins::Pins;

/// Step 12: enough authorities vouch for every row, and the rows with an authority's bit are those it
/// signed for.
pub(super) fn check(bundle: &Bundle, origin: &SetOrigin, pins: &Pins) -> Result<(), SetFault> {
    check_masks(bundle, origin, pins)?;
    let authorities = bundle.manifest.authorities.len();
    for (line, section) in bundle.lines() {
        let found = attested(section, authorities);
        let signed = bundle.manifest.attests.iter().filter(|a| a.algorithm == line.algorithm);
        if !signed.map(|a| (a.rows, a.sha256)).eq(found.iter().map(|f| (f.rows, f.sha256))) {
            return Err(SetFault::AttestDigest);
        }
    }
    Ok(())
}

/// The first half of step 12: for every row enough authorities, of enough jurisdictions, by the bits
/// of its mask. Bits of authorities that are not pinned count for nothing.
pub(super) fn check_masks(
    bundle: &Bundle,
    origin: &SetOrigin,
    pins: &Pins,
) -> Result<(), SetFault> {
    let quorum = Quorum::new(origin, pins);
    let (mut short_rows, mut strange_bits) = (0_u64, false);
    for mask in bundle.lines().flat_map(|(_, section)| section.rows().masks()) {
        match quorum.of(mask) {
            Some(true) => {}
            Some(false) => short_rows = short_rows.saturating_add(1),
            None => strange_bits = true,
        }
    }
    if short_rows > 0 {
        return Err(SetFault::UnderAttested { rows: short_rows });
    }
    // A bit beyond the last authority is in nobody's digest.
    if strange_bits { Err(SetFault::AttestDigest) } else { Ok(()) }
}

/// Whether each possible mask is enough.
struct Quorum {
    enough: Vec<bool>,
}

impl Quorum {
    fn new(origin: &SetOrigin, pins: &Pins) -> Self {
        let names = &origin.manifest.authorities;
        let signer = |name: &String| origin.signers.iter().find(|signer| signer.name == *name);
        let signers: Vec<Option<&Signer>> = names.iter().map(signer).collect();
        let masks = u32::try_from(names.len()).ok().and_then(|bits| 1_u32.checked_shl(bits));
        let enough = (0..masks.unwrap_or(0)).map(|mask| is_enough(mask, &signers, pins)).collect();
        Self { enough }
    }

    /// `None` for a mask with a bit of nobody.
    fn of(&self, mask: u16) -> Option<bool> {
        self.enough.get(usize::from(mask)).copied()
    }
}

fn is_enough(mask: u32, signers: &[Option<&Signer>], pins: &Pins) -> bool {
    let mask = u16::try_from(mask).unwrap_or(0);
    let vouching = signers.iter().enumerate().filter(|(bit, _)| has_bit(mask, *bit));
    let vouching: Vec<&Signer> = vouching.filter_map(|(_, signer)| *signer).collect();
    let jurisdictions: BTreeSet<_> = vouching.iter().map(|signer| &signer.jurisdiction).collect();
    vouching.len() >= pins.quorum_authorities && jurisdictions.len() >= pins.quorum_jurisdictions
}
