use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::exit::Failure;
use crate::output::printable;

/// A page replaces nothing but a page of its own kind, which begins with `mark`.
///
/// # Errors
/// A usage failure if something else is there.
pub(crate) fn refuse_to_replace_other(path: &Path, mark: &str, of: &str) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() || begins_with(path, mark) {
        return Ok(());
    }
    Err(Failure::usage(format!("{} is there already, and no page of {of}", printable(path))))
}

fn begins_with(path: &Path, mark: &str) -> bool {
    let mut beginning = Vec::new();
    let read =
        File::open(path).map(|file| file.take(mark.len() as u64).read_to_end(&mut beginning));
    path.is_file() && read.is_ok() && beginning == mark.as_bytes()
}
