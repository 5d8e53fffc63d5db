use core::ops::{Deref, DerefMut};

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Decoded samples of one picture; overwritten with zeros when dropped.
pub(super) struct Plane(Vec<u8>);

impl Plane {
    /// A plane of zeros. The caller asks [`super::Guard::memory`] first.
    pub(super) fn new(bytes: usize) -> Self {
        Self(vec![0; bytes])
    }
}

impl From<Vec<u8>> for Plane {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl core::fmt::Debug for Plane {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Plane(..)")
    }
}

impl Deref for Plane {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Plane {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl ZeroizeOnDrop for Plane {}

impl Drop for Plane {
    fn drop(&mut self) {
        // To write into pages that nobody used would make the system hand them out: 10 ms for a
        // cancelled picture of 24 million pixels.
        if self.0.chunks(4096).any(|part| part.iter().fold(0, |all, byte| all | byte) != 0) {
            self.0.zeroize();
        }
    }
}
