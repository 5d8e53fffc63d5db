/// What may have been done to a picture, and is undone before it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// Light and dark changed places.
    Inverted,
    /// A flat border was put around it.
    Trimmed,
    /// It is one rectangle of what is seen: of a screenshot, a page with a caption, a chat.
    Rectangle,
    /// It was turned on a flat ground, by up to 25 degrees.
    Straightened,
    /// Up to a quarter of its width or height was cut away.
    Uncropped,
    /// It was turned by up to five degrees and cut to a rectangle.
    Tilted,
}

impl Edit {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Inverted,
        Self::Trimmed,
        Self::Rectangle,
        Self::Straightened,
        Self::Uncropped,
        Self::Tilted,
    ];

    /// The stable name used in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inverted => "inverted",
            Self::Trimmed => "trimmed",
            Self::Rectangle => "rectangle",
            Self::Straightened => "straightened",
            Self::Uncropped => "uncropped",
            Self::Tilted => "tilted",
        }
    }

    /// The edit with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edit| edit.name() == name)
    }

    /// The largest distance at which the picture without the edit counts as found, in bits. Where
    /// the window is found exactly, nothing but a small distance is the same picture.
    #[must_use]
    pub const fn most_bits(self) -> u32 {
        match self {
            Self::Inverted | Self::Uncropped => 31,
            Self::Tilted => 28,
            Self::Trimmed | Self::Rectangle | Self::Straightened => 24,
        }
    }
}

/// Which edits a scan sees through. It is fixed per scanner, the same for every set and picture, and
/// part of what [`describe_policy`](crate::scan::AttachmentScanner::describe_policy) says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditProfile {
    /// None: a picture is compared as it is, and turned.
    None,
    /// Those that need few hashes: inverted, trimmed, rectangle (at most eight) and straightened.
    Small,
    /// All of them. The default.
    #[default]
    Full,
}

impl EditProfile {
    /// All three, the narrowest first.
    pub const ALL: [Self; 3] = [Self::None, Self::Small, Self::Full];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "small",
            Self::Full => "full",
        }
    }

    /// The profile with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// True if a scan with this profile sees through `edit`.
    #[must_use]
    pub const fn contains(self, edit: Edit) -> bool {
        match edit {
            Edit::Inverted | Edit::Trimmed | Edit::Rectangle | Edit::Straightened => {
                !matches!(self, Self::None)
            }
            Edit::Uncropped | Edit::Tilted => matches!(self, Self::Full),
        }
    }

    /// The most rectangles that are looked at.
    pub(super) const fn most_rectangles(self) -> usize {
        match self {
            Self::None => 0,
            Self::Small => 8,
            Self::Full => 14,
        }
    }
}
