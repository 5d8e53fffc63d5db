//! Files at a curator's desk: written whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

/// A file that takes the place of another once it is whole: a reader, or a crash, sees the old or the
/// new one. Until then it lies beside it under a name that no other file has, and it goes away if it
/// is not kept.
#[derive(Debug)]
pub struct Unfinished {
    file: NamedTempFile,
    path: PathBuf,
}

impl Unfinished {
    /// Only its owner may read it: lists, submissions and sets are nobody else's.
    ///
    /// # Errors
    /// Of the system.
    pub fn beside(path: &Path) -> io::Result<Self> {
        Self::made_by(Builder::new(), path)
    }

    /// Who may read it is up to whoever publishes it.
    fn readable(path: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Self::made_by(builder, path)
    }

    fn made_by(mut builder: Builder<'_, '_>, path: &Path) -> io::Result<Self> {
        let folder = folder_of(path);
        create_folders(folder)?;
        let file = builder.prefix(".presend-").suffix(".partial").tempfile_in(folder)?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// To write it, and to read what was written.
    #[must_use]
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// It is whole: it takes the place of the other.
    ///
    /// # Errors
    /// Of the system.
    pub fn keep(self) -> io::Result<()> {
        let Self { file, path } = self;
        file.as_file().sync_all()?;
        file.persist(&path).map_err(|error| error.error)?;
        sync_folder(folder_of(&path))
    }

    fn with(self, bytes: &[u8]) -> io::Result<()> {
        self.file().write_all(bytes)?;
        self.keep()
    }
}

/// Replaces a file as a whole; only its owner may read it.
///
/// # Errors
/// Of the system.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Unfinished::beside(path)?.with(bytes)
}

/// The same for what is there to be published: a log and its checkpoints.
///
/// # Errors
/// Of the system.
pub fn publish(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Unfinished::readable(path)?.with(bytes)
}

/// Writes a file that must not be there yet and that only its owner may read: a key.
///
/// # Errors
/// Of the system; `AlreadyExists` if it is there.
pub fn create_private(path: &Path, text: &str) -> io::Result<()> {
    let mut file = private().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    sync_folder(folder_of(path))
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// How often a lock is tried, and how long between: ten seconds in all.
const TRIES: usize = 1_000;
const PAUSE: Duration = Duration::from_millis(10);

/// Waits until no one else holds this lock, and holds it until the file is dropped. The lock is an
/// empty file of its own, which stays: what it guards is replaced by renaming.
///
/// # Errors
/// Of the system; `WouldBlock` if another process holds it all the time.
pub fn lock(path: &Path) -> io::Result<File> {
    create_folders(folder_of(path))?;
    let file = private().write(true).create(true).truncate(false).open(path)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::WouldBlock, "another process holds the lock"))
}

/// Makes a folder and those above it. Each new name is on the disk before anything is put under it:
/// else a crash could keep a head and lose the entries that it covers.
pub(crate) fn create_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    if above != folder {
        create_folders(above)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.and_then(|()| sync_folder(above)),
    }
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};

    struct Temporary(PathBuf);

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn lists_and_locks_are_their_owners_whatever_lay_there_before() {
        let folder = std::env::temp_dir().join(format!("presend-modes-{}", std::process::id()));
        let folder = Temporary(folder);
        let (list, left) = (folder.0.join("list"), folder.0.join("list.new"));
        super::replace(&list, b"first").unwrap();
        assert_eq!((mode(&list), left.exists()), (0o600, false));
        for path in [&list, &left] {
            fs::write(path, b"of another").unwrap();
            fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
        }
        super::replace(&list, b"second").unwrap();
        assert_eq!((mode(&list), fs::read(&list).unwrap()), (0o600, b"second".to_vec()));
        assert_eq!(fs::read(&left).unwrap(), b"of another", "a file beside it is not its own");
        drop(super::Unfinished::beside(&list).unwrap());
        assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2, "what is not kept goes away");
        let lock = folder.0.join("lock");
        drop(super::lock(&lock).unwrap());
        assert_eq!(mode(&lock), 0o600);
    }
}
