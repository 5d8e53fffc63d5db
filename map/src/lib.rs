//! Opens a store's set files by mapping them into memory, so that a set of hundreds of megabytes costs
//! what is read of it. This is a crate of its own because mapping is unsafe and the core has none of
//! that.

use std::io;
use std::path::Path;

use memmap2::Mmap;
use presend::set::SetBytes;
use presend::set::store::files::{SetFiles, open_regular};

/// The file system as it is, with set files mapped: for the folder of a store, which is the app's own.
/// A file of anybody else's is not mapped but copied first
/// ([`SetStore::install_file`](presend::set::store::SetStore::install_file)).
#[derive(Clone, Copy, Debug, Default)]
pub struct MappedFiles;

impl SetFiles for MappedFiles {
    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        let file = open_regular(path)?;
        // An empty file cannot be mapped, and is no set.
        if file.metadata()?.len() == 0 {
            return Ok(SetBytes::from(Vec::new()));
        }
        #[expect(unsafe_code, reason = "the one call that this crate is for")]
        // SAFETY: the map is read only, and the files of a store are written once, under a name that
        // is not in use, and then only renamed or removed.
        let map = unsafe { Mmap::map(&file)? };
        Ok(SetBytes::from(map))
    }
}
