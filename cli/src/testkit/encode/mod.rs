//! Writers of every format that the core reads. They write to memory and give the same bytes each
//! time.

pub(crate) mod bmp;
pub(crate) mod exif;
pub(crate) mod gif;
pub(crate) mod ico;
pub(crate) mod jpeg;
pub(crate) mod png;
pub(crate) mod pnm;
pub(crate) mod qoi;
pub(crate) mod tga;
pub(crate) mod tiff;
pub(crate) mod webp;
pub(crate) mod zip;

/// A file in memory, or why its encoder refused.
pub(crate) type Encoded = Result<Vec<u8>, Box<dyn core::error::Error + Send + Sync>>;
