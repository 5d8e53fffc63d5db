//! From one version of a set to the next without sending what stayed. Integers are little-endian.
//!
//! ```text
//! magic "PKHD\x01\0\r\n" | total_len u64 | from_leaf[32] | head_len u32 | zero to 64
//! head                                  the new file's bytes up to its first section
//! for each new section, in its order:
//!   removed u32 | added u32
//!   old row numbers u32 * removed       strictly ascending
//!   (key || entry u32 || mask u16) * added   in row order; key as authorities sign it
//! ```
//!
//! A row whose entry or mask changed is removed and added. What comes out is the new file byte for
//! byte, and then passes every check of an install.

mod added;
mod apply;
mod columns;
mod merge;

use core::fmt;

use crate::closed_list::closed_list;

pub use apply::apply;

/// How a delta begins.
pub const MAGIC: [u8; 8] = *b"PKHD\x01\0\r\n";

/// Bytes before the head.
pub const HEADER_BYTES: usize = 64;

closed_list! {
    /// Why a delta is refused.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum DeltaFault {
        /// It does not begin as a delta does.
        NotADelta = "NotADelta",
        /// A delta of a version that this build does not know.
        UnsupportedVersion = "UnsupportedDelta",
        /// Shorter or longer than it says.
        Length = "DeltaLength",
        /// The result would be larger than the pins allow.
        TooLarge = "DeltaTooLarge",
        /// It was made for another version than the active one, or for another salt.
        WrongBase = "WrongBase",
        /// Its parts do not fit each other or the old file.
        BadLayout = "BadDelta",
    }
}

impl fmt::Display for DeltaFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotADelta => "the file does not begin as a delta does",
            Self::UnsupportedVersion => "the delta is of a version that this build does not know",
            Self::Length => "the delta is shorter or longer than it says",
            Self::TooLarge => "the new set would be larger than the pins allow",
            Self::WrongBase => "the delta was made for another version, or for another salt",
            Self::BadLayout => "the parts of the delta do not fit each other or the old set",
        })
    }
}

impl core::error::Error for DeltaFault {}
