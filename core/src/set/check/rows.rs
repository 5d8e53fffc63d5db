use core::cmp::Ordering;

use super::layout::Bundle;
use crate::set::fault::SetFault;
use crate::set::section::VideoSection;
use crate::set::section_algorithm::SectionAlgorithm;
use crate::set::view::SectionView;

/// Step 11: rows ascend, none stands twice, and items have numbers.
pub(super) fn check(bundle: &Bundle) -> Result<(), SetFault> {
    for (line, section) in bundle.lines() {
        match section {
            SectionView::Keys(keys) => ascends(keys.keys().iter())?,
            SectionView::Hashes(near) => {
                ascends(near.hashes().hi().iter().zip(near.hashes().lo()))?
            }
            SectionView::Frames(videos) => check_videos(videos)?,
            SectionView::Values(lent) => ascends(lent.values())?,
        }
        check_entries(line.algorithm, section)?;
    }
    Ok(())
}

fn ascends<T: Ord>(rows: impl Iterator<Item = T> + Clone) -> Result<(), SetFault> {
    let pairs = rows.clone().zip(rows.skip(1));
    for (row, next) in pairs {
        match row.cmp(&next) {
            Ordering::Less => {}
            Ordering::Equal => return Err(SetFault::DuplicateEntry),
            Ordering::Greater => return Err(SetFault::NotSorted),
        }
    }
    Ok(())
}

/// The frames of a video ascend; videos ascend by entry, then by frames.
fn check_videos(videos: &VideoSection) -> Result<(), SetFault> {
    let frames = |row: usize| {
        let range = videos.frames(row);
        let hi = videos.hashes().hi().get(range.clone()).unwrap_or_default();
        hi.iter().zip(videos.hashes().lo().get(range).unwrap_or_default())
    };
    for row in 0..videos.rows().len() {
        ascends(frames(row))?;
    }
    let rows = videos.rows().entries().enumerate().map(|(row, entry)| (entry, frames(row)));
    for ((entry, row), (next_entry, next)) in rows.clone().zip(rows.skip(1)) {
        match entry.cmp(&next_entry).then_with(|| row.cmp(next)) {
            Ordering::Less => {}
            Ordering::Equal => return Err(SetFault::DuplicateEntry),
            Ordering::Greater => return Err(SetFault::NotSorted),
        }
    }
    Ok(())
}

fn check_entries(algorithm: SectionAlgorithm, section: &SectionView) -> Result<(), SetFault> {
    let fits = |entry| (entry > 0) == algorithm.has_entries();
    if section.rows().entries().all(fits) { Ok(()) } else { Err(SetFault::EntryNumber) }
}
