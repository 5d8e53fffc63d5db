use std::collections::BTreeMap;

use super::origin::Signer;
use crate::set::fault::SetFault;
use crate::set::note::{Note, Signed};
use crate::set::pins::Pins;

/// Step 5: enough pinned authorities, of enough jurisdictions. Names count, not keys. Lines of keys
/// that are not pinned count for nothing.
pub(super) fn check(note: &Note<'_>, pins: &Pins) -> Result<Vec<Signer>, SetFault> {
    let mut by_name = BTreeMap::new();
    for authority in &pins.authorities {
        match note.check(&authority.key) {
            Signed::No => {}
            Signed::Yes => {
                by_name.insert(authority.key.name(), authority.jurisdiction.as_str());
            }
            Signed::YesAt(_) | Signed::Wrong => return Err(SetFault::BadSignature),
        }
    }
    if by_name.len() < pins.quorum_authorities {
        return Err(SetFault::AuthorityQuorum);
    }
    let jurisdictions: std::collections::BTreeSet<_> = by_name.values().collect();
    if jurisdictions.len() < pins.quorum_jurisdictions {
        return Err(SetFault::JurisdictionQuorum);
    }
    let signer = |(name, jurisdiction): (&str, &str)| Signer {
        name: name.to_owned(),
        jurisdiction: jurisdiction.to_owned(),
    };
    Ok(by_name.into_iter().map(signer).collect())
}
