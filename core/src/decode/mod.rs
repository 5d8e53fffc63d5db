//! Picture bytes -> canonical luma rows, as a person sees them, under [`crate::limits::Limits`].

mod animated_webp;
mod animation;
mod bmp;
mod dispatch;
mod exif;
mod gif;
mod guard;
mod jpeg;
mod luma;
mod meter;
mod pixels;
mod plane;
mod png;
mod reader;
mod reason;
#[cfg(test)]
mod recorder;
mod sink;
mod still;
mod tiff;
mod vp8l;
mod webp;

pub use dispatch::decode;
pub use guard::Guard;
pub use pixels::decode_pixels;
pub use reader::BlockReader;
pub use sink::{FrameInfo, LumaRow, LumaSink, Samples};
pub use still::{OwnedPixels, StillDecoder, decode_still};
