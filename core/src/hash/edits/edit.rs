use crate::closed_list::closed_list;

closed_list! {
    /// What may have been done to a picture, and is undone before it is compared.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Edit {
        /// Light and dark changed places.
        Inverted = "inverted" => "licht en donker verwisseld",
        /// A flat border was put around it.
        Trimmed = "trimmed" => "zonder rand",
        /// It is one rectangle of what is seen: of a screenshot, a page with a caption, a chat.
        Rectangle = "rectangle" => "een rechthoek erin",
        /// It was turned on a flat ground, by up to 25 degrees.
        Straightened = "straightened" => "rechtgezet",
        /// Up to a quarter of its width or height was cut away.
        Uncropped = "uncropped" => "aangevuld tot wat er was",
        /// It was turned by up to five degrees and cut to a rectangle.
        Tilted = "tilted" => "iets teruggedraaid",
    }
}

impl Edit {
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

closed_list! {
    /// Which edits a scan sees through. It is fixed per scanner, the same for every set and picture, and
    /// part of what [`describe_policy`](crate::scan::AttachmentScanner::describe_policy) says.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum EditProfile {
        /// None: a picture is compared as it is, and turned.
        None = "none",
        /// Those that need few hashes: inverted, trimmed, rectangle (at most eight) and straightened.
        Small = "small",
        /// All of them. The default.
        #[default]
        Full = "full",
    }
}

impl EditProfile {
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
