//! The published list: every edit by its name, its family and what it does.

mod cropped;
mod plain;
mod put;

use super::grey::Grey;

/// One edit.
#[derive(Debug)]
pub(crate) struct Edit {
    /// Stable: it is in the JSON.
    pub(in crate::eval) name: &'static str,
    pub(in crate::eval) family: Family,
    /// In words.
    pub(in crate::eval) does: &'static str,
    /// Of the JPEG that is sent.
    pub(in crate::eval) quality: u8,
    pub(in crate::eval) make: fn(&Grey) -> Grey,
}

/// What messengers send, more or less.
const QUALITY: u8 = 80;

impl Edit {
    const fn new(
        family: Family,
        name: &'static str,
        does: &'static str,
        make: fn(&Grey) -> Grey,
    ) -> Self {
        Self { name, family, does, quality: QUALITY, make }
    }

    const fn at_quality(self, quality: u8) -> Self {
        Self { quality, ..self }
    }
}

/// Edits of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Control,
    Border,
    Story,
    Caption,
    Screen,
    Chat,
    Turned,
    Tilted,
    Crop,
    Inverted,
    Over,
    Combined,
    Perspective,
}

impl Family {
    /// The stable name.
    pub(in crate::eval) const fn name(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::Border => "border",
            Self::Story => "story",
            Self::Caption => "caption",
            Self::Screen => "screen",
            Self::Chat => "chat",
            Self::Turned => "turned_on_flat_ground",
            Self::Tilted => "turned_and_cropped",
            Self::Crop => "crop",
            Self::Inverted => "inverted",
            Self::Over => "put_over",
            Self::Combined => "combined",
            Self::Perspective => "perspective",
        }
    }
}

/// All of them, in the order in which they are shown.
pub(in crate::eval) fn all() -> impl Iterator<Item = &'static Edit> {
    plain::EDITS.iter().chain(put::EDITS).chain(cropped::EDITS)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::grey::ground;
    use super::*;

    #[test]
    fn each_edit_has_a_name_of_its_own() {
        let names: BTreeSet<_> = all().map(|edit| edit.name).collect();
        assert_eq!((names.len(), all().count()), (82, 82));
        let plain = |name: &str| {
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        assert!(names.into_iter().all(plain));
    }

    #[test]
    fn each_edit_makes_something_of_the_oddest_shapes() {
        for (width, height) in [(1, 1), (3, 640), (640, 3), (64, 48)] {
            let picture = ground(width, height, 100);
            for edit in all() {
                let made = (edit.make)(&picture);
                assert!(made.width() > 0 && made.height() > 0, "{}", edit.name);
            }
        }
    }

    #[test]
    fn each_edit_changes_a_picture() {
        let picture = Grey::from_fn(64, 48, |x, y| image::Luma([(x * 3 + y * y % 50) as u8]));
        for edit in all().filter(|edit| edit.quality == QUALITY) {
            assert!((edit.make)(&picture) != picture, "{}", edit.name);
        }
    }
}
