use presend::set::manifest::SectionLine;
use presend::set::{SectionAlgorithm, SectionLayout, SectionShape};
use ring::digest::{SHA256, digest};

use super::rows::{Row, Rows};
use crate::submission::Key;

/// The sections in the order of the file, their rows in the order of the section.
pub(super) fn sorted(rows: Rows) -> Vec<(SectionAlgorithm, Vec<Row>)> {
    let sort = |(algorithm, mut rows): (SectionAlgorithm, Vec<Row>)| {
        if algorithm == SectionAlgorithm::Vpdq {
            rows.sort_unstable_by(|a, b| (a.entry, &a.key).cmp(&(b.entry, &b.key)));
        }
        (algorithm, rows)
    };
    rows.into_iter().map(sort).collect()
}

pub(super) fn line(algorithm: SectionAlgorithm, rows: &[Row], section: &[u8]) -> SectionLine {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let items = if algorithm == SectionAlgorithm::Vpdq {
        rows.iter().map(|row| frames(row).len()).sum()
    } else {
        rows.len()
    };
    let sha256 = digest(&SHA256, section).as_ref().try_into().unwrap_or_default();
    SectionLine { algorithm, rows: count(rows.len()), items: count(items), sha256 }
}

/// The columns of a section, padded.
pub(super) fn bytes(shape: SectionShape, rows: &[Row]) -> Vec<u8> {
    let mut layout = SectionLayout::appending(Vec::new());
    match shape {
        SectionShape::Keys => {
            layout
                .column(rows.iter().filter_map(|row| row.key.bytes().first_chunk::<16>().copied()));
        }
        SectionShape::Hashes => layout.halves(rows.iter().map(|row| row.key.bytes())),
        SectionShape::Frames => {
            layout.halves(rows.iter().flat_map(|row| frames(row).iter().map(|frame| &frame[..])));
            layout.column(starts(rows).map(u32::to_le_bytes));
        }
        SectionShape::Values { bytes: _ } => {
            layout.wide_column(rows.iter().map(|row| row.key.bytes()));
        }
    }
    layout.column(rows.iter().map(|row| row.entry.to_le_bytes()));
    layout.column(rows.iter().map(|row| row.mask.to_le_bytes()));
    layout.into_bytes()
}

fn frames(row: &Row) -> &[[u8; 32]] {
    match &row.key {
        Key::Frames(frames) => frames,
        Key::Tag(_) | Key::Hash(_) | Key::Lent(_) => &[],
    }
}

/// Where each video begins, and where the last one ends.
fn starts(rows: &[Row]) -> impl Iterator<Item = u32> {
    let counts = rows.iter().map(|row| u32::try_from(frames(row).len()).unwrap_or(u32::MAX));
    core::iter::once(0).chain(counts.scan(0_u32, |end, count| {
        *end = end.saturating_add(count);
        Some(*end)
    }))
}
