//! The files of [`crate::journal::FileJournal`]: readable by their user only.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::lock::{self, NoLock, Patience, private};

/// The chain: lines, only ever appended to.
pub(super) const CHAIN: &str = "journal";
/// Where the chain ends, and the open day: replaced as a whole.
pub(super) const STATE: &str = "state";
const LOCK: &str = "lock";

/// Whether the disk must have it before the call returns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Flush {
    Yes,
    No,
}

/// A folder with a journal.
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(path)?;
        Ok(Self { path: path.to_owned() })
    }

    /// Waits until this is the only user of the folder; dropping the file ends that.
    pub(super) fn lock(&self) -> Result<File, NoLock> {
        lock::lock(&self.path.join(LOCK), Patience::USUAL)
    }

    /// All of a file; `None` if it is not there.
    pub(super) fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        present(fs::read(self.path.join(name)))
    }

    /// Length of a file in bytes; 0 if it is not there.
    pub(super) fn length(&self, name: &str) -> io::Result<u64> {
        Ok(present(fs::metadata(self.path.join(name)))?.map_or(0, |metadata| metadata.len()))
    }

    /// The last `most` bytes of a file of this length.
    pub(super) fn end(&self, name: &str, length: u64, most: u64) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.path.join(name))?;
        file.seek(SeekFrom::Start(length.saturating_sub(most)))?;
        let mut end = Vec::new();
        file.take(most).read_to_end(&mut end)?;
        Ok(end)
    }

    /// Appends to a file, on the disk when this returns.
    pub(super) fn append(&self, name: &str, text: &str) -> io::Result<()> {
        let mut file = private().append(true).create(true).open(self.path.join(name))?;
        file.write_all(text.as_bytes())?;
        hide_time(&file);
        file.sync_data()
    }

    /// Cuts a file that is there to this length.
    pub(super) fn cut(&self, name: &str, length: u64) -> io::Result<()> {
        match present(OpenOptions::new().write(true).open(self.path.join(name)))? {
            Some(file) => {
                file.set_len(length)?;
                hide_time(&file);
                file.sync_data()
            }
            None => Ok(()),
        }
    }

    /// Replaces a file as a whole: a reader, or a crash, sees the old or the new one. Without a flush of
    /// the folder a crash may bring the old one back.
    pub(super) fn replace(&self, name: &str, text: &str, flush: Flush) -> io::Result<()> {
        let new = self.path.join(format!("{name}.new"));
        let mut file = private().write(true).create(true).truncate(true).open(&new)?;
        file.write_all(text.as_bytes())?;
        hide_time(&file);
        // Its content comes before its name: else a crash could leave a file that says nothing.
        file.sync_data()?;
        drop(file);
        fs::rename(&new, self.path.join(name))?;
        if let Ok(folder) = File::open(&self.path) {
            hide_time(&folder);
        }
        if flush == Flush::Yes { self.flush() } else { Ok(()) }
    }

    /// Makes the names in the folder last; only Unix has a way to ask for it.
    fn flush(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.path)?.sync_all() } else { Ok(()) }
    }
}

fn present<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The time of day is nobody's business, so what a file says of its last change is the same for all. A
/// file system that cannot keep it so is left alone.
fn hide_time(file: &File) {
    let _ = file.set_modified(SystemTime::UNIX_EPOCH);
}
