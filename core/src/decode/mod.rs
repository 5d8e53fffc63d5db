//! Picture bytes -> canonical luma rows, as a person sees them, under [`crate::limits::Limits`].

mod exif;
mod guard;
mod luma;
mod reader;
mod sink;

pub use guard::Guard;
pub use reader::BlockReader;
pub use sink::{FrameInfo, LumaRow, LumaSink, Samples};
