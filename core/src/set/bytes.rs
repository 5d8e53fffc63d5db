use core::fmt;
use core::ops::{Deref, Range};
use std::sync::Arc;

use memmap2::Mmap;

/// The bytes behind a set. They stay as they are, so that what was checked is what is compared with:
/// memory of their own, or a mapped file. Clones share them.
#[derive(Clone)]
pub struct SetBytes {
    held: Held,
}

#[derive(Clone)]
enum Held {
    Own(Arc<Vec<u8>>),
    /// Only `unsafe` code can make one: whoever writes it vouches that nobody writes to the file.
    Mapped(Arc<Mmap>),
}

impl SetBytes {
    /// A copy of what an owner lends. It is looked at once: an owner whose bytes change later
    /// changes nothing here.
    #[must_use]
    pub fn new(owner: impl Deref<Target: AsRef<[u8]>>) -> Self {
        Self::from((*owner).as_ref().to_vec())
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        match &self.held {
            Held::Own(bytes) => bytes,
            Held::Mapped(map) => map,
        }
    }

    /// True if `range` is within the bytes.
    pub(crate) fn hold(&self, range: &Range<usize>) -> bool {
        self.all().get(range.clone()).is_some()
    }

    /// The bytes in `range`; empty if there are not that many.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &[u8] {
        self.all().get(range.clone()).unwrap_or_default()
    }
}

impl From<Vec<u8>> for SetBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self { held: Held::Own(Arc::new(bytes)) }
    }
}

impl From<Mmap> for SetBytes {
    fn from(map: Mmap) -> Self {
        Self { held: Held::Mapped(Arc::new(map)) }
    }
}

impl fmt::Debug for SetBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetBytes(..)")
    }
}
