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

impl Head {
    /// Those of the leaves that this head covers, if it is their head.
    pub(super) fn covered<'a>(&self, leaves: &'a [[u8; 32]]) -> Result<&'a [[u8; 32]], LogError> {
        let covered = usize::try_from(self.size).ok().and_then(|size| leaves.get(..size));
        covered.filter(|leaves| root(leaves) == self.root).ok_or(LogError::Inconsistent)
    }
}

impl Log {
    /// Writes the tiles of all entries that are missing, then signs the new head. A head that covers
    /// all entries already stays. The witnesses' lines belong to the old head and are not taken over.
    ///
    /// # Errors
    /// `Inconsistent` if the entries do not continue the head that is there.
    pub fn checkpoint(&self, key: &SigningKey) -> Result<u64, LogError> {
        let _lock = self.lock()?;
        let leaves = self.leaves()?;
        let size = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
        let old = self.continued(key.public(), &leaves)?;
        self.write_tiles(&leaves)?;
        if old == Some(size) {
            return Ok(size);
        }
        let origin = key.public().name();
        let text = Checkpoint { origin, size, root: root(&leaves), extensions: 0 }.to_string();
        let note = format!("{text}\n{}", key.sign(&text));
        if signed(&note, key.public()) != Some(Signed::Yes) {
            return Err(LogError::WouldNotVerify);
        }
        self.remember_head(old, size)?;
        file::publish(&self.checkpoint_file(), note.as_bytes())?;
        Ok(size)
    }

    /// The size of the head that is there, if these leaves continue it.
    fn continued(&self, key: &NoteKey, leaves: &[[u8; 32]]) -> Result<Option<u64>, LogError> {
        if !self.checkpoint_file().exists() {
            return Ok(None);
        }
        let old = self.head(key)?;
        old.covered(leaves)?;
        Ok(Some(old.size))
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

/// What the note says of this key; `None` if it is no note.
pub(super) fn signed(note: &str, key: &NoteKey) -> Option<Signed> {
    Note::parse(note.as_bytes(), MAX_SIGNATURES).ok().map(|note| note.check(key))
}
