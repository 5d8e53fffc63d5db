use super::entries::Entries;
use super::find::add_near;
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::set::KnownSet;
use crate::undecided::Undecided;

/// The built-in test pictures in a set. They have no entry numbers: each row is an entry of its own.
pub(super) fn add(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    rows: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    let (exact, near) = &set.parts().canaries;
    let row_number = |row: usize| u32::try_from(row).ok();
    if let Some(section) = exact
        && let Some(digest) = fingerprints.digests.get(section.algorithm)
    {
        let tag = set.parts().salt.tag(section.algorithm, digest);
        let row = section.find(&tag).and_then(row_number);
        row.into_iter().for_each(|row| rows.add_digest(row, section.algorithm));
    }
    match near {
        None => Ok(()),
        Some(section) => add_near(fingerprints, section, row_number, cancel, &mut |row, near| {
            rows.add_near(row, near, false);
        }),
    }
}
