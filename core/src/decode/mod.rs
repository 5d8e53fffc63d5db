//! Picture bytes -> canonical luma rows, as a person sees them, under [`crate::limits::Limits`].

mod dispatch;
mod exif;
mod guard;
mod jpeg;
mod luma;
mod pixels;
mod plane;
mod reader;
mod sink;
mod still;

pub use dispatch::decode;
pub use guard::Guard;
pub use pixels::decode_pixels;
pub use reader::BlockReader;
pub use sink::{FrameInfo, LumaRow, LumaSink, Samples};
pub use still::{OwnedPixels, StillDecoder, decode_still};
