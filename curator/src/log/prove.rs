use core::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::log::{LogHead, consistency_text, leaf_hash};
use presend::set::note::NoteKey;

use super::append::manifest_of;
use super::tree::path;
use super::{Log, LogError};

impl Log {
    /// The proof of a set file: how the log continues the heads that devices may have seen with the
    /// set, then the C2SP tlog-proof of the entry, with its place, its path, and the head with all
    /// its lines. Of heads that were signed it knows; `given_out` are those that are known to have
    /// been put into set files, and come first.
    ///
    /// # Errors
    /// `NotCovered` if the entry is not in the log as far as its head goes, `Inconsistent` if the log
    /// does not continue a head that was given out.
    pub fn prove(
        &self,
        entry: &[u8],
        log_key: &NoteKey,
        given_out: &[LogHead],
    ) -> Result<String, LogError> {
        let head = self.head(log_key)?;
        let entries = self.entries()?;
        let leaves: Vec<[u8; 32]> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let leaves = head.covered(&leaves)?;
        let leaf = leaf_hash(entry);
        let index = leaves.iter().position(|known| *known == leaf).ok_or(LogError::NotCovered)?;
        let earlier = self.earlier_heads(&manifest_of(entry)?, &entries, leaves, given_out)?;
        let mut proof = consistency_text(&earlier);
        let _ = write!(proof, "c2sp.org/tlog-proof@v1\nindex {index}\n");
        for hash in path(leaves, index) {
            let _ = writeln!(proof, "{}", STANDARD.encode(hash));
        }
        Ok(format!("{proof}\n{}", head.note))
    }
}
