use core::ops::Range;

use crate::set::bytes::SetBytes;
use crate::set::container::Container;
use crate::set::fault::SetFault;
use crate::set::log::leaf_hash;
use crate::set::manifest::{Manifest, SectionLine};
use crate::set::note::Note;
use crate::set::pins::Pins;
use crate::set::view::SectionView;

/// A set file taken apart. It says nothing about whom it comes from.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Where the parts are.
    pub container: Container,
    /// The manifest.
    pub manifest: Manifest,
    /// The sections, in the order of the manifest, and where each lies.
    pub sections: Vec<(SectionView, Range<usize>)>,
    /// The whole file.
    pub bytes: SetBytes,
}

impl Bundle {
    /// Takes a set file apart without asking who made it: for curators and auditors.
    ///
    /// # Errors
    /// What keeps it from being a set file.
    pub fn read_unverified(bytes: &SetBytes) -> Result<Self, SetFault> {
        let container = Container::parse(bytes.all())?;
        let region = bytes.slice(&container.manifest);
        let note = Note::parse(region, super::MAX_SIGNATURES).map_err(|_| SetFault::BadManifest)?;
        Self::read(bytes, container, note.text())
    }

    /// Takes a draft apart: the same file before anyone signed, its manifest bare and its proof empty.
    ///
    /// # Errors
    /// What keeps it from being a draft.
    pub fn read_draft(bytes: &SetBytes) -> Result<Self, SetFault> {
        let container = Container::parse(bytes.all())?;
        let text = core::str::from_utf8(bytes.slice(&container.manifest));
        Self::read(bytes, container, text.map_err(|_| SetFault::BadManifest)?)
    }

    pub(super) fn read(
        bytes: &SetBytes,
        container: Container,
        manifest: &str,
    ) -> Result<Self, SetFault> {
        let manifest = Manifest::parse(manifest)?;
        let mut start = container.sections_start;
        let mut sections = Vec::with_capacity(manifest.sections.len());
        for line in &manifest.sections {
            let length = manifest.section_bytes(line).ok_or(SetFault::BadLayout)?;
            let end = start.checked_add(length).ok_or(SetFault::BadLayout)?;
            let view = SectionView::new(&manifest, line, bytes.clone(), start..end);
            sections.push((view.map_err(|_| SetFault::BadLayout)?, start..end));
            start = end;
        }
        if start != bytes.all().len() {
            return Err(SetFault::BadLayout);
        }
        Ok(Self { container, manifest, sections, bytes: bytes.clone() })
    }

    /// SHA-256(0x00 || manifest region): the leaf that the set has in a log.
    #[must_use]
    pub fn leaf(&self) -> [u8; 32] {
        leaf_hash(self.bytes.slice(&self.container.manifest))
    }

    /// BLAKE3 of what comes before the sections: header, manifest and proof.
    pub(super) fn head_blake3(&self) -> [u8; 32] {
        *blake3::hash(self.bytes.slice(&(0..self.container.sections_start))).as_bytes()
    }

    /// True if every section is the one that the manifest's line names, by its SHA-256.
    #[must_use]
    pub fn sections_are_as_signed(&self) -> bool {
        check_digests(self).is_ok()
    }

    /// The sections with their lines of the manifest.
    pub fn lines(&self) -> impl Iterator<Item = (&SectionLine, &SectionView)> {
        self.manifest.sections.iter().zip(self.sections.iter().map(|(view, _)| view))
    }
}

/// Step 1, as far as it needs no header: what is shorter than it says is named with the header.
pub(super) fn check_size(bytes: &SetBytes, pins: &Pins) -> Result<(), SetFault> {
    let length = u64::try_from(bytes.all().len()).unwrap_or(u64::MAX);
    if length > pins.caps.max_bytes {
        return Err(SetFault::TooLarge);
    }
    Ok(())
}

/// Step 10.
pub(super) fn check_digests(bundle: &Bundle) -> Result<(), SetFault> {
    let mut pairs = bundle.manifest.sections.iter().zip(&bundle.sections);
    let signed = pairs.all(|(line, (_, range))| {
        let digest = ring::digest::digest(&ring::digest::SHA256, bundle.bytes.slice(range));
        digest.as_ref() == line.sha256
    });
    if signed { Ok(()) } else { Err(SetFault::SectionDigest) }
}
