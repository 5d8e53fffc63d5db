use super::added::Reader;
use super::merge::merge;
use super::{DeltaFault, HEADER_BYTES, MAGIC};
use crate::set::bytes::SetBytes;
use crate::set::check::Bundle;
use crate::set::container::Container;
use crate::set::manifest::Manifest;
use crate::set::note::Note;
use crate::set::section_algorithm::SectionAlgorithm;

/// Most signature lines of a manifest. Whether they are right is not asked here.
const MAX_SIGNATURES: usize = 64;

/// Most padding of a file: five columns of each section.
const MAX_PADDING_BYTES: usize = 64 * 5 * SectionAlgorithm::ALL.len();

/// The new file. Nothing of it is verified yet. Beside it nothing is allocated that grows with the
/// rows: old rows are copied from the old file, new ones from the delta.
///
/// # Errors
/// [`DeltaFault`]; a head that is no beginning of a set file is `BadLayout`.
pub fn apply(old: &SetBytes, delta: &[u8], max_bytes: u64) -> Result<Vec<u8>, DeltaFault> {
    let base = Bundle::read_unverified(old).map_err(|_| DeltaFault::WrongBase)?;
    let mut reader = open(&base, delta)?;
    let (head, manifest) = head(&mut reader)?;
    let total = check_total(head, &manifest, max_bytes)?;
    // Tags of another salt and values of another hash would be taken over as if they were of this one.
    let other_hash =
        manifest.lent.is_some_and(|new| base.manifest.lent.is_some_and(|old| old != new));
    if manifest.salt != base.manifest.salt || other_hash {
        return Err(DeltaFault::WrongBase);
    }
    // Each row comes from the old file or from the delta, and is not larger there.
    let sources = old.all().len().saturating_add(delta.len());
    if total > sources.saturating_add(MAX_PADDING_BYTES) {
        return Err(DeltaFault::BadLayout);
    }
    let mut file = Vec::new();
    file.try_reserve_exact(total).map_err(|_| DeltaFault::TooLarge)?;
    file.extend_from_slice(head);
    file.resize(total, 0);
    let (_, mut sections) = file.split_at_mut_checked(head.len()).ok_or(DeltaFault::BadLayout)?;
    for line in &manifest.sections {
        let known = base.lines().find(|(old, _)| old.algorithm == line.algorithm);
        let known = known.map(|(_, section)| section);
        let section =
            manifest.section_bytes(line).and_then(|length| sections.split_off_mut(..length));
        let section = section.ok_or(DeltaFault::BadLayout)?;
        let shape = manifest.shape(line.algorithm).ok_or(DeltaFault::BadLayout)?;
        merge(line, shape, known, &mut reader, section).ok_or(DeltaFault::BadLayout)?;
    }
    if reader.is_empty() { Ok(file) } else { Err(DeltaFault::BadLayout) }
}

/// Checks the header; what is left begins with the length of the head.
fn open<'a>(base: &Bundle, delta: &'a [u8]) -> Result<Reader<'a>, DeltaFault> {
    let mut reader = Reader::new(delta);
    let magic: [u8; 8] = reader.array().ok_or(DeltaFault::NotADelta)?;
    if magic != MAGIC {
        let other = magic.starts_with(b"PKHD") && magic.ends_with(b"\0\r\n");
        return Err(if other { DeltaFault::UnsupportedVersion } else { DeltaFault::NotADelta });
    }
    let total = reader.array().ok_or(DeltaFault::Length)?;
    if u64::try_from(delta.len()).ok() != Some(u64::from_le_bytes(total)) {
        return Err(DeltaFault::Length);
    }
    let from_leaf: [u8; 32] = reader.array().ok_or(DeltaFault::Length)?;
    if from_leaf == base.leaf() { Ok(reader) } else { Err(DeltaFault::WrongBase) }
}

/// The beginning of the new file, and its manifest.
fn head<'a>(reader: &mut Reader<'a>) -> Result<(&'a [u8], Manifest), DeltaFault> {
    let mut read = || {
        let length = usize::try_from(reader.number()?).ok()?;
        let zeros = reader.take(HEADER_BYTES.saturating_sub(52))?;
        let head = reader.take(length)?;
        let container = Container::parse_head(head).ok()?;
        let note = Note::parse(head.get(container.manifest.clone())?, MAX_SIGNATURES).ok()?;
        let manifest = Manifest::parse(note.text()).ok()?;
        let fits = zeros.iter().all(|zero| *zero == 0) && length == container.sections_start;
        fits.then_some((head, manifest))
    };
    read().ok_or(DeltaFault::BadLayout)
}

/// Bytes of the new file, which its header and its sections agree on.
fn check_total(head: &[u8], manifest: &Manifest, max_bytes: u64) -> Result<usize, DeltaFault> {
    let add = |sum: usize, line| sum.checked_add(manifest.section_bytes(line)?);
    let total = manifest.sections.iter().try_fold(head.len(), add).ok_or(DeltaFault::TooLarge)?;
    let number = u64::try_from(total).map_err(|_| DeltaFault::TooLarge)?;
    if number > max_bytes {
        return Err(DeltaFault::TooLarge);
    }
    let stated = head.as_chunks::<8>().0.get(1).map(|bytes| u64::from_le_bytes(*bytes));
    if stated == Some(number) { Ok(total) } else { Err(DeltaFault::BadLayout) }
}
