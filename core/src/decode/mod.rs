//! Picture bytes -> canonical luma rows, as a person sees them, under [`crate::limits::Limits`].

mod sink;

pub use sink::{FrameInfo, LumaRow, LumaSink, Samples};
