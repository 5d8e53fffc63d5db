use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use presend_curator::file::Unfinished;

use crate::exit::Failure;
use crate::output::printable;

/// A file that takes the place of another once it is whole, and of none that is read.
#[derive(Debug)]
pub(super) struct NewFile {
    file: Unfinished,
    path: PathBuf,
}

impl NewFile {
    /// To take the place of `path`, which must be none of `inputs`.
    pub(super) fn beside(path: &Path, inputs: &[&Path]) -> Result<Self, Failure> {
        // By whatever links they are named.
        let same = |input: &&Path| same_file::is_same_file(input, path).unwrap_or(false);
        if inputs.iter().any(same) {
            let why = "is read too: name another file for what is written";
            return Err(Failure::usage(format!("{} {why}", printable(path))));
        }
        let file = Unfinished::beside(path).map_err(|error| failed(path, error))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// What is written so far, at the end of it.
    pub(super) fn file(&self) -> &File {
        self.file.file()
    }

    /// It is whole.
    pub(super) fn keep(self) -> Result<(), Failure> {
        self.file.keep().map_err(|error| failed(&self.path, error))
    }

    /// What a failed read or write of it is called.
    pub(super) fn failed(&self, error: impl Into<io::Error>) -> Failure {
        failed(&self.path, error.into())
    }
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::internal(format!("{}: {error}", printable(path)))
}
