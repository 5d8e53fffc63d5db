//! Every bound of a scan, with its unit. Each is checked before the allocation it guards.

use crate::closed_list::closed_list;

/// The bounds of one scan. All are inclusive: a value equal to the bound passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest attachment that is looked at, in bytes.
    pub max_input_bytes: u64,
    /// Largest attachment that is held in memory, in bytes; a larger one is streamed.
    pub max_input_bytes_in_memory: u64,
    /// Most pixels of one picture or canvas: width times height.
    pub max_pixels: u64,
    /// Longest side of a picture, in pixels.
    pub max_side_pixels: u32,
    /// Most frames of one animation that are hashed; of a longer one, evenly spaced frames.
    pub max_frames: u32,
    /// Most frames of one video that are looked at, decoded here or pushed by the app. At one a second they
    /// bound how much of a video is looked at.
    pub max_video_frames: u32,
    /// Most parts of one attachment.
    pub max_parts: u32,
    /// Deepest nesting of parts within parts: 1 for those of the attachment itself. More than 16 is 16.
    pub max_depth: u32,
    /// Largest part of an attachment once it is unpacked, in bytes.
    pub max_part_bytes: u64,
    /// Most bytes of all parts of one attachment together, once they are unpacked.
    pub max_unpacked_bytes: u64,
    /// Most memory a decoder may take for planes, coefficients and canvases, in bytes.
    pub max_decode_bytes: u64,
    /// Work budget of one scan, in bytes read and bytes decoded over all frames and parts.
    pub max_work_bytes: u64,
    /// Longest text whose links are looked up, in bytes of UTF-8. The links themselves come to no more.
    pub max_text_bytes: u64,
    /// Most links of one text that are looked up.
    pub max_links: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_input_bytes: 4 << 30,
            max_input_bytes_in_memory: 64 << 20,
            max_pixels: 120_000_000,
            max_side_pixels: 65_535,
            max_frames: 300,
            max_video_frames: 4 * 3600,
            max_parts: 1_000,
            max_depth: 4,
            max_part_bytes: 64 << 20,
            max_unpacked_bytes: 256 << 20,
            max_decode_bytes: 256 << 20,
            max_work_bytes: 1 << 30,
            max_text_bytes: 2 << 20,
            max_links: 64,
        }
    }
}

impl Limits {
    /// Bounds for an iOS share extension, which the system ends at little memory.
    #[must_use]
    pub fn share_extension() -> Self {
        Self {
            max_input_bytes_in_memory: 16 << 20,
            max_part_bytes: 16 << 20,
            max_unpacked_bytes: 32 << 20,
            max_decode_bytes: 20 << 20,
            max_work_bytes: 256 << 20,
            ..Self::default()
        }
    }
}

closed_list! {
    /// Which bound was met. The names are those of the fields of [`Limits`].
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum LimitName {
        /// [`Limits::max_input_bytes`]
        InputBytes = "max_input_bytes",
        /// [`Limits::max_input_bytes_in_memory`]
        InputBytesInMemory = "max_input_bytes_in_memory",
        /// [`Limits::max_pixels`]
        Pixels = "max_pixels",
        /// [`Limits::max_side_pixels`]
        SidePixels = "max_side_pixels",
        /// [`Limits::max_frames`]
        Frames = "max_frames",
        /// [`Limits::max_video_frames`]
        VideoFrames = "max_video_frames",
        /// [`Limits::max_parts`]
        Parts = "max_parts",
        /// [`Limits::max_depth`]
        Depth = "max_depth",
        /// [`Limits::max_part_bytes`]
        PartBytes = "max_part_bytes",
        /// [`Limits::max_unpacked_bytes`]
        UnpackedBytes = "max_unpacked_bytes",
        /// [`Limits::max_decode_bytes`]
        DecodeBytes = "max_decode_bytes",
        /// [`Limits::max_work_bytes`]
        WorkBytes = "max_work_bytes",
        /// [`Limits::max_text_bytes`]
        TextBytes = "max_text_bytes",
        /// [`Limits::max_links`]
        Links = "max_links",
    }
}
