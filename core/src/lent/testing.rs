//! A made-up hash for the tests of the stages that take one.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use zeroize::Zeroizing;

use super::{
    LentAnswer, LentDistance, LentFailed, LentForm, LentHash, LentInput, LentPicture, LentTerms,
};

pub(crate) fn form() -> LentForm {
    LentForm::new("made-up", 144).unwrap()
}

/// Of 12 x 12 pixels, a byte each.
pub(crate) fn terms() -> LentTerms {
    let input = LentInput::GreyThumbnail { width: 12, height: 12 };
    LentTerms::new(form(), input, LentDistance::L1, 300, 200).unwrap()
}

pub(crate) fn picture() -> LentPicture {
    LentPicture::Grey { width: 12, height: 12, pixels: Zeroizing::new(vec![7; 144]) }
}

/// The thumbnail itself; of a file, its first 144 bytes.
pub(crate) struct MadeUp;

impl LentHash for MadeUp {
    fn hash(&self, picture: &LentPicture) -> Result<LentAnswer, LentFailed> {
        match picture {
            LentPicture::Grey { pixels, .. } => Ok(LentAnswer::Value(pixels.to_vec())),
            LentPicture::Bytes(bytes) => {
                bytes.get(..144).map(|value| LentAnswer::Value(value.to_vec())).ok_or(LentFailed)
            }
        }
    }
}
