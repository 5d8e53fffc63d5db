//! What the store asks of a file system.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read};
use std::path::Path;

use crate::lock::private;
use crate::set::bytes::SetBytes;

/// The file system under a store. The defaults are the real ones; a host may open files in its own
/// way, by mapping them say, and a test may let a step fail.
pub trait SetFiles: Send + Sync {
    /// The bytes of a file of the store's own, which is only ever replaced by a rename.
    ///
    /// # Errors
    /// Of the system, and for what is no regular file.
    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        let mut bytes = Vec::new();
        open_regular(path)?.read_to_end(&mut bytes)?;
        Ok(SetBytes::from(bytes))
    }

    /// Writes a new file, readable by its owner only; on the disk when this returns. What has the
    /// name already is left to whoever holds it open.
    ///
    /// # Errors
    /// Of the system.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.copy(path, &mut &*bytes)
    }

    /// [`SetFiles::write`] of all that can be read from somewhere else.
    ///
    /// # Errors
    /// Of the system.
    fn copy(&self, path: &Path, from: &mut dyn Read) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private().write(true).create_new(true).open(path)?;
        io::copy(from, &mut file)?;
        file.sync_all()
    }

    /// Gives a file its name.
    ///
    /// # Errors
    /// Of the system.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Makes the names in a folder last; only Unix has a way to ask for it.
    ///
    /// # Errors
    /// Of the system.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Of the system.
    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Names of the files in a folder.
    ///
    /// # Errors
    /// Of the system.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| Ok(entry?.file_name().into_string().ok());
        fs::read_dir(folder)?.filter_map(|entry| name(entry).transpose()).collect()
    }

    /// Makes a folder, readable by its owner only, if it is not there.
    ///
    /// # Errors
    /// Of the system.
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }
}

/// The file system as it is; set files are read into memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl SetFiles for DiskFiles {}

/// Opens a file to read it. What is no regular file is refused before it is opened: a pipe would
/// hold the caller up, and a device need not end.
///
/// # Errors
/// Of the system; `InvalidInput` for what is no regular file.
pub fn open_regular(path: &Path) -> io::Result<File> {
    let other = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    if !fs::metadata(path)?.is_file() {
        return Err(other());
    }
    let file = File::open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(other()) }
}

/// A set's name as the beginning of a file's: names have no underscore, so no two become one.
pub(crate) fn file_stem(set: &str) -> String {
    set.replace('/', "_")
}

/// True if others than the owner may write in this folder. A group of the owner's own, as some systems
/// give every user and every app, is no other.
#[cfg(unix)]
pub(crate) fn others_may_write(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(folder).is_ok_and(|folder| {
        let shared = folder.mode() & 0o020 != 0 && folder.gid() != folder.uid();
        shared || folder.mode() & 0o002 != 0
    })
}

/// Where folders have no such modes nothing is known.
#[cfg(not(unix))]
pub(crate) fn others_may_write(_: &Path) -> bool {
    false
}
