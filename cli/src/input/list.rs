use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::pipe;

/// Opens a list to be read once. A named pipe will do, as `<(..)` of a shell; a device will not, for
/// it may never end.
///
/// # Errors
/// Of the system; an error of its own for a folder, a device or a socket, and for a pipe into which
/// nobody writes.
pub(crate) fn open_list(path: &Path) -> io::Result<Box<dyn Read>> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "a folder, not a list"));
    }
    if kind.is_file() {
        return Ok(Box::new(File::open(path)?));
    }
    if pipe::is_pipe(kind) {
        return Ok(Box::new(pipe::open(path)?));
    }
    Err(io::Error::other("a device or socket, not a file"))
}
