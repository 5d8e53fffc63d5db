//! PDQ, bit for bit: "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm",
//! Facebook 2019, and the code published with it.
//!
//! The whole of PDQ up to its 64x64 picture is linear and works on each axis alone: a box filter
//! twice, then picking 64 centres. [`PdqHasher`] therefore adds each row, weighted, to the few of
//! the 64 output rows that it reaches, and never holds the picture. [`mod@reference`] is the published
//! order of operations, kept as what the fast form is held against.

mod axis;
mod dct;
mod frame;
mod grid;
mod hasher;
mod hex;
mod kept;
mod kernel;
mod sampled;
mod stream;
mod value;

pub mod reference;

pub(super) use axis::Axis;
pub(super) use grid::{Grid, WindowPdq};
pub use hasher::PdqHasher;
pub use hex::HexInvalid;
pub(super) use kept::{Side, Stretch};
pub(super) use kernel::{Begun, LANES, accumulate, wide};
pub(super) use stream::reduce_row;
pub use value::{Pdq, PdqHash};

/// Outputs of each axis: PDQ works on a picture of 64x64.
const OUTPUTS: usize = 64;

/// A picture with a side under this has the hash 0 and the quality 0.
const MIN_SIDE_PIXELS: usize = 5;

/// The C++ tool brings a picture to this many pixels a side, if either side is longer.
const PRESCALED_SIDE_PIXELS: usize = 512;
