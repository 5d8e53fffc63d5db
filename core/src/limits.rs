//! Every bound of a scan, with its unit. Each is checked before the allocation it guards.

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

/// Which bound was met. The names are those of the fields of [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitName {
    /// [`Limits::max_input_bytes`]
    InputBytes,
    /// [`Limits::max_input_bytes_in_memory`]
    InputBytesInMemory,
    /// [`Limits::max_pixels`]
    Pixels,
    /// [`Limits::max_side_pixels`]
    SidePixels,
    /// [`Limits::max_frames`]
    Frames,
    /// [`Limits::max_video_frames`]
    VideoFrames,
    /// [`Limits::max_parts`]
    Parts,
    /// [`Limits::max_depth`]
    Depth,
    /// [`Limits::max_part_bytes`]
    PartBytes,
    /// [`Limits::max_unpacked_bytes`]
    UnpackedBytes,
    /// [`Limits::max_decode_bytes`]
    DecodeBytes,
    /// [`Limits::max_work_bytes`]
    WorkBytes,
}

impl LimitName {
    /// The name of the field of [`Limits`], as JSON and the journal show it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InputBytes => "max_input_bytes",
            Self::InputBytesInMemory => "max_input_bytes_in_memory",
            Self::Pixels => "max_pixels",
            Self::SidePixels => "max_side_pixels",
            Self::Frames => "max_frames",
            Self::VideoFrames => "max_video_frames",
            Self::Parts => "max_parts",
            Self::Depth => "max_depth",
            Self::PartBytes => "max_part_bytes",
            Self::UnpackedBytes => "max_unpacked_bytes",
            Self::DecodeBytes => "max_decode_bytes",
            Self::WorkBytes => "max_work_bytes",
        }
    }
}
