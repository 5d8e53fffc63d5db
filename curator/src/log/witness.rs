use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::log::is_consistent;
use presend::set::note::NoteKey;

use super::checkpoint::Head;
use super::tree::consistency;
use super::{Log, LogError};
use crate::file;
use crate::key::SigningKey;

impl Log {
    /// Cosigns the head for a witness, if it continues what this witness saw before, which it keeps
    /// in `memory`. The line is added to the published checkpoint.
    ///
    /// # Errors
    /// `Inconsistent` if the log shows this witness another past than before.
    pub fn witness(
        &self,
        key: &SigningKey,
        log_key: &NoteKey,
        memory: &Path,
        now_unix_seconds: u64,
    ) -> Result<(), LogError> {
        let head = self.head(log_key)?;
        let seen = Seen::read(memory, &head.origin)?;
        let leaves = self.leaves()?;
        let size = usize::try_from(head.size).map_err(|_| LogError::Damaged)?;
        let leaves = leaves.get(..size).ok_or(LogError::Inconsistent)?;
        let shown = usize::try_from(seen.size).unwrap_or(usize::MAX);
        let proof = consistency(leaves, shown);
        let continues = is_consistent(seen.size, seen.root, head.size, head.root, &proof);
        if !continues || super::tree::root(leaves) != head.root {
            return Err(LogError::Inconsistent);
        }
        // It remembers before it signs: a crash in between must not let it sign another past.
        Seen { size: head.size, root: head.root }.write(memory, &head.origin)?;
        let line = key.cosign(&head.text, now_unix_seconds);
        file::replace(&self.checkpoint_file(), with_line(&head, &line).as_bytes())?;
        Ok(())
    }
}

/// The note with this line, in place of an earlier one of the same key.
fn with_line(head: &Head, line: &str) -> String {
    let key = |line: &str| {
        let base64 = line.rsplit(' ').next().unwrap_or_default();
        // Name, and the id at the beginning of the signature.
        let name = line.strip_suffix(base64).unwrap_or_default().to_owned();
        (name, STANDARD.decode(base64.trim_end()).ok().and_then(|b| b.first_chunk::<4>().copied()))
    };
    let lines = head.note.strip_prefix(&head.text).unwrap_or_default();
    let others = lines.trim_start_matches('\n').split_inclusive('\n');
    let others: String = others.filter(|other| key(other) != key(line)).collect();
    format!("{}\n{others}{line}", head.text)
}

/// What a witness saw of a log: `<origin>`, size, root, a line each.
struct Seen {
    size: u64,
    root: [u8; 32],
}

impl Seen {
    /// Nothing, if the file is not there.
    fn read(memory: &Path, origin: &str) -> Result<Self, LogError> {
        match std::fs::read_to_string(memory) {
            Ok(text) => Self::parse(&text, origin).ok_or(LogError::Damaged),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self { size: 0, root: presend::set::log::EMPTY_ROOT })
            }
            Err(error) => Err(error.into()),
        }
    }

    fn parse(text: &str, origin: &str) -> Option<Self> {
        let checkpoint = presend::set::log::Checkpoint::parse(text)?;
        (checkpoint.origin == origin)
            .then_some(Self { size: checkpoint.size, root: checkpoint.root })
    }

    fn write(&self, memory: &Path, origin: &str) -> Result<(), LogError> {
        let text = format!("{origin}\n{}\n{}\n", self.size, STANDARD.encode(self.root));
        file::replace(memory, text.as_bytes())?;
        Ok(())
    }
}
