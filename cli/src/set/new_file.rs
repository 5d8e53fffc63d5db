use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::exit::Failure;
use crate::output::printable;

/// A file that takes the place of another once it is whole. Until then it lies beside it under a
/// name that no other file has, only its owner may read it, and it goes away if it is not kept.
#[derive(Debug)]
pub(super) struct NewFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl NewFile {
    /// To take the place of `path`, which must be none of `inputs`.
    pub(super) fn beside(path: &Path, inputs: &[&Path]) -> Result<Self, Failure> {
        if inputs.iter().any(|input| is_same(input, path)) {
            let why = "is read too: name another file for what is written";
            return Err(Failure::usage(format!("{} {why}", printable(path))));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let made = fs::create_dir_all(folder).and_then(|()| {
            Builder::new().prefix(".presend-").suffix(".partial").tempfile_in(folder)
        });
        let file = made.map_err(|error| failed(path, error))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// What is written so far, at the end of it.
    pub(super) fn file(&self) -> &File {
        self.file.as_file()
    }

    /// It is whole: it takes the place of the other.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let Self { file, path } = self;
        let synced = file.as_file().sync_all();
        let kept = synced.and_then(|()| file.persist(&path).map_err(|error| error.error));
        kept.map(drop).map_err(|error| failed(&path, error))
    }

    /// What a failed read or write of it is called.
    pub(super) fn failed(&self, error: impl Into<io::Error>) -> Failure {
        failed(&self.path, error.into())
    }
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::internal(format!("{}: {error}", printable(path)))
}

/// True if both name one file, by whatever links.
fn is_same(a: &Path, b: &Path) -> bool {
    same_file::is_same_file(a, b).unwrap_or(false)
}
