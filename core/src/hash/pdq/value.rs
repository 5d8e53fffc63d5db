use core::fmt;

/// A 256-bit PDQ hash. Its `Debug` shows no bit of it: hashes are never logged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PdqHash {
    bytes: [u8; 32],
}

impl PdqHash {
    /// From the 32 bytes of the 64 hex digits, left to right.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self { bytes }
    }

    /// The 32 bytes of the 64 hex digits, left to right.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Hamming distance: the number of bits in which the two differ, 0 to 256.
    #[must_use]
    pub fn distance_bits(&self, other: &Self) -> u32 {
        let pairs = self.bytes.iter().zip(other.bytes.iter());
        pairs.fold(0, |sum, (a, b)| sum.saturating_add((a ^ b).count_ones()))
    }

    /// The hash with every bit turned over: that of the picture with light and dark swapped.
    pub(crate) fn complement(self) -> Self {
        Self { bytes: self.bytes.map(|byte| !byte) }
    }

    /// True if exactly half the bits are set, as in the hash of every photograph: a bit says whether
    /// one of 256 values lies above their median. Only a flat or drawn picture, in which several
    /// values lie on the median, has fewer. Of random digits, such as a digest, one in twenty passes.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.distance_bits(&Self::default()) == 128
    }
}

impl fmt::Debug for PdqHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PdqHash(..)")
    }
}

/// A PDQ hash with the quality that PDQ gives the picture, 0 (flat) to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Pdq {
    /// The hash.
    pub hash: PdqHash,
    /// How much structure the 64x64 picture has. Under 50 the hash is not compared.
    pub quality: u8,
}
