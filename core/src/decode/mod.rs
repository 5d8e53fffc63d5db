//! Picture bytes -> canonical luma rows, as a person sees them, under [`crate::limits::Limits`].

mod animated_webp;
mod animation;
mod bmp;
mod bytes;
mod codec;
mod dispatch;
mod ends;
mod exif;
mod gif;
mod ico;
mod ifd;
mod jpeg;
mod luma;
mod pixels;
mod plane;
mod png;
mod pnm;
mod qoi;
mod reader;
mod reason;
#[cfg(test)]
mod recorder;
mod sink;
mod still;
mod tga;
mod tiff;
mod video;
mod vp8l;
mod webp;
#[cfg(test)]
mod whole;

pub(crate) use bmp::is_header_length as is_bitmap_header;
pub(crate) use bytes::{u16_le, u32_le, u64_le};
pub use codec::VideoCodec;
pub(crate) use dispatch::contained;
pub use dispatch::decode;
pub(crate) use ends::end;
pub(crate) use ifd::Tags;
pub(crate) use jpeg::{Outline, cmyk_rgb, outline};
pub use pixels::decode_pixels;
pub(crate) use pixels::used_pixel_bytes;
pub use reader::BlockReader;
pub use sink::{FrameInfo, LumaRow, LumaSink, Samples};
pub use still::{OwnedPixels, StillDecoder, decode_still};
pub(crate) use tga::is_header as is_targa_header;
pub(crate) use video::{Beside, Numbered, decode_video};
pub use video::{VideoDecoder, VideoFrames};

pub use crate::run::guard::Guard;
