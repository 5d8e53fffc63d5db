use presend::set::manifest::Manifest;
use presend::set::note::Note;

use super::path::{TILE_WIDTH, tile_path};
use super::{Log, LogError};
use crate::file;

/// Most signature lines of a manifest.
const MAX_SIGNATURES: usize = 64;

impl Log {
    /// Adds a signed manifest, and says where it stands. A set and version is logged once, and
    /// versions rise.
    ///
    /// # Errors
    /// Why it is not added.
    pub fn append(&self, entry: &[u8]) -> Result<u64, LogError> {
        let manifest = manifest_of(entry)?;
        let _lock = self.lock()?;
        let entries = self.entries()?;
        let known = entries.iter().map(|entry| manifest_of(entry));
        for known in known {
            let known = known?;
            if known.set == manifest.set && known.version == manifest.version {
                return Err(LogError::Logged);
            }
            if known.set == manifest.set && known.version > manifest.version {
                return Err(LogError::NotNewer);
            }
        }
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
