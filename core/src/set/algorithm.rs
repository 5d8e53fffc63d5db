/// A digest of the bytes, compared for equality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExactAlgorithm {
    /// BLAKE3, 32 bytes.
    Blake3,
    /// SHA-256, 32 bytes.
    Sha256,
    /// SHA-1, 20 bytes. Collisions can be made.
    Sha1,
    /// MD5, 16 bytes. Collisions can be made.
    Md5,
}

impl ExactAlgorithm {
    /// All four, in the order of sections in a set.
    pub const ALL: [Self; 4] = [Self::Blake3, Self::Sha256, Self::Sha1, Self::Md5];

    /// The name used in lists, in manifests and in the tag's input.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blake3 => "blake3",
            Self::Sha256 => "sha256",
            Self::Sha1 => "sha1",
            Self::Md5 => "md5",
        }
    }

    /// False for digests that can be forged.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Blake3 | Self::Sha256)
    }
}

/// Which of the two published ways of computing PDQ a section was made with. They differ by 4 to 9
/// bits on average, so one is never compared with the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NearForm {
    /// Of the picture as it is: the Python, Java and vPDQ tools.
    Pdq,
    /// Of the picture brought to 512x512 first: the C++ tool.
    Pdq512,
}

impl NearForm {
    /// The name used in lists and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdq => "pdq",
            Self::Pdq512 => "pdq512",
        }
    }
}
