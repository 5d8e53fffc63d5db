use std::fs::File;
use std::path::{Path, PathBuf};

use presend::set::KnownSet;

use crate::exit::{Failure, note};
use crate::output::printable;

/// What files are compared with; every verb that compares has these.
#[derive(Debug, clap::Args)]
pub(crate) struct Lists {
    /// A text file of known hashes, one a line; may be given several times. Nobody has signed it:
    /// each finding from it says so
    #[arg(long = "list", value_name = "LIST")]
    lists: Vec<PathBuf>,
}

impl Lists {
    /// Opens all of them, in order. That there are none is said once, beside the files' outcome.
    ///
    /// # Errors
    /// An unusable-set failure with the file's name, and the line if one is bad.
    pub(crate) fn open(&self) -> Result<Vec<KnownSet>, Failure> {
        if self.lists.is_empty() {
            note("no --list was given: there is nothing to compare with");
        }
        self.lists.iter().map(|path| open(path)).collect()
    }
}

fn open(path: &Path) -> Result<KnownSet, Failure> {
    let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(path)));
    if path.is_dir() {
        return Err(failed("a folder, not a list".to_owned()));
    }
    let file = File::open(path).map_err(|error| failed(error.to_string()))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let set = KnownSet::from_list_reader_unverified(&name, file);
    let set = set.map_err(|error| failed(error.to_string()))?;
    // Compared with nothing, every file would come out clean.
    if set.rows() == 0 { Err(failed("no hash in it".to_owned())) } else { Ok(set) }
}
