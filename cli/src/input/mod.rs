//! Files and standard input as attachments: finding them, opening them, many at a time.

mod each_file;
mod list;
mod name;
mod open;
mod parallel;
mod pipe;
mod source;
mod walk;

use std::path::{Path, PathBuf};

use crate::exit::Failure;

pub(crate) use each_file::{Said, each_file};
pub(crate) use list::open_list;
pub(crate) use name::FileName;
pub(crate) use open::Opened;
pub(crate) use parallel::{Next, in_order};
use walk::{Found, Walk};

/// The files a verb is given; every verb that reads files has these.
#[derive(Debug, clap::Args)]
pub(crate) struct Files {
    /// Files to look at; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Look at all files in folders and in the folders in them, sorted by name. Symbolic links
    /// met there are not followed; those named on the command line are
    #[arg(short, long)]
    recursive: bool,
    /// How many files to look at at the same time [default: one for each processor, at most 8]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
}

/// More at a time are limited by memory: each file may take up to `Limits::max_decode_bytes`.
const MOST_JOBS: usize = 8;

impl Files {
    /// How many files to look at at the same time.
    pub(crate) fn jobs(&self) -> usize {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        self.jobs.map_or_else(|| processors().min(MOST_JOBS), usize::from)
    }

    /// How many files there are, if that is known before looking.
    pub(crate) fn count(&self) -> Option<usize> {
        (!self.recursive).then_some(self.paths.len())
    }

    /// The files, found one after the other.
    ///
    /// # Errors
    /// A usage failure if a folder is named without `-r`, or standard input twice.
    pub(crate) fn walk(&self) -> Result<Walk, Failure> {
        if self.paths.iter().filter(|path| is_stdin(path)).count() > 1 {
            return Err(Failure::usage("standard input (-) can be read only once"));
        }
        if let Some(folder) = self.paths.iter().find(|path| !self.recursive && path.is_dir()) {
            let folder = crate::output::printable(folder);
            return Err(Failure::usage(format!(
                "{folder} is a folder; -r looks at all files in it"
            )));
        }
        Ok(Walk::new(self.paths.clone()))
    }
}

/// True for `-`.
fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
