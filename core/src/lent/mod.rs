//! Hashes that an app lends: PhotoDNA, say, of which most hotlines have lists, and whose code only a
//! licence gives. The crate looks their rows up in a set and does the rest of the flow; the code that
//! turns a picture into a value is the app's.
//!
//! ```text
//! terms     LentTerms        name and length, what it is computed from, the distance, the threshold
//! picture   LentPicture      a grey thumbnail of the declared size, or the bytes of the picture file
//!   -> LentHash::hash        on a thread of its own, until the deadline
//!   -> LentFingerprint       compared with the set's rows of that name and length
//! ```

mod ask;
mod distance;
mod fingerprint;
mod form;
mod pictures;
mod terms;
#[cfg(test)]
pub(crate) mod testing;
mod thumbnail;

use zeroize::Zeroizing;

pub use ask::Lent;
pub use distance::LentDistance;
pub use fingerprint::{LentFault, LentFingerprint};
pub use form::LentForm;
pub(crate) use pictures::LentPictures;
pub use terms::{BadLentTerms, LentInput, LentTerms};

/// The app's code of one hash.
pub trait LentHash: Send + Sync {
    /// The value of one picture. It is called on a thread of its own, and may be called for several
    /// pictures at once.
    ///
    /// # Errors
    /// [`LentFailed`] if there is none: what the scan finds no other way is then undecided.
    fn hash(&self, picture: &LentPicture) -> Result<LentAnswer, LentFailed>;
}

/// What the value is computed from, as [`LentInput`] declares it. Overwritten when dropped.
pub enum LentPicture {
    /// A grey thumbnail: rows from the top, a byte a pixel, 0 is black. Turned as a person sees the
    /// picture, squeezed to the size without regard to its sides, transparent pixels over white.
    Grey {
        /// Width, in pixels.
        width: u16,
        /// Height, in pixels.
        height: u16,
        /// `width` times `height` of them.
        pixels: Zeroizing<Vec<u8>>,
    },
    /// The file, byte for byte: the code decodes it by itself.
    Bytes(Zeroizing<Vec<u8>>),
}

/// What a lent hash makes of a picture.
#[derive(Clone, PartialEq, Eq)]
pub enum LentAnswer {
    /// Its value, of the length that the form says.
    Value(Vec<u8>),
    /// The picture says too little to be compared: it is flat, say.
    TooFlat,
}

/// A lent hash has no value for a picture. It says nothing more: an error never carries content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LentFailed;

impl core::fmt::Display for LentFailed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the lent hash gave no value")
    }
}

impl core::error::Error for LentFailed {}

impl core::fmt::Debug for LentPicture {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Grey { .. } => "Grey(..)",
            Self::Bytes(_) => "Bytes(..)",
        })
    }
}

impl core::fmt::Debug for LentAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Value(_) => "Value(..)",
            Self::TooFlat => "TooFlat",
        })
    }
}
