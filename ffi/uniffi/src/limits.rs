//! The bounds of one scan.

use presend::limits::Limits as Core;

/// The bounds of one scan.
#[derive(Clone, Debug, uniffi::Record)]
pub struct Limits {
    /// Largest attachment, in bytes.
    pub max_input_bytes: u64,
    /// Largest attachment held in memory, in bytes.
    pub max_input_bytes_in_memory: u64,
    /// Most pixels of a picture.
    pub max_pixels: u64,
    /// Longest side, in pixels.
    pub max_side_pixels: u32,
    /// Most frames of an animation.
    pub max_frames: u32,
    /// Most frames pushed of a video.
    pub max_video_frames: u32,
    /// Most parts.
    pub max_parts: u32,
    /// Deepest nesting.
    pub max_depth: u32,
    /// Largest part once unpacked, in bytes.
    pub max_part_bytes: u64,
    /// Most bytes of all parts once unpacked.
    pub max_unpacked_bytes: u64,
    /// Most memory of a decoder, in bytes.
    pub max_decode_bytes: u64,
    /// Work budget, in decoded bytes.
    pub max_work_bytes: u64,
    /// Longest text, in bytes.
    pub max_text_bytes: u64,
    /// Most links of a text.
    pub max_links: u32,
}

/// The default limits.
#[uniffi::export]
#[must_use]
pub fn default_limits() -> Limits {
    Core::default().into()
}

/// Limits for an iOS share extension.
#[uniffi::export]
#[must_use]
pub fn share_extension_limits() -> Limits {
    Core::share_extension().into()
}

impl From<Core> for Limits {
    fn from(core: Core) -> Self {
        let Core {
            max_input_bytes,
            max_input_bytes_in_memory,
            max_pixels,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
        } = core;
        Self {
            max_input_bytes,
            max_input_bytes_in_memory,
            max_pixels,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
        }
    }
}

impl From<Limits> for Core {
    fn from(limits: Limits) -> Self {
        let Limits {
            max_input_bytes,
            max_input_bytes_in_memory,
            max_pixels,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
        } = limits;
        Self {
            max_input_bytes,
            max_input_bytes_in_memory,
            max_pixels,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
        }
    }
}
