use super::reader::Reader;
use super::{DeltaFault, HEADER_BYTES, MAGIC};
use crate::set::bytes::SetBytes;
use crate::set::check::Bundle;
use crate::set::column::SectionLayout;
use crate::set::container::Container;
use crate::set::fault::SetFault;
use crate::set::log::leaf_hash;
use crate::set::manifest::{Manifest, SectionLine};
use crate::set::note::Note;
use crate::set::section_algorithm::{SectionAlgorithm, SectionShape};
use crate::set::view::SectionView;

/// The new file. Nothing of it is verified yet.
///
/// # Errors
/// [`DeltaFault`]; a head that is no beginning of a set file is `BadLayout`.
pub fn apply(old: &SetBytes, delta: &[u8], max_bytes: u64) -> Result<Vec<u8>, DeltaFault> {
    let base = Bundle::read_unverified(old).map_err(|_| DeltaFault::WrongBase)?;
    let mut reader = open(old, &base, delta)?;
    let (head, manifest, total) = head(&mut reader, max_bytes)?;
    if manifest.salt != base.manifest.salt {
        return Err(DeltaFault::WrongBase);
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(total).map_err(|_| DeltaFault::TooLarge)?;
    bytes.extend_from_slice(head);
    for line in &manifest.sections {
        let known = base.lines().find(|(old, _)| old.algorithm == line.algorithm);
        let known = known.map(|(_, section)| section);
        let rows = merged(line.algorithm, known, &mut reader)?;
        if u64::try_from(rows.len()).ok() != Some(line.rows) {
            return Err(DeltaFault::BadLayout);
        }
        write_section(line, &rows, &mut bytes)?;
    }
    if reader.is_empty() && bytes.len() == total { Ok(bytes) } else { Err(DeltaFault::BadLayout) }
}

/// Checks the header; what is left begins with the head.
fn open<'a>(old: &SetBytes, base: &Bundle, delta: &'a [u8]) -> Result<Reader<'a>, DeltaFault> {
    let (magic, rest) = delta.split_first_chunk::<8>().ok_or(DeltaFault::NotADelta)?;
    if *magic != MAGIC {
        let other = magic.starts_with(b"PKHD") && magic.ends_with(b"\0\r\n");
        return Err(if other { DeltaFault::UnsupportedVersion } else { DeltaFault::NotADelta });
    }
    let (total, rest) = rest.split_first_chunk::<8>().ok_or(DeltaFault::Length)?;
    if u64::try_from(delta.len()).ok() != Some(u64::from_le_bytes(*total)) {
        return Err(DeltaFault::Length);
    }
    let from_leaf = rest.first_chunk::<32>().ok_or(DeltaFault::Length)?;
    if *from_leaf != leaf_hash(old.slice(&base.container.manifest)) {
        return Err(DeltaFault::WrongBase);
    }
    Ok(Reader::new(delta.get(48..).ok_or(DeltaFault::Length)?))
}

/// The beginning of the new file, its manifest, and how long the file will be.
fn head<'a>(
    reader: &mut Reader<'a>,
    max_bytes: u64,
) -> Result<(&'a [u8], Manifest, usize), DeltaFault> {
    let length = usize::try_from(reader.u32()?).map_err(|_| DeltaFault::BadLayout)?;
    let zeros = reader.take(HEADER_BYTES.saturating_sub(52))?;
    let head = reader.take(length)?;
    let container = Container::parse_head(head).map_err(|_: SetFault| DeltaFault::BadLayout)?;
    let region = head.get(container.manifest.clone()).unwrap_or_default();
    let manifest = Note::parse(region, 64).ok().and_then(|note| Manifest::parse(note.text()).ok());
    let manifest = manifest.ok_or(DeltaFault::BadLayout)?;
    let total = manifest.sections.iter().try_fold(length, |sum, line| {
        let length = line.algorithm.shape().length(line.rows, line.items)?;
        sum.checked_add(usize::try_from(length).ok()?)
    });
    let total = total.ok_or(DeltaFault::TooLarge)?;
    if u64::try_from(total).map_or(true, |total| total > max_bytes) {
        return Err(DeltaFault::TooLarge);
    }
    let fits = zeros.iter().all(|zero| *zero == 0) && length == container.sections_start;
    if fits { Ok((head, manifest, total)) } else { Err(DeltaFault::BadLayout) }
}

/// A row of the new section: bytes of the delta, or a copy from the old file.
struct Row {
    key: Vec<u8>,
    entry: u32,
    mask: u16,
}

/// Old rows that stay, and new ones, in the order of the section.
fn merged(
    algorithm: SectionAlgorithm,
    known: Option<&SectionView>,
    reader: &mut Reader<'_>,
) -> Result<Vec<Row>, DeltaFault> {
    let removed = reader.count(4)?;
    let added = reader.count(smallest_row(algorithm))?;
    let mut removed = numbers(reader, removed)?.into_iter().peekable();
    let mut rows = Vec::new();
    for row in 0..known.map_or(0, SectionView::rows) {
        if removed.next_if_eq(&row).is_none() {
            rows.extend(known.map(|section| old_row(section, row)));
        }
    }
    if removed.next().is_some() {
        return Err(DeltaFault::BadLayout);
    }
    for _ in 0..added {
        rows.push(new_row(algorithm, reader)?);
    }
    // Both parts are in order already, which makes this a merge.
    match algorithm.shape() {
        SectionShape::Frames => {
            rows.sort_by(|a, b| a.entry.cmp(&b.entry).then_with(|| frames(a).cmp(frames(b))));
        }
        SectionShape::Keys | SectionShape::Hashes => rows.sort_by(|a, b| a.key.cmp(&b.key)),
    }
    Ok(rows)
}

/// The frames of a video, without their number.
fn frames(row: &Row) -> &[u8] {
    row.key.get(4..).unwrap_or_default()
}

const fn smallest_row(algorithm: SectionAlgorithm) -> usize {
    match algorithm.shape() {
        SectionShape::Keys => 16 + 6,
        SectionShape::Hashes => 32 + 6,
        SectionShape::Frames => 4 + 32 + 6,
    }
}

fn numbers(reader: &mut Reader<'_>, count: usize) -> Result<Vec<usize>, DeltaFault> {
    let mut numbers: Vec<usize> = Vec::with_capacity(count);
    for _ in 0..count {
        let number = usize::try_from(reader.u32()?).map_err(|_| DeltaFault::BadLayout)?;
        if numbers.last().is_some_and(|last| *last >= number) {
            return Err(DeltaFault::BadLayout);
        }
        numbers.push(number);
    }
    Ok(numbers)
}

fn old_row(section: &SectionView, row: usize) -> Row {
    let mut key = Vec::new();
    section.push_key(row, &mut key);
    Row { key, entry: section.entry(row).unwrap_or(0), mask: section.mask(row).unwrap_or(0) }
}

fn new_row(algorithm: SectionAlgorithm, reader: &mut Reader<'_>) -> Result<Row, DeltaFault> {
    let key = match algorithm.shape() {
        SectionShape::Keys => reader.take(16)?.to_vec(),
        SectionShape::Hashes => reader.take(32)?.to_vec(),
        SectionShape::Frames => {
            let frames = reader.count(32)?;
            let length = u32::try_from(frames).map_err(|_| DeltaFault::BadLayout)?.to_le_bytes();
            let bytes = frames.checked_mul(32).ok_or(DeltaFault::BadLayout)?;
            [&length[..], reader.take(bytes)?].concat()
        }
    };
    Ok(Row { key, entry: reader.u32()?, mask: reader.u16()? })
}

/// Appends the section, if it has the length that the manifest says.
fn write_section(line: &SectionLine, rows: &[Row], to: &mut Vec<u8>) -> Result<(), DeltaFault> {
    let mut layout = SectionLayout::appending(core::mem::take(to));
    match line.algorithm.shape() {
        SectionShape::Keys => {
            layout.column(rows.iter().filter_map(|row| row.key.first_chunk::<16>().copied()));
        }
        SectionShape::Hashes => layout.halves(rows.iter().map(|row| row.key.as_slice())),
        SectionShape::Frames => {
            layout.halves(rows.iter().flat_map(|row| frames(row).chunks(32)));
            layout.column(starts(rows)?.into_iter().map(u32::to_le_bytes));
        }
    }
    layout.column(rows.iter().map(|row| row.entry.to_le_bytes()));
    layout.column(rows.iter().map(|row| row.mask.to_le_bytes()));
    *to = layout.into_bytes();
    Ok(())
}

/// Where each video begins, and where the last one ends.
fn starts(rows: &[Row]) -> Result<Vec<u32>, DeltaFault> {
    let mut starts = vec![0];
    let mut end = 0_u32;
    for row in rows {
        let count = row.key.first_chunk::<4>().map(|count| u32::from_le_bytes(*count));
        let next = count.and_then(|count| end.checked_add(count));
        end = next.ok_or(DeltaFault::BadLayout)?;
        starts.push(end);
    }
    Ok(starts)
}
