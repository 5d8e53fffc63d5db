//! Where the state of a set is kept: a few hundred bytes that should outlive a restore of files.

use core::fmt;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::store::files::{DiskFiles, SetFiles, file_stem, others_may_write};

/// Keeps the state of each set. On a phone: in what the system's keystore protects. The text is the
/// store's; a vault only hands it back.
pub trait StateVault: Send + Sync {
    /// The text that was saved last for this set; `None` if there is none. A vault that knows that
    /// its text is lost for good, because the system dropped its key say, gives an empty one: the
    /// store then starts over and says so, where an error would keep it shut for ever.
    ///
    /// # Errors
    /// [`VaultUnavailable`] if it cannot be read now, and may be later.
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable>;

    /// Keeps this text in place of the last one, as a whole: after a crash one of the two is there.
    ///
    /// # Errors
    /// [`VaultUnavailable`] if it cannot be kept.
    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable>;
}

/// The vault cannot be read or written now. Why is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VaultUnavailable;

impl fmt::Display for VaultUnavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the state vault cannot be read or written")
    }
}

impl core::error::Error for VaultUnavailable {}

/// A vault in memory: for tests, and for what needs to remember nothing.
#[derive(Debug, Default)]
pub struct MemoryVault {
    texts: Mutex<BTreeMap<String, String>>,
}

impl StateVault for MemoryVault {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(texts.get(set).cloned())
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.insert(set.to_owned(), text.to_owned());
        Ok(())
    }
}

/// A vault in a folder, for the command line and desktops. Whoever can write the folder can put an
/// old state back: it protects against crashes, not against its owner.
#[derive(Debug)]
pub struct FileVault {
    folder: PathBuf,
}

impl FileVault {
    /// A vault in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`VaultUnavailable`], also if others may write in it.
    pub fn open(folder: &Path) -> Result<Self, VaultUnavailable> {
        DiskFiles.create_folder(folder).map_err(|_| VaultUnavailable)?;
        if others_may_write(folder) {
            return Err(VaultUnavailable);
        }
        Ok(Self { folder: folder.to_owned() })
    }

    fn file(&self, set: &str) -> PathBuf {
        self.folder.join(format!("{}.state", file_stem(set)))
    }
}

impl StateVault for FileVault {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        match std::fs::read_to_string(self.file(set)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            // What is no text is a state too, a damaged one: the store says so.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                Ok(Some(String::new()))
            }
            Err(_) => Err(VaultUnavailable),
        }
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        let (file, new) = (self.file(set), self.file(set).with_extension("state.new"));
        let saved = DiskFiles
            .write(&new, text.as_bytes())
            .and_then(|()| DiskFiles.rename(&new, &file))
            .and_then(|()| DiskFiles.sync_folder(&self.folder));
        saved.map_err(|_| VaultUnavailable)
    }
}
