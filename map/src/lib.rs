//! Opens set files by mapping them into memory, so that a set of hundreds of megabytes costs what
//! is read of it. This is a crate of its own because mapping is unsafe and the core has none of that.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use memmap2::Mmap;
use presend::set::SetBytes;
use presend::set::store::files::SetFiles;

/// Maps a set file. The file must lie in a folder that is the app's own, and only ever be replaced
/// by a rename, as the store does it: a file that is cut while it is mapped ends the process.
///
/// # Errors
/// Of the system.
pub fn open(path: &Path) -> io::Result<SetBytes> {
    let file = File::open(path)?;
    // An empty file cannot be mapped, and is no set.
    if file.metadata()?.len() == 0 {
        return Ok(SetBytes::from(Vec::new()));
    }
    #[expect(unsafe_code, reason = "the one call that this crate is for")]
    // SAFETY: the map is read only, and by the contract above nobody writes to the file or cuts it.
    let map = unsafe { Mmap::map(&file)? };
    Ok(SetBytes::new(Arc::new(map)))
}

/// The file system as it is, with set files mapped.
#[derive(Clone, Copy, Debug, Default)]
pub struct MappedFiles;

impl SetFiles for MappedFiles {
    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        open(path)
    }
}
