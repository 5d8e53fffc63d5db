//! vPDQ: a video is the PDQ hashes of its frames, and two videos match by the share of their frames
//! that do. The rule and the text form are those of the tool published with PDQ.

mod rule;
mod text;

pub use rule::{VideoMatch, VideoRule};
pub use text::{VideoFrame, VideoTextError, VideoTextErrorKind, parse, write};
