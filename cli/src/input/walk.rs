use std::fs;
use std::io;
use std::path::PathBuf;
use std::vec;

use super::is_stdin;

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
#[derive(Debug)]
pub(crate) struct Walk {
    arguments: vec::IntoIter<PathBuf>,
    folders: Vec<vec::IntoIter<Listed>>,
    passed_over: usize,
}

/// One name in a folder, and whether it is a folder itself.
#[derive(Debug)]
enum Listed {
    Folder(PathBuf),
    File(PathBuf),
}

impl Walk {
    pub(super) fn new(arguments: Vec<PathBuf>) -> Self {
        Self { arguments: arguments.into_iter(), folders: Vec::new(), passed_over: 0 }
    }

    /// How many symbolic links, sockets, pipes and devices were met in folders and not opened.
    pub(crate) const fn passed_over(&self) -> usize {
        self.passed_over
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
                self.passed_over = self.passed_over.saturating_add(1);
            }
        }
        Ok(listed)
    }

    fn next_argument(&mut self) -> Option<Listed> {
        let path = self.arguments.next()?;
        let folder = !is_stdin(&path) && path.is_dir();
        Some(if folder { Listed::Folder(path) } else { Listed::File(path) })
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
