use presend::set::log::{Checkpoint, leaf_hash};
use presend::set::note::{Note, NoteKey, Signed};

use super::tree::root;
use super::{Log, LogError};
use crate::file;
use crate::key::SigningKey;

/// Most signature lines of a checkpoint.
const MAX_SIGNATURES: usize = 64;

/// A log's head, and the text of its note.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) note: String,
    pub(super) text: String,
    pub(super) origin: String,
    pub(super) size: u64,
    pub(super) root: [u8; 32],
}

impl Log {
    /// Writes the tiles of all entries, then signs the new head. Nothing happens if the head covers
    /// all entries already. The witnesses' lines belong to the old head and are not taken over.
    ///
    /// # Errors
    /// `Inconsistent` if the entries do not continue the head that is there.
    pub fn checkpoint(&self, key: &SigningKey) -> Result<u64, LogError> {
        let leaves = self.leaves()?;
        let size = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
        if self.checkpoint_file().exists() {
            let old = self.head(key.public())?;
            let covered = usize::try_from(old.size).ok().and_then(|size| leaves.get(..size));
            if covered.map(root) != Some(old.root) {
                return Err(LogError::Inconsistent);
            }
            if old.size == size {
                return Ok(size);
            }
        }
        self.write_tiles(&leaves)?;
        let origin = key.public().name();
        let text = Checkpoint { origin, size, root: root(&leaves), extensions: 0 }.to_string();
        let note = format!("{text}\n{}", key.sign(&text));
        file::replace(&self.checkpoint_file(), note.as_bytes())?;
        Ok(size)
    }

    /// The hashes of all entries.
    ///
    /// # Errors
    /// `Damaged`, or of the system.
    pub fn leaves(&self) -> Result<Vec<[u8; 32]>, LogError> {
        Ok(self.entries()?.iter().map(|entry| leaf_hash(entry)).collect())
    }

    /// The head, if this key signed it.
    pub(super) fn head(&self, key: &NoteKey) -> Result<Head, LogError> {
        let note = std::fs::read_to_string(self.checkpoint_file());
        let note = note.map_err(|_| LogError::NoCheckpoint)?;
        let parsed = Note::parse(note.as_bytes(), MAX_SIGNATURES);
        let parsed = parsed.map_err(|_| LogError::NoCheckpoint)?;
        let head = Checkpoint::parse(parsed.text()).ok_or(LogError::NoCheckpoint)?;
        if parsed.check(key) != Signed::Yes || head.origin != key.name() {
            return Err(LogError::WrongKey);
        }
        let text = parsed.text().to_owned();
        let (origin, size, root) = (head.origin.to_owned(), head.size, head.root);
        Ok(Head { text, origin, size, root, note })
    }
}
