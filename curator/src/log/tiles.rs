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
                Err(_) => file::replace(&path, &bytes)?,
            }
        }
        Ok(())
    }

    /// True if every tile is there and is what the leaves make it.
    pub(super) fn tiles_are_sound(&self, leaves: &[[u8; 32]]) -> bool {
        tile_files(leaves).iter().all(|(path, bytes)| {
            std::fs::read(self.folder.join(path)).is_ok_and(|known| known == *bytes)
        })
    }
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
