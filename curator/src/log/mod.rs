//! A public log of manifests as a folder of static files, which any file host serves: C2SP
//! tlog-tiles, RFC 6962 hashes, C2SP checkpoints with cosignatures.
//!
//! ```text
//! checkpoint               the signed head, with the witnesses' lines
//! tile/entries/<N>[.p/<W>] the entries, 256 to a file, each behind its length (u16, big-endian)
//! tile/<L>/<N>[.p/<W>]     the hashes, 256 to a file
//! heads                    the sizes of all heads that were signed, a line each: what proofs go on from
//! .lock                    empty, one writer at a time; it need not be published
//! ```
//! The entries come first: everything else follows from them and is written again if it is missing.

mod append;
mod audit;
mod checkpoint;
mod covered;
mod error;
mod heads;
mod path;
mod prove;
mod tiles;
pub mod tree;
mod witness;

pub use append::Gap;
pub use audit::{Audit, AuditEntry, AuditLine};
pub use covered::Uncovered;
pub use error::LogError;
pub use heads::heads_of;

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::file;

/// A log in a folder.
#[derive(Debug)]
pub struct Log {
    folder: PathBuf,
}

impl Log {
    /// Begins a log in a folder that is empty or not there.
    ///
    /// # Errors
    /// [`LogError::Exists`] if something is there.
    pub fn init(folder: &Path) -> Result<Self, LogError> {
        let taken = std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some());
        if taken {
            return Err(LogError::Exists);
        }
        file::create_folders(&folder.join("tile/entries"))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// A log that is there.
    ///
    /// # Errors
    /// [`LogError::NotALog`] if it is not.
    pub fn open(folder: &Path) -> Result<Self, LogError> {
        let is_log = folder.join("tile/entries").is_dir();
        if is_log { Ok(Self { folder: folder.to_owned() }) } else { Err(LogError::NotALog) }
    }

    /// Two who append, sign or cosign at once would lose what one of them wrote.
    fn lock(&self) -> Result<File, LogError> {
        Ok(file::lock(&self.folder.join(".lock"))?)
    }

    fn checkpoint_file(&self) -> PathBuf {
        self.folder.join("checkpoint")
    }
}
