use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread;

use glob::Pattern;

use super::{Walk, is_stdin, names_from};
use crate::exit::Failure;
use crate::output::printable;

/// The files a verb is given; every verb that reads files has these.
#[derive(Debug, clap::Args)]
pub(crate) struct Files {
    /// Files to look at; `-` is standard input
    #[arg(value_name = "FILE", required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// A file that names more files, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The names in --files-from end with NUL, as `find -print0` writes them
    #[arg(short = '0', long, requires = "files_from")]
    null: bool,
    /// Look at all files in folders and in the folders in them, sorted by name. Symbolic links
    /// met there are not followed; those named on the command line are
    #[arg(short, long)]
    recursive: bool,
    /// Leave out files and folders of this name; with a `/` in it, of this path. `*`, `?` and `[..]`
    /// stay within one name, `**` does not. May be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<Pattern>,
    /// How many files to look at at the same time [default: one for each processor, at most 8]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
    /// Name what was left out or not opened, instead of counting it
    #[arg(short, long)]
    verbose: bool,
}

impl Files {
    /// True if it can be no more than one file.
    pub(crate) const fn is_one(&self) -> bool {
        self.paths.len() == 1 && self.files_from.is_none() && !self.recursive
    }
}

/// More at a time are limited by memory: each file may take up to `Limits::max_decode_bytes`.
const MOST_JOBS: usize = 8;

/// How many files there are, once that is known.
pub(crate) type Total = Arc<OnceLock<usize>>;

impl Files {
    /// All files in these folders and in the folders in them.
    pub(crate) fn of_folders(folders: &[PathBuf], jobs: Option<u16>) -> Self {
        let paths = folders.to_vec();
        let exclude = Vec::new();
        let (files_from, null, recursive, verbose) = (None, false, true, false);
        Self { paths, files_from, null, recursive, exclude, jobs, verbose }
    }

    /// How many files to look at at the same time.
    pub(crate) fn jobs(&self) -> usize {
        let processors = || thread::available_parallelism().map_or(1, usize::from);
        self.jobs.map_or_else(|| processors().min(MOST_JOBS), usize::from)
    }

    /// The files, found one after the other.
    ///
    /// # Errors
    /// A usage failure if a folder is named without `-r`, or standard input twice; an unusable-set
    /// failure if the file of names cannot be read.
    pub(super) fn walk(&self) -> Result<Walk, Failure> {
        let mut paths = self.paths.clone();
        if paths.iter().chain(&self.files_from).filter(|path| is_stdin(path)).count() > 1 {
            return Err(Failure::usage("standard input (-) can be read only once"));
        }
        if let Some(names) = &self.files_from {
            paths.extend(names_from::read(names, self.null)?);
        }
        let walk = Walk::new(paths, self.exclude.clone(), self.verbose);
        if !self.recursive
            && let Some(folder) = walk.first_folder()
        {
            let folder = printable(folder);
            return Err(Failure::usage(format!(
                "{folder} is a folder; -r looks at all files in it"
            )));
        }
        Ok(walk)
    }

    /// How many files such a walk will find. Folders are counted beside the work, and only if
    /// somebody can see the number.
    pub(super) fn total(&self, walk: &Walk) -> Total {
        let (total, walk) = (Total::default(), walk.clone());
        let counted = Arc::clone(&total);
        let count = move || {
            let _ = counted.set(walk.count());
        };
        match (self.recursive, io::stderr().is_terminal()) {
            (false, _) => count(),
            // Without a thread there is no total: that is no reason to stop.
            (true, true) => {
                let _ = thread::Builder::new().spawn(count);
            }
            (true, false) => {}
        }
        total
    }
}
