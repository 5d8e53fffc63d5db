use super::append::bundle_of;
use super::path::{TILE_WIDTH, tile_path, tiles};
use super::tree::root;
use super::{Log, LogError};
use crate::file;

impl Log {
    /// Writes every tile of a tree with these leaves that is not there yet.
    pub(super) fn write_tiles(&self, leaves: &[[u8; 32]]) -> Result<(), LogError> {
        for (path, bytes) in tile_files(leaves) {
            let path = self.folder.join(path);
            match std::fs::read(&path) {
                Ok(known) if known == bytes => {}
                Ok(_) => return Err(LogError::Damaged),
                Err(_) => file::publish(&path, &bytes)?,
            }
        }
        Ok(())
    }

    /// The first file that a head over these entries needs and that is not there, or is another.
    pub(super) fn wrong_file(&self, entries: &[Vec<u8>], leaves: &[[u8; 32]]) -> Option<String> {
        let needed = tile_files(leaves).into_iter().chain(bundle_files(entries));
        let is_sound = |path: &str, bytes: &[u8]| {
            std::fs::read(self.folder.join(path)).is_ok_and(|known| known == bytes)
        };
        needed.filter(|(path, bytes)| !is_sound(path, bytes)).map(|(path, _)| path).next()
    }
}

/// Path and bytes of each bundle of entries.
fn bundle_files(entries: &[Vec<u8>]) -> impl Iterator<Item = (String, Vec<u8>)> {
    let count = u64::try_from(entries.len()).unwrap_or(u64::MAX);
    let bundles = entries.chunks(usize::try_from(TILE_WIDTH).unwrap_or(usize::MAX));
    tiles(count).zip(bundles).map(|((number, width), entries)| {
        let bundle = bundle_of(entries.iter().map(Vec::as_slice)).unwrap_or_default();
        (tile_path("entries", number, width), bundle)
    })
}

/// Path and bytes of each tile.
fn tile_files(leaves: &[[u8; 32]]) -> Vec<(String, Vec<u8>)> {
    let width = usize::try_from(TILE_WIDTH).unwrap_or(usize::MAX);
    let mut files = Vec::new();
    let mut hashes = leaves.to_vec();
    for level in 0_u32.. {
        if hashes.is_empty() {
            break;
        }
        let count = u64::try_from(hashes.len()).unwrap_or(u64::MAX);
        for ((number, tile_width), hashes) in tiles(count).zip(hashes.chunks(width)) {
            files.push((tile_path(&level.to_string(), number, tile_width), hashes.concat()));
        }
        // One level up stand the roots of the full tiles.
        hashes = hashes.chunks_exact(width).map(root).collect();
    }
    files
}
