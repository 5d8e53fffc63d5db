use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{is_stdin, open_list};
use crate::exit::Failure;
use crate::output::printable;

/// Room for more than a hundred thousand of the longest names.
const MAX_BYTES: u64 = 512 << 20;

/// The names in this file, or on standard input: one a line, or each with a NUL behind it. A line
/// `-` names a file, not standard input.
pub(super) fn read(from: &Path, null: bool) -> Result<Vec<PathBuf>, Failure> {
    let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(from)));
    let bytes = bytes(from).map_err(|error| failed(error.to_string()))?;
    let end = if null { b'\0' } else { b'\n' };
    let names = bytes.split(|byte| *byte == end).filter(|name| !name.is_empty());
    let paths = names.map(|name| {
        let path = path_of(name)?;
        Some(if is_stdin(&path) { Path::new(".").join(path) } else { path })
    });
    paths.collect::<Option<_>>().ok_or_else(|| failed("a name in it is not UTF-8".to_owned()))
}

fn bytes(from: &Path) -> io::Result<Vec<u8>> {
    let source: Box<dyn Read> =
        if is_stdin(from) { Box::new(io::stdin().lock()) } else { open_list(from)? };
    let mut bytes = Vec::new();
    source.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_BYTES) {
        return Err(io::Error::other(format!("longer than {MAX_BYTES} bytes")));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> Option<PathBuf> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    Some(OsStr::from_bytes(name).into())
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> Option<PathBuf> {
    core::str::from_utf8(name).ok().map(|name| name.trim_end_matches('\r').into())
}
