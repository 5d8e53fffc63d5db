use super::cleared::Cleared;
use super::entries::{Entries, LentEvidence};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::lent::LentFingerprint;
use crate::set::{KnownSet, LentSection};
use crate::undecided::Undecided;

/// Rows that are compared before it is asked whether to stop.
const TOGETHER: usize = 1 << 14;

/// Compares the values of the lent hash that the set has rows of: each with every row, all bytes.
pub(super) fn add(
    fingerprints: &Fingerprints,
    set: &KnownSet,
    cleared: &Cleared,
    entries: &mut Entries,
    cancel: &CancelToken,
) -> Result<(), Undecided> {
    let Some(section) = &set.parts().lent else { return Ok(()) };
    for found in fingerprints.lent.iter().filter(|found| found.terms.form() == section.form()) {
        // The picture is on the exclusion list, however it was compared.
        let is_cleared = cleared.frames.contains(&found.frame);
        each_near(section, found, cancel, |entry, distance| {
            entries.add_lent(
                entry,
                LentEvidence { terms: found.terms, distance, frame: found.frame },
                is_cleared,
            );
        })?;
    }
    Ok(())
}

/// Gives the entry and the distance of every row within the threshold.
fn each_near(
    section: &LentSection,
    found: &LentFingerprint,
    cancel: &CancelToken,
    mut near: impl FnMut(u32, u32),
) -> Result<(), Undecided> {
    let (distance, threshold) = (found.terms.distance(), found.terms.threshold());
    for (row, value) in section.values().enumerate() {
        if row.is_multiple_of(TOGETHER) && cancel.is_cancelled() {
            return Err(Undecided::Cancelled);
        }
        let apart = distance.between(value, &found.value);
        if apart <= threshold
            && let Some(entry) = section.rows().entry(row)
        {
            near(entry, apart);
        }
    }
    Ok(())
}
