use core::fmt;

/// Most own checks of one scanner.
pub const MAX_OWN_CHECKS: usize = 4;

/// Longest name of one, in bytes.
pub const MAX_OWN_NAME_BYTES: usize = 24;

/// What the app calls an own check: `[a-z][a-z0-9_-]{0,23}`. It is in reports, in the journal and in the
/// policy's description, so it has no room for content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OwnCheckName(String);

impl OwnCheckName {
    /// `None` if it is not of that form.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b);
        let is_name = name.len() <= MAX_OWN_NAME_BYTES
            && name.bytes().all(inner)
            && name.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OwnCheckName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an own check was not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnCheckRefused {
    /// Its name is not of the form of an [`OwnCheckName`].
    Name,
    /// There is one of that name already.
    Twice,
    /// There are [`MAX_OWN_CHECKS`] already.
    TooMany,
}

impl fmt::Display for OwnCheckRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => {
                "the name of an own check has 1 to 24 of a-z, 0-9, _ and -, a letter first"
            }
            Self::Twice => "there is an own check of that name already",
            Self::TooMany => "a scanner has 4 own checks at most",
        })
    }
}

impl core::error::Error for OwnCheckRefused {}

#[cfg(test)]
mod tests {
    use super::{MAX_OWN_CHECKS, MAX_OWN_NAME_BYTES, OwnCheckName, OwnCheckRefused};

    #[test]
    fn a_name_has_no_room_for_content() {
        let longest = "a".repeat(MAX_OWN_NAME_BYTES);
        for name in ["spelling", "a", "s-2_x", longest.as_str()] {
            assert_eq!(OwnCheckName::new(name).map(|name| name.to_string()), Some(name.to_owned()));
        }
        let longer = "a".repeat(MAX_OWN_NAME_BYTES + 1);
        for name in ["", " ", "a b", "2a", "-a", "_", "A", "a,b", "a.b", "\u{e9}", "a\n", &longer] {
            assert_eq!(OwnCheckName::new(name), None, "{name}");
        }
    }

    #[test]
    fn every_character_but_those_of_the_form_is_refused() {
        for c in (0..=0x2_FFFF).filter_map(char::from_u32) {
            let first = c.is_ascii_lowercase();
            let later = first || c.is_ascii_digit() || c == '_' || c == '-';
            assert_eq!(OwnCheckName::new(&c.to_string()).is_some(), first, "{c:?}");
            assert_eq!(OwnCheckName::new(&format!("a{c}")).is_some(), later, "{c:?}");
        }
    }

    #[test]
    fn the_refusals_say_the_bounds() {
        let bound = |bound: usize| format!(" {bound} ");
        assert!(OwnCheckRefused::Name.to_string().contains(&bound(MAX_OWN_NAME_BYTES)));
        assert!(OwnCheckRefused::TooMany.to_string().contains(&bound(MAX_OWN_CHECKS)));
    }
}
