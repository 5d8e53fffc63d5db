//! Files by name.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::failure::DeskFailure;

/// Opens a regular file. The name is as Python's `os.fsencode` gives it.
pub(super) fn open(name: Vec<u8>) -> Result<File, DeskFailure> {
    let failed = |error: io::Error| DeskFailure::File { code: error.raw_os_error() };
    let file = File::open(path(name)?).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_file() {
        Ok(file)
    } else {
        Err(DeskFailure::File { code: None })
    }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a name may be no text")]
fn path(name: Vec<u8>) -> Result<PathBuf, DeskFailure> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    Ok(OsString::from_vec(name).into())
}

#[cfg(not(unix))]
fn path(name: Vec<u8>) -> Result<PathBuf, DeskFailure> {
    let name = String::from_utf8(name).map_err(|_| DeskFailure::File { code: None })?;
    Ok(name.into())
}
