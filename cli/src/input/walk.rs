use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::vec;

use glob::Pattern;

use super::is_stdin;
use super::skipped::Skipped;

/// One thing that was found on the command line or in a folder.
#[derive(Debug)]
pub(crate) enum Found {
    /// `-`
    Stdin,
    /// Something to open. Whether it can be opened is seen then.
    File(PathBuf),
    /// A folder whose files could not be listed.
    UnlistedFolder(PathBuf, io::Error),
}

impl Found {
    /// The name it is shown under.
    pub(crate) fn path(&self) -> PathBuf {
        match self {
            Self::Stdin => PathBuf::from("-"),
            Self::File(path) | Self::UnlistedFolder(path, _) => path.clone(),
        }
    }
}

/// Finds files in the order of the command line, those of a folder sorted by name, and holds no
/// more than one listing for each level of folders.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    arguments: vec::IntoIter<PathBuf>,
    folders: Vec<vec::IntoIter<Listed>>,
    skipped: Skipped,
}

/// One name in a folder, and whether it is a folder itself.
#[derive(Clone, Debug)]
enum Listed {
    Folder(PathBuf),
    File(PathBuf),
}

impl Walk {
    pub(super) fn new(arguments: Vec<PathBuf>, exclude: Vec<Pattern>, names_skipped: bool) -> Self {
        let skipped = Skipped::new(exclude, names_skipped);
        Self { arguments: arguments.into_iter(), folders: Vec::new(), skipped }
    }

    /// What was met so far and left out or not opened.
    pub(super) const fn skipped(&self) -> &Skipped {
        &self.skipped
    }

    /// The first folder among the arguments that is not excluded.
    pub(super) fn first_folder(&self) -> Option<&Path> {
        let paths = self.arguments.as_slice().iter().map(PathBuf::as_path);
        paths.filter(|path| !self.skipped.is_excluded(path)).find(|path| is_folder(path))
    }

    fn next_in_folders(&mut self) -> Option<Listed> {
        while let Some(folder) = self.folders.last_mut() {
            if let Some(listed) = folder.next() {
                return Some(listed);
            }
            self.folders.pop();
        }
        None
    }

    /// Goes into a folder; an error becomes what was found instead.
    fn enter(&mut self, folder: PathBuf) -> Option<Found> {
        match self.list(&folder) {
            Ok(listed) => {
                self.folders.push(listed.into_iter());
                None
            }
            Err(error) => Some(Found::UnlistedFolder(folder, error)),
        }
    }

    fn list(&mut self, folder: &PathBuf) -> io::Result<Vec<Listed>> {
        let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut listed = Vec::with_capacity(entries.len());
        for entry in entries {
            let kind = entry.file_type()?;
            if kind.is_dir() {
                listed.push(Listed::Folder(entry.path()));
            } else if kind.is_file() {
                listed.push(Listed::File(entry.path()));
            } else {
                self.skipped.pass_over(&entry.path());
            }
        }
        Ok(listed)
    }

    fn next_argument(&mut self) -> Option<Listed> {
        let path = self.arguments.next()?;
        Some(if is_folder(&path) { Listed::Folder(path) } else { Listed::File(path) })
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let inside = self.next_in_folders();
            let argument = inside.is_none();
            match inside.or_else(|| self.next_argument())? {
                Listed::File(path) if argument && is_stdin(&path) => return Some(Found::Stdin),
                Listed::File(path) | Listed::Folder(path) if self.skipped.is_excluded(&path) => {
                    self.skipped.exclude(&path);
                }
                Listed::File(path) => return Some(Found::File(path)),
                Listed::Folder(path) => {
                    if let Some(found) = self.enter(path) {
                        return Some(found);
                    }
                }
            }
        }
    }
}

fn is_folder(path: &Path) -> bool {
    !is_stdin(path) && path.is_dir()
}
