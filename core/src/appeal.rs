//! How a user contests a report: a code that names it, and where to go with it.

use core::fmt;

use crate::set::base64::encode;

/// Names one report towards its recipient: 16 random bytes, made for it alone. The user is shown it, the
/// journal keeps it, and the sealed report holds it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AppealCode([u8; 16]);

impl AppealCode {
    /// A new code; `None` if the system gives no random bytes.
    pub(crate) fn random() -> Option<Self> {
        let mut bytes = [0; 16];
        let random = ring::rand::SystemRandom::new();
        ring::rand::SecureRandom::fill(&random, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// Reads base64 of 16 bytes, in its one canonical form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        crate::set::base64::decode_16(text).map(Self)
    }
}

/// 24 letters of base64.
impl fmt::Display for AppealCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&encode(&self.0))
    }
}

impl fmt::Debug for AppealCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppealCode(..)")
    }
}

/// Where a user contests a report: the address of a page or a letter box, as the app names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealDesk(String);

impl AppealDesk {
    /// An address of printable ASCII without blanks, 1 to 255 characters; `None` for anything else.
    #[must_use]
    pub fn new(address: &str) -> Option<Self> {
        let fits = !address.is_empty() && address.len() <= 255;
        let printable = address.bytes().all(|byte| byte.is_ascii_graphic());
        (fits && printable).then(|| Self(address.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{AppealCode, AppealDesk};

    #[test]
    fn a_code_is_read_only_as_it_is_written_and_no_two_are_equal() {
        let codes = [AppealCode::random(), AppealCode::random()];
        assert_ne!(codes[0], codes[1]);
        for code in codes.into_iter().flatten() {
            assert_eq!(AppealCode::parse(&code.to_string()), Some(code));
            assert_eq!(code.to_string().len(), 24);
            assert_eq!(AppealCode::parse(&code.to_string().to_lowercase()[..23]), None);
        }
        for text in ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAB==", "AAAAAAAAAAAAAAAAAAAAAA==\n"] {
            assert_eq!(AppealCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_is_one_word() {
        assert!(AppealDesk::new("https://office.example/contest").is_some());
        for address in ["", "two words", "line\n", "caf\u{e9}", &"a".repeat(256)] {
            assert_eq!(AppealDesk::new(address), None, "{address}");
        }
    }
}
