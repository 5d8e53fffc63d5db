//! The columns of a set: views over its bytes, cheap to make, nothing copied. Integers are
//! little-endian; each column is zero-padded to a multiple of 64 bytes.
//!
//! ```text
//! exact   key[16]*R | entry u32*R | mask u16*R                         keys ascending
//! near    hi[16]*R | lo[16]*R | entry u32*R | mask u16*R               (hi, lo) ascending
//! video   hi[16]*F | lo[16]*F | first u32*(R+1) | entry u32*R | mask u16*R
//! lent    value[BYTES]*R | entry u32*R | mask u16*R                    values ascending
//! ```

mod exact;
mod halves;
mod lent;
mod near;
mod rows;
mod video;

pub use exact::ExactSection;
pub use halves::Halves;
pub use lent::LentSection;
pub use near::NearSection;
pub use rows::Rows;
pub use video::VideoSection;

/// Why bytes are no section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSection {
    /// The columns do not fill the given range exactly, or the range is not within the bytes.
    Extent,
    /// The padding behind a column is not zero.
    Padding,
    /// Videos do not follow each other, or do not end at the last frame.
    Frames,
}

impl core::fmt::Display for BadSection {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Extent => "the columns do not fill the section",
            Self::Padding => "the padding is not zero",
            Self::Frames => "the videos do not cover the frames",
        })
    }
}

impl core::error::Error for BadSection {}
