//! Videos that a decoder of the app's opens.
//!
//! The decoder runs on a thread of its own and asks the thread that scans: for bytes of the file, which
//! that thread alone may read, and to take frames. So a scan that is cancelled leaves at once, also if the
//! decoder does not.

mod decoder;
mod file;
mod served;
#[cfg(test)]
mod tests;

pub use decoder::{LentVideoDecoder, VideoDecoder, VideoKind, VideoSeen};
pub use file::VideoFile;
