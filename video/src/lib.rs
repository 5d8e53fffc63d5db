//! Videos for [`presend`]: the frames of MP4, MOV, fragmented MP4, Matroska and WebM files, in plain Rust
//! without `unsafe`.
//!
//! ```
//! use std::sync::Arc;
//! use presend::AttachmentScanner;
//! use presend_video::SoftwareDecoder;
//!
//! let scanner = AttachmentScanner::builder().add_video_decoder(Arc::new(SoftwareDecoder)).build();
//! # drop(scanner);
//! ```
//!
//! | container | codec | what is decoded |
//! |---|---|---|
//! | MP4, MOV, fragmented MP4, Matroska | H.264 | Baseline, Main and High; progressive, 8 bits, 4:2:0 |
//! | the same | HEVC | Main and Main 10 |
//! | Matroska, WebM, MP4 | VP8 | all of it |
//! | the same | VP9 | 8, 10 and 12 bits, 4:2:0 |
//!
//! Everything else is `unsupported_format`: AV1, MPEG-4 Part 2, interlaced and deeper H.264, a second
//! track of pictures. The file is read piece by piece; what is held is an index of its samples, one coded
//! picture and the pictures that others refer to.
#![forbid(unsafe_code)]

mod bits;
mod codec;
mod file;
mod matroska;
mod mp4;
mod nal;
mod play;
mod track;

use presend::decode::{BlockReader, VideoDecoder, VideoFrames};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use self::file::File;

/// Opens videos by itself: without the system, a graphics card or a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct SoftwareDecoder;

impl VideoDecoder for SoftwareDecoder {
    fn opens(&self, kind: MediaKind) -> bool {
        matches!(kind, MediaKind::Mp4 | MediaKind::QuickTime | MediaKind::WebM)
    }

    fn decode(
        &self,
        file: BlockReader<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mut file = File::new(file);
        let movie = if matroska::is_matroska(&mut file, frames)? {
            matroska::open(&mut file, frames)?
        } else {
            mp4::open(&mut file, frames)?
        };
        play::play(&mut file, movie, frames)
    }
}
