use core::fmt;

/// Why a sound row gave no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftOut {
    /// A category that the map leaves.
    Category,
    /// An address, a text, or a hash of a kind that is not compared.
    NotCompared,
    /// The source says that it is harmless.
    Harmless,
    /// A frame of a video whose stated quality is below 50.
    LowQualityFrame,
    /// Of a known-good file: only digests that no list may hold anyway, such as that of the empty
    /// file, or a statement that adds no file.
    NoKnownGood,
}

impl LeftOut {
    /// Its stable name, as JSON shows it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::NotCompared => "not_compared",
            Self::Harmless => "harmless",
            Self::LowQualityFrame => "low_quality_frame",
            Self::NoKnownGood => "no_known_good",
        }
    }

    /// The reason in a few words.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Category => "of a category that the map leaves",
            Self::NotCompared => "of a kind that is not compared",
            Self::Harmless => "harmless, as the source says",
            Self::LowQualityFrame => "a frame of low quality",
            Self::NoKnownGood => "no digest of a known-good file",
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}
