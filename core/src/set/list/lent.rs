use core::fmt;

use super::error::ListErrorKind;
use super::value::hex_bytes;
use crate::lent::LentForm;

/// One value of a lent hash. Its `Debug` shows which hash, and nothing of the value.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LentValue {
    form: LentForm,
    bytes: Box<[u8]>,
}

impl LentValue {
    /// A value of this hash.
    ///
    /// # Errors
    /// [`ListErrorKind::UnknownValue`] if it has another length, [`ListErrorKind::AllZeroHash`] if all of it
    /// is zero: whatever hash that is, it is not of a picture that can be told from others.
    pub fn new(form: LentForm, bytes: Vec<u8>) -> Result<Self, ListErrorKind> {
        if bytes.len() != form.length() {
            return Err(ListErrorKind::UnknownValue);
        }
        if bytes.iter().all(|byte| *byte == 0) {
            return Err(ListErrorKind::AllZeroHash);
        }
        Ok(Self { form, bytes: bytes.into_boxed_slice() })
    }

    /// Which hash it is of.
    #[must_use]
    pub const fn form(&self) -> LentForm {
        self.form
    }

    /// The value.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Reads `NAME:DIGITS`, what a word of a list has behind `lent:`.
    pub(super) fn parse(text: &[u8]) -> Result<Self, ListErrorKind> {
        let mut parts = text.splitn(2, |byte| *byte == b':');
        let (name, digits) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let read = || {
            let bytes = hex_bytes(digits)?;
            let name = core::str::from_utf8(name).ok()?;
            Some((LentForm::new(name, u16::try_from(bytes.len()).ok()?)?, bytes))
        };
        let (form, bytes) = read().ok_or(ListErrorKind::UnknownValue)?;
        Self::new(form, bytes)
    }
}

impl fmt::Debug for LentValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LentValue({}, ..)", self.form)
    }
}
