use presend::set::log::leaf_hash;
use presend::set::manifest::Manifest;
use presend::set::note::Note;
use presend::set::{Pins, VersionLeaf};

use super::covered::covered;
use super::path::{TILE_WIDTH, tile_path};
use super::{Log, LogError};
use crate::file;

/// Most signature lines of a manifest.
const MAX_SIGNATURES: usize = 64;

/// Whether a set may leave out versions in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Each version is one above the last of its set, the first is version 1.
    Refused,
    /// Versions may be left out: an audit names the place for ever.
    Allowed,
}

impl Log {
    /// Adds a manifest that a quorum of the authorities signed which these pins have for its set, and
    /// says where it stands. A set and version is logged once, versions rise one by one, and each
    /// names the one before it.
    ///
    /// # Errors
    /// Why it is not added.
    pub fn append(&self, entry: &[u8], pins: &[Pins], gap: Gap) -> Result<u64, LogError> {
        let manifest = covered(entry, pins).map_err(LogError::Uncovered)?;
        let _lock = self.lock()?;
        let entries = self.entries()?;
        check_follows(&manifest, &entries, gap)?;
        let index = u64::try_from(entries.len()).unwrap_or(u64::MAX);
        let number = index / TILE_WIDTH;
        let in_tile = usize::try_from(index % TILE_WIDTH).unwrap_or(0);
        let first = entries.len().saturating_sub(in_tile);
        let new = core::iter::once(entry);
        let bundle = bundle_of(entries.iter().skip(first).map(Vec::as_slice).chain(new));
        let bundle = bundle.ok_or(LogError::NotAManifest)?;
        let width = u64::try_from(in_tile).unwrap_or(0).saturating_add(1);
        file::publish(&self.folder.join(tile_path("entries", number, width)), &bundle)?;
        Ok(index)
    }

    /// All entries, in order.
    ///
    /// # Errors
    /// `Damaged`, or of the system.
    pub fn entries(&self) -> Result<Vec<Vec<u8>>, LogError> {
        let mut entries = Vec::new();
        for number in 0.. {
            let Some((width, bundle)) = self.widest_bundle(number)? else { break };
            let before = entries.len();
            split(&bundle, &mut entries).ok_or(LogError::Damaged)?;
            if u64::try_from(entries.len().saturating_sub(before)).ok() != Some(width) {
                return Err(LogError::Damaged);
            }
            if width < TILE_WIDTH {
                break;
            }
        }
        Ok(entries)
    }

    /// The bundle of this number with the most entries.
    fn widest_bundle(&self, number: u64) -> Result<Option<(u64, Vec<u8>)>, LogError> {
        for width in (1..=TILE_WIDTH).rev() {
            let path = self.folder.join(tile_path("entries", number, width));
            match std::fs::read(path) {
                Ok(bundle) => return Ok(Some((width, bundle))),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(None)
    }
}

/// The versions of one set are one history without a fork or a gap.
fn check_follows(manifest: &Manifest, entries: &[Vec<u8>], gap: Gap) -> Result<(), LogError> {
    let mut last: Option<VersionLeaf> = None;
    for entry in entries {
        let known = manifest_of(entry)?;
        if known.set == manifest.set {
            if known.version == manifest.version {
                return Err(LogError::Logged);
            }
            last = Some(VersionLeaf { version: known.version, leaf: leaf_hash(entry) });
        }
    }
    let highest = last.map_or(0, |last| last.version);
    if highest > manifest.version {
        return Err(LogError::NotNewer);
    }
    if gap == Gap::Refused && manifest.version > highest.saturating_add(1) {
        return Err(LogError::LeavesOut { last: highest });
    }
    // A set that begins in this log may have a past in another, but then it begins with a gap.
    if manifest.previous == last || (last.is_none() && manifest.version > 1) {
        Ok(())
    } else {
        Err(LogError::OtherHistory)
    }
}

/// The manifest of an entry.
pub(super) fn manifest_of(entry: &[u8]) -> Result<Manifest, LogError> {
    let note = Note::parse(entry, MAX_SIGNATURES).map_err(|_| LogError::NotAManifest)?;
    Manifest::parse(note.text()).map_err(|_| LogError::NotAManifest)
}

/// Each entry behind its length. `None` if one is too long for that.
pub(super) fn bundle_of<'a>(entries: impl Iterator<Item = &'a [u8]>) -> Option<Vec<u8>> {
    let mut bundle = Vec::new();
    for entry in entries {
        bundle.extend_from_slice(&u16::try_from(entry.len()).ok()?.to_be_bytes());
        bundle.extend_from_slice(entry);
    }
    Some(bundle)
}

fn split(mut bundle: &[u8], entries: &mut Vec<Vec<u8>>) -> Option<()> {
    while let Some((length, rest)) = bundle.split_first_chunk::<2>() {
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry.to_vec());
        bundle = rest;
    }
    bundle.is_empty().then_some(())
}
