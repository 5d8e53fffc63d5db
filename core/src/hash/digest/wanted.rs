use crate::closed_list::closed_list;

closed_list! {
    /// A way of taking an exact digest.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DigestKind {
        /// BLAKE3, 256 bits.
        Blake3 = "blake3",
        /// SHA-256 (FIPS 180-4).
        Sha256 = "sha256",
        /// SHA-1 (FIPS 180-4): collidable, so that a match on it alone is weak.
        Sha1 = "sha1",
        /// MD5 (RFC 1321): collidable, and the slowest of the four.
        Md5 = "md5",
    }
}

impl DigestKind {
    /// False for digests that can be forged.
    #[must_use]
    pub const fn is_strong(self) -> bool {
        matches!(self, Self::Blake3 | Self::Sha256)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Blake3 => 1,
            Self::Sha256 => 2,
            Self::Sha1 => 4,
            Self::Md5 => 8,
        }
    }
}

/// Which digests are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DigestSet {
    bits: u8,
}

impl DigestSet {
    /// No digest.
    pub const NONE: Self = Self { bits: 0 };

    /// All four.
    pub const ALL: Self = Self::NONE
        .with(DigestKind::Blake3)
        .with(DigestKind::Sha256)
        .with(DigestKind::Sha1)
        .with(DigestKind::Md5);

    /// This set and `kind`.
    #[must_use]
    pub const fn with(self, kind: DigestKind) -> Self {
        Self { bits: self.bits | kind.bit() }
    }

    /// Everything in this set or in `other`.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    /// True if `kind` is asked for.
    #[must_use]
    pub const fn contains(self, kind: DigestKind) -> bool {
        self.bits & kind.bit() != 0
    }

    /// True if nothing is asked for, so that the bytes need not be read for it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }
}

impl FromIterator<DigestKind> for DigestSet {
    fn from_iter<I: IntoIterator<Item = DigestKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        for kind in DigestKind::ALL {
            let set = DigestSet::NONE.with(kind);
            for other in DigestKind::ALL {
                assert_eq!(set.contains(other), kind == other);
            }
            assert!(DigestSet::ALL.contains(kind) && !DigestSet::NONE.contains(kind));
        }
        assert_eq!(DigestKind::ALL.into_iter().collect::<DigestSet>(), DigestSet::ALL);
        assert!(DigestSet::NONE.is_empty() && !DigestSet::ALL.is_empty());
    }
}
