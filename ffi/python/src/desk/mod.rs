//! What only a desk has: fingerprints that leave the library, files by name, and near neighbours.

mod failure;
mod file;
mod hashed;
mod near;
mod scanner;
mod sets;
mod video;

pub use failure::DeskFailure;
pub use hashed::{
    DeskContent, DeskDigests, DeskHashes, DeskPicture, hash_bytes, hash_file, hash_pixels,
};
pub use near::NearIndex;
pub use scanner::desk_scanner;
pub use sets::{PinsFacts, pins_facts, verified_set};
pub use video::{VpdqFrame, vpdq_lines};
