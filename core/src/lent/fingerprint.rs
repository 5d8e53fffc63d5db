use core::fmt;

use super::terms::LentTerms;
use crate::closed_list::closed_list;

/// The value of one picture, and how it is compared.
#[derive(Clone, PartialEq, Eq)]
pub struct LentFingerprint {
    /// What the app declared of the hash.
    pub terms: LentTerms,
    /// Number of the frame in its animation or video, from 0; 0 for a still or a file.
    pub frame: u32,
    /// The value, of the length that the form says.
    pub value: Vec<u8>,
}

/// The hash alone: its values are shown to nobody by habit.
impl fmt::Debug for LentFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LentFingerprint({}, frame {}, ..)", self.terms.form(), self.frame)
    }
}

closed_list! {
    /// Why rows of a lent hash were not compared with a part of an attachment.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LentFault {
        /// The app lends no code for them.
        NoCodeLent = "no_code_lent" => "geen code uitgeleend",
        /// There was nothing that it is computed from: no bytes, or pixels that another process decoded.
        NoInput = "no_input" => "niets om het van te berekenen",
        /// The code says that the picture is too flat.
        TooFlat = "too_flat" => "te weinig om te vergelijken",
        /// The app lends code of this name for values of another length.
        OtherLength = "other_length" => "code voor een andere lengte",
        /// The code answered that it has no value.
        Failed = "failed" => "geen antwoord",
        /// The code panicked.
        Panicked = "panicked" => "de code brak af",
        /// The code was not done at its deadline, or still is at an earlier picture.
        Late = "late" => "te laat",
        /// The code answered with a value of another length than it declared.
        WrongLength = "wrong_length" => "antwoord van een verkeerde lengte",
    }
}

impl LentFault {
    /// True if something went wrong, so that the scan is not finished. A set whose hash nobody lends is
    /// compared as far as it can be, and the report says how far.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        match self {
            Self::NoCodeLent | Self::NoInput | Self::TooFlat => false,
            Self::OtherLength | Self::Failed | Self::Panicked | Self::Late | Self::WrongLength => {
                true
            }
        }
    }
}
