//! What changed from one set file to the next, in the layout of [`presend::set::delta`].

use std::collections::BTreeMap;

use presend::set::check::Bundle;
use presend::set::delta::{HEADER_BYTES, MAGIC};
use presend::set::{SectionAlgorithm, SectionView};

/// The delta from `old` to `new`. `None` if their salts or lent hashes differ, so that only the whole file
/// will do, or if a part is too large for one.
#[must_use]
pub fn delta(old: &Bundle, new: &Bundle) -> Option<Vec<u8>> {
    let lent = old.manifest.lent.zip(new.manifest.lent);
    if old.manifest.salt != new.manifest.salt || lent.is_some_and(|(old, new)| old != new) {
        return None;
    }
    let head = new.bytes.all().get(..new.container.sections_start)?;
    let mut body = Vec::new();
    for (line, section) in new.lines() {
        let known = old.lines().find(|(old, _)| old.algorithm == line.algorithm);
        push_section(known.map(|(_, section)| section), section, &mut body)?;
    }
    let total = HEADER_BYTES.checked_add(head.len())?.checked_add(body.len())?;
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&u64::try_from(total).ok()?.to_le_bytes());
    bytes.extend_from_slice(&old.leaf());
    bytes.extend_from_slice(&u32::try_from(head.len()).ok()?.to_le_bytes());
    bytes.resize(HEADER_BYTES, 0);
    bytes.extend_from_slice(head);
    bytes.append(&mut body);
    Some(bytes)
}

/// Rows of the old section that are not in the new one as they are, and the other way round.
fn push_section(old: Option<&SectionView>, new: &SectionView, to: &mut Vec<u8>) -> Option<()> {
    let old_rows: Vec<Vec<u8>> = old.map(rows).unwrap_or_default();
    let new_rows = rows(new);
    let known: BTreeMap<&[u8], usize> = old_rows.iter().map(Vec::as_slice).zip(0..).collect();
    let mut stays = vec![false; old_rows.len()];
    let mut added: Vec<&[u8]> = Vec::new();
    for row in &new_rows {
        match known.get(row.as_slice()).and_then(|at| stays.get_mut(*at)) {
            Some(stays) => *stays = true,
            None => added.push(row),
        }
    }
    let removed = (0_u32..).zip(stays).filter(|(_, stays)| !stays).map(|(row, _)| row);
    let removed: Vec<u32> = removed.collect();
    to.extend_from_slice(&u32::try_from(removed.len()).ok()?.to_le_bytes());
    to.extend_from_slice(&u32::try_from(added.len()).ok()?.to_le_bytes());
    removed.iter().for_each(|row| to.extend_from_slice(&row.to_le_bytes()));
    added.iter().for_each(|row| to.extend_from_slice(row));
    Some(())
}

/// Each row as a delta has it: key, entry, mask.
fn rows(section: &SectionView) -> Vec<Vec<u8>> {
    let row = |row| {
        let mut bytes = Vec::new();
        section.push_key(row, &mut bytes);
        bytes.extend_from_slice(&section.rows().entry(row).unwrap_or(0).to_le_bytes());
        bytes.extend_from_slice(&section.rows().mask(row).unwrap_or(0).to_le_bytes());
        bytes
    };
    (0..section.rows().len()).map(row).collect()
}

/// What differs between two sets, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Each section with a difference: rows that went, rows that came.
    pub sections: Vec<(SectionAlgorithm, u64, u64)>,
    /// Entries that went.
    pub entries_removed: u64,
    /// Entries that came.
    pub entries_added: u64,
    /// Lines of the manifest that went, digests and counts left out.
    pub lines_removed: Vec<String>,
    /// Lines of the manifest that came.
    pub lines_added: Vec<String>,
}

/// Compares two sets.
#[must_use]
pub fn difference(old: &Bundle, new: &Bundle) -> Difference {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let view = |bundle: &Bundle, algorithm| {
        let mut lines = bundle.lines();
        let found = lines.find(|(line, _)| line.algorithm == algorithm);
        found.map(|(_, section)| rows(section)).unwrap_or_default()
    };
    let mut sections = Vec::new();
    for algorithm in SectionAlgorithm::ALL {
        let (a, b) = (view(old, algorithm), view(new, algorithm));
        let (a, b): (std::collections::BTreeSet<_>, std::collections::BTreeSet<_>) =
            (a.into_iter().collect(), b.into_iter().collect());
        let (gone, come) = (a.difference(&b).count(), b.difference(&a).count());
        if gone > 0 || come > 0 {
            sections.push((algorithm, count(gone), count(come)));
        }
    }
    let (a, b) = (entries(old), entries(new));
    let (lines_a, lines_b) = (lines(old), lines(new));
    let not_in = |from: &[String], other: &[String]| {
        from.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    Difference {
        sections,
        entries_removed: count(a.difference(&b).count()),
        entries_added: count(b.difference(&a).count()),
        lines_removed: not_in(&lines_a, &lines_b),
        lines_added: not_in(&lines_b, &lines_a),
    }
}

fn entries(bundle: &Bundle) -> std::collections::BTreeSet<u32> {
    let numbered = bundle.lines().filter(|(line, _)| line.algorithm.has_entries());
    numbered.flat_map(|(_, section)| section.rows().entries()).collect()
}

/// The lines that people agree to: not those that follow from the rows.
fn lines(bundle: &Bundle) -> Vec<String> {
    bundle.manifest.parameters().lines().map(str::to_owned).collect()
}
