use std::path::{Path, PathBuf};

use presend::set::KnownSet;

use super::nearest::Neighbours;
use super::now_unix_seconds;
use crate::exit::{Exit, Failure, note};
use crate::input::open_list;
use crate::output::printable;
use crate::set::PinnedSets;

/// What files are compared with; every verb that compares has these.
#[derive(Debug, clap::Args)]
pub(crate) struct Lists {
    /// A text file of known hashes, one a line; may be given several times. Nobody has signed it:
    /// each finding from it says so
    #[arg(long = "list", value_name = "LIST")]
    lists: Vec<PathBuf>,
    #[command(flatten)]
    sets: PinnedSets,
}

/// What files are compared with, as far as it could be opened.
pub(crate) struct Known {
    pub(crate) sets: Vec<KnownSet>,
    /// True if a signed set was refused: that is said, and the scan goes on without it, as an app's.
    pub(crate) lacks_a_set: bool,
}

impl Known {
    /// The exit code of a scan that came to `exit` with what could be opened.
    pub(crate) fn exit(&self, exit: Exit) -> Exit {
        if self.lacks_a_set { exit.worse(Exit::UnusableSet) } else { exit }
    }
}

impl Lists {
    /// The lines of the plain lists, to say which is nearest.
    ///
    /// # Errors
    /// As [`Neighbours::read`].
    pub(crate) fn neighbours(&self) -> Result<Neighbours, Failure> {
        Neighbours::read(&self.lists)
    }

    /// Opens all of them, in order. That there are none is said once, beside the files' outcome,
    /// and so is why a signed set is refused.
    ///
    /// # Errors
    /// An unusable-set failure with the list's name, and the line if one is bad.
    pub(crate) fn open(&self) -> Result<Known, Failure> {
        if self.lists.is_empty() && self.sets.is_empty() {
            note("no --set and no --list was given: there is nothing to compare with");
        }
        let lists: Result<Vec<_>, _> = self.lists.iter().map(|path| open(path)).collect();
        let mut known = Known { sets: lists?, lacks_a_set: false };
        for set in self.sets.open(now_unix_seconds()?)? {
            match set {
                Ok(set) => known.sets.push(set),
                Err(why) => {
                    note(&why);
                    known.lacks_a_set = true;
                }
            }
        }
        Ok(known)
    }
}

pub(super) fn open(path: &Path) -> Result<KnownSet, Failure> {
    let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(path)));
    let list = open_list(path).map_err(|error| failed(error.to_string()))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let set = KnownSet::from_list_reader_unverified(&name, list);
    let set = set.map_err(|error| failed(error.to_string()))?;
    // Compared with nothing, every file would come out clean.
    if set.rows() == 0 { Err(failed("no hash in it".to_owned())) } else { Ok(set) }
}
