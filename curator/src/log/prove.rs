use core::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::log::leaf_hash;
use presend::set::note::NoteKey;

use super::tree::path;
use super::{Log, LogError};

impl Log {
    /// The C2SP tlog-proof of an entry: its place, its path, and the head with all its lines.
    ///
    /// # Errors
    /// `NotCovered` if the entry is not in the log as far as its head goes.
    pub fn prove(&self, entry: &[u8], log_key: &NoteKey) -> Result<String, LogError> {
        let head = self.head(log_key)?;
        let leaves = self.leaves()?;
        let leaves = head.covered(&leaves)?;
        let leaf = leaf_hash(entry);
        let index = leaves.iter().position(|known| *known == leaf).ok_or(LogError::NotCovered)?;
        let mut proof = format!("c2sp.org/tlog-proof@v1\nindex {index}\n");
        for hash in path(leaves, index) {
            let _ = writeln!(proof, "{}", STANDARD.encode(hash));
        }
        Ok(format!("{proof}\n{}", head.note))
    }
}
