use super::algorithm::NearForm;
use crate::hash::digest::DigestKind;
use crate::lent::LentForm;

/// What a section of a set file holds. The order is the order in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionAlgorithm {
    /// Tags of digests of files.
    Exact(DigestKind),
    /// PDQ hashes of pictures.
    Near(NearForm),
    /// PDQ hashes of the frames of videos.
    Vpdq,
    /// Tags of the SHA-256 of expressions, by which links are listed: see [`crate::text`].
    Url,
    /// Values of a hash that an app lends; which one, the manifest says in its `lent` line.
    Lent,
    /// PDQ hashes of innocent pictures that lie near a listed one: the exclusion list.
    Cleared,
    /// Tags of the SHA-256 of the built-in test pictures.
    CanarySha256,
    /// PDQ hashes of the built-in test pictures.
    CanaryPdq,
}

impl SectionAlgorithm {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 12] = [
        Self::Exact(DigestKind::Blake3),
        Self::Exact(DigestKind::Sha256),
        Self::Exact(DigestKind::Sha1),
        Self::Exact(DigestKind::Md5),
        Self::Near(NearForm::Pdq),
        Self::Near(NearForm::Pdq512),
        Self::Vpdq,
        Self::Url,
        Self::Lent,
        Self::Cleared,
        Self::CanarySha256,
        Self::CanaryPdq,
    ];

    /// The name in manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact(kind) => kind.name(),
            Self::Near(form) => form.name(),
            Self::Vpdq => "vpdq",
            Self::Url => "url-sha256",
            Self::Lent => "lent",
            Self::Cleared => "cleared",
            Self::CanarySha256 => "canary-sha256",
            Self::CanaryPdq => "canary-pdq",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.name() == name)
    }

    /// Which columns its rows have, in a set with this lent hash. `None` for rows of a lent hash that
    /// nobody names.
    #[must_use]
    pub fn shape(self, lent: Option<LentForm>) -> Option<SectionShape> {
        Some(match self {
            Self::Exact(_) | Self::Url | Self::CanarySha256 => SectionShape::Keys,
            Self::Near(_) | Self::Cleared | Self::CanaryPdq => SectionShape::Hashes,
            Self::Vpdq => SectionShape::Frames,
            Self::Lent => SectionShape::Values { bytes: lent?.bytes() },
        })
    }

    /// True for those whose distances the manifest states in a `match` line.
    #[must_use]
    pub const fn is_perceptual(self) -> bool {
        matches!(self, Self::Near(_) | Self::Vpdq)
    }

    /// True for those whose rows are listed items, with an entry number each.
    #[must_use]
    pub const fn has_entries(self) -> bool {
        !matches!(self, Self::Cleared | Self::CanarySha256 | Self::CanaryPdq)
    }
}

/// The columns of a section; see [`super::section`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionShape {
    /// key | entry | mask
    Keys,
    /// hi | lo | entry | mask
    Hashes,
    /// hi | lo | first | entry | mask
    Frames,
    /// value | entry | mask
    Values {
        /// Bytes of a value.
        bytes: u16,
    },
}

impl SectionShape {
    /// Bytes of a section with so many rows and items, each column padded; `None` if there is no
    /// such number.
    #[must_use]
    pub fn length(self, rows: u64, items: u64) -> Option<u64> {
        let column = |rows: u64, width: u64| {
            rows.checked_mul(width).and_then(|length| length.checked_next_multiple_of(64))
        };
        let first = rows.checked_add(1)?;
        let columns = match self {
            Self::Keys => [column(rows, 16)?, 0, 0, column(rows, 4)?, column(rows, 2)?],
            Self::Hashes => {
                [column(rows, 16)?, column(rows, 16)?, 0, column(rows, 4)?, column(rows, 2)?]
            }
            Self::Frames => [
                column(items, 16)?,
                column(items, 16)?,
                column(first, 4)?,
                column(rows, 4)?,
                column(rows, 2)?,
            ],
            Self::Values { bytes } => {
                [column(rows, bytes.into())?, 0, 0, column(rows, 4)?, column(rows, 2)?]
            }
        };
        columns.into_iter().try_fold(0_u64, u64::checked_add)
    }
}

#[cfg(test)]
mod tests {
    use super::SectionAlgorithm;
    use crate::lent::LentForm;

    #[test]
    fn no_lent_hash_has_the_name_of_a_section() {
        for algorithm in SectionAlgorithm::ALL {
            assert_eq!(LentForm::new(algorithm.name(), 144), None, "{algorithm:?}");
        }
    }
}
