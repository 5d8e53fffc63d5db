use std::fs::File;
use std::path::{Path, PathBuf};

use presend::set::KnownSet;

use crate::exit::Failure;
use crate::output::printable;

/// What files are compared with; every verb that compares has these.
#[derive(Debug, clap::Args)]
pub(crate) struct Lists {
    /// A plain list of known hashes, one item a line; may be given several times. Nobody has signed
    /// it: each finding from it says so
    #[arg(long = "list", value_name = "LIST")]
    lists: Vec<PathBuf>,
}

impl Lists {
    /// Opens all of them, in order.
    ///
    /// # Errors
    /// An unusable-set failure with the file's name, and the line if one is bad.
    pub(crate) fn open(&self) -> Result<Vec<KnownSet>, Failure> {
        self.lists.iter().map(|path| open(path)).collect()
    }
}

fn open(path: &Path) -> Result<KnownSet, Failure> {
    let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(path)));
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    KnownSet::from_list_reader_unverified(&name, file).map_err(|error| failed(error.to_string()))
}
