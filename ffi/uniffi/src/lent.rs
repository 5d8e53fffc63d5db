//! Hashes whose code the app lends.

use std::sync::Arc;

use presend::lent as core;

use crate::failure::HostFailure;
use crate::mirror::mirrors;

/// What a lent hash is computed from.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum LentInput {
    /// A grey thumbnail of this size, a byte a pixel.
    GreyThumbnail {
        /// Width in pixels.
        width: u16,
        /// Height in pixels.
        height: u16,
    },
    /// The bytes of each file that is a picture.
    Bytes,
}

/// How far two values are from each other.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum LentDistance {
    /// Bits that differ.
    Hamming,
    /// Sum of the differences of the bytes.
    L1,
    /// Root of the sum of their squares.
    L2,
}

/// What the app declares of its hash.
#[derive(Clone, Debug, uniffi::Record)]
pub struct LentTerms {
    /// Its name, as the sets have it.
    pub name: String,
    /// Bytes of a value.
    pub value_bytes: u16,
    /// What it is computed from.
    pub input: LentInput,
    /// How values are compared.
    pub distance: LentDistance,
    /// The largest distance that is a match.
    pub threshold: u32,
    /// How long one picture may take, in milliseconds.
    pub deadline_ms: u32,
}

/// What a lent hash makes of a picture.
#[derive(Clone, Debug, uniffi::Enum)]
pub enum LentAnswer {
    /// Its value.
    Value {
        /// As many bytes as were declared.
        bytes: Vec<u8>,
    },
    /// The picture is too flat to be compared.
    TooFlat,
}

/// The app's code of one hash.
#[uniffi::export(rust, foreign)]
pub trait LentHash: Send + Sync {
    /// The value of what [`LentInput`] says. Called on a thread of its own.
    ///
    /// # Errors
    /// If it failed.
    fn value_of(&self, picture: Vec<u8>) -> Result<LentAnswer, HostFailure>;
}

/// A hash, and what is declared of it.
#[derive(uniffi::Record)]
pub struct LentCode {
    /// The terms. Those that no hash can have lend nothing: see [`lent_terms_fault`].
    pub terms: LentTerms,
    /// The code.
    pub hash: Arc<dyn LentHash>,
}

/// Why rows of a lent hash were not compared. After the first three the scan is as it is without them.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum LentFault {
    /// The app lends no code for them.
    NoCodeLent,
    /// There was nothing that it is computed from: no bytes, or pixels that another process decoded.
    NoInput,
    /// The code says that the picture is too flat.
    TooFlat,
    /// The app lends code of this name for values of another length.
    OtherLength,
    /// The code threw.
    Failed,
    /// The library itself failed at it.
    Panicked,
    /// The code was not done at its deadline, or still is at an earlier picture.
    Late,
    /// The code answered with a value of another length than it declared.
    WrongLength,
}

mirrors!(core::LentDistance, LentDistance: Hamming L1 L2);

mirrors!(
    core::LentFault,
    LentFault: NoCodeLent NoInput TooFlat OtherLength Failed Panicked Late WrongLength
);

/// Why no hash can have these terms, in words; `None` if one can.
#[uniffi::export]
#[must_use]
pub fn lent_terms_fault(terms: LentTerms) -> Option<String> {
    terms.to_core().err()
}

impl LentTerms {
    fn to_core(&self) -> Result<core::LentTerms, String> {
        let Self { name, value_bytes, input, distance, threshold, deadline_ms } = self;
        let form = core::LentForm::new(name, *value_bytes);
        let form = form.ok_or("a name of small letters, digits and `-`, and 8 to 1024 bytes")?;
        let input = match *input {
            LentInput::GreyThumbnail { width, height } => {
                core::LentInput::GreyThumbnail { width, height }
            }
            LentInput::Bytes => core::LentInput::Bytes,
        };
        core::LentTerms::new(form, input, (*distance).into(), *threshold, *deadline_ms)
            .map_err(|bad| bad.to_string())
    }
}

impl LentCode {
    /// As the core takes it.
    pub(crate) fn lowered(self) -> Option<(core::LentTerms, Arc<dyn core::LentHash>)> {
        Some((self.terms.to_core().ok()?, Arc::new(Hosted(self.hash))))
    }
}

struct Hosted(Arc<dyn LentHash>);

impl core::LentHash for Hosted {
    fn hash(&self, picture: &core::LentPicture) -> Result<core::LentAnswer, core::LentFailed> {
        let picture = match picture {
            core::LentPicture::Grey { width: _, height: _, pixels } => pixels,
            core::LentPicture::Bytes(bytes) => bytes,
        };
        match self.0.value_of(picture.to_vec()) {
            Ok(LentAnswer::Value { bytes }) => Ok(core::LentAnswer::Value(bytes)),
            Ok(LentAnswer::TooFlat) => Ok(core::LentAnswer::TooFlat),
            Err(HostFailure::Failed) => Err(core::LentFailed),
        }
    }
}
