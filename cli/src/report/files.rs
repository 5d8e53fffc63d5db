use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use presend::sealed::REPORT_BYTES;
use presend::set::store::files::open_regular;
use presend_curator::report::RecipientKey;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::output::printable;

/// More than any private key takes.
const MAX_KEY_BYTES: usize = 4096;

pub(super) fn refused(path: &Path, why: impl core::fmt::Display) -> Failure {
    Failure::unusable_set(format!("{}: {why}", printable(path)))
}

pub(super) fn key(path: &Path) -> Result<RecipientKey, Failure> {
    let file = open_regular(path).map_err(|error| refused(path, error))?;
    // With room for all of it from the start: a buffer that grows leaves copies behind.
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_KEY_BYTES));
    let most = u64::try_from(MAX_KEY_BYTES).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut text).map_err(|error| refused(path, error))?;
    let key = core::str::from_utf8(&text).ok().and_then(|text| RecipientKey::parse(text).ok());
    key.ok_or_else(|| refused(path, "not a recipient's private key"))
}

/// A report, and a byte more of what is longer, so that the opener refuses it.
pub(super) fn report(path: &Path) -> io::Result<Vec<u8>> {
    let most = u64::try_from(REPORT_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    open_regular(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files themselves, and those in the folders, by name.
pub(super) fn all(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let failed = |error: io::Error| refused(path, error);
        let entries = fs::read_dir(path).map_err(failed)?;
        let inside: Result<Vec<PathBuf>, io::Error> =
            entries.map(|entry| entry.map(|entry| entry.path())).collect();
        let mut inside = inside.map_err(failed)?;
        inside.retain(|file| !file.is_dir());
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}
