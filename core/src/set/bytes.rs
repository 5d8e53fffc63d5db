use core::fmt;
use core::ops::Range;
use std::sync::Arc;

/// The bytes behind a set: memory of its own or a mapped file. Clones share them.
#[derive(Clone)]
pub struct SetBytes {
    shared: Arc<dyn AsRef<[u8]> + Send + Sync>,
}

impl SetBytes {
    /// Takes the bytes without copying them.
    #[must_use]
    pub fn new(shared: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Self {
        Self { shared }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[u8] {
        (*self.shared).as_ref()
    }

    /// True if `range` is within the bytes.
    pub(crate) fn hold(&self, range: &Range<usize>) -> bool {
        (*self.shared).as_ref().get(range.clone()).is_some()
    }

    /// The bytes in `range`; empty if the owner no longer has that many.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &[u8] {
        (*self.shared).as_ref().get(range.clone()).unwrap_or_default()
    }
}

impl From<Vec<u8>> for SetBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(Arc::new(bytes))
    }
}

impl fmt::Debug for SetBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetBytes(..)")
    }
}
