use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::log::is_consistent;
use presend::set::note::{NoteKey, Signed};

use super::checkpoint::{Head, signed};
use super::tree::consistency;
use super::{Log, LogError};
use crate::file;
use crate::key::SigningKey;

impl Log {
    /// Cosigns the head for a witness, if it continues what this witness saw before, which it keeps
    /// in `memory`. The line is added to the published checkpoint. Without the file the witness has
    /// seen nothing yet: whoever runs it must not lose it.
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
        let _lock = self.lock()?;
        // Two runs that both read the old memory could each sign another future.
        let _memory_lock = file::lock(&beside(memory, ".lock"))?;
        let head = self.head(log_key)?;
        let seen = Seen::read(memory, &head.origin)?;
        let leaves = self.leaves()?;
        let leaves = head.covered(&leaves)?;
        let shown = usize::try_from(seen.size).unwrap_or(usize::MAX);
        let proof = consistency(leaves, shown);
        if !is_consistent(seen.size, seen.root, head.size, head.root, &proof) {
            return Err(LogError::Inconsistent);
        }
        let note = with_line(&head, &key.cosign(&head.text, now_unix_seconds));
        if signed(&note, key.public()) != Some(Signed::YesAt(now_unix_seconds)) {
            return Err(LogError::WouldNotVerify);
        }
        // It remembers before it publishes: a crash in between must not let it sign another past.
        Seen { size: head.size, root: head.root }.write(memory, &head.origin)?;
        file::publish(&self.checkpoint_file(), note.as_bytes())?;
        Ok(())
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
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
