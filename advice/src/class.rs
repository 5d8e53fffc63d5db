//! What advice is about, and how sure it is, in two steps. There is no number.

/// What a picture may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nudity.
    Nudity,
    /// Violence, wounds or death.
    Violence,
    /// A harmless test picture, for tests and demos.
    Test,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nudity, Self::Violence, Self::Test];

    /// The stable name, as a pin has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nudity => "nudity",
            Self::Violence => "violence",
            Self::Test => "test",
        }
    }

    /// The class with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// Which classes an advisor looks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes(u8);

impl Classes {
    /// None.
    pub const NONE: Self = Self(0);

    /// These, and `class`.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | Self::bit(class))
    }

    /// True if `class` is one of them.
    #[must_use]
    pub const fn contains(self, class: Class) -> bool {
        self.0 & Self::bit(class) != 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        Class::ALL.into_iter().filter(move |class| self.contains(*class))
    }

    const fn bit(class: Class) -> u8 {
        match class {
            Class::Nudity => 1,
            Class::Violence => 2,
            Class::Test => 4,
        }
    }
}

impl FromIterator<Class> for Classes {
    fn from_iter<I: IntoIterator<Item = Class>>(classes: I) -> Self {
        classes.into_iter().fold(Self::NONE, Self::with)
    }
}

/// How likely it is that the picture shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Not likely enough to say anything.
    #[default]
    Unlikely,
    /// Possible: teenagers and children are asked.
    Possible,
    /// Likely: everybody is asked.
    Likely,
}

impl Band {
    /// All of them, weakest first.
    pub const ALL: [Self; 3] = [Self::Unlikely, Self::Possible, Self::Likely];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unlikely => "unlikely",
            Self::Possible => "possible",
            Self::Likely => "likely",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, Classes};

    #[test]
    fn each_class_has_a_name_and_a_place_of_its_own() {
        for class in Class::ALL {
            assert_eq!(Class::from_name(class.name()), Some(class));
            let only = Classes::NONE.with(class);
            assert_eq!(only.iter().collect::<Vec<_>>(), [class]);
        }
        assert_eq!(Class::ALL.into_iter().collect::<Classes>().iter().count(), Class::ALL.len());
    }
}
