//! The bounds of a scan.

use presend::limits::Limits;
use presend_c_base::argument::Out;

use crate::status::{PresendStatus, guard};

/// The bounds of one scan, all inclusive.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendLimits {
    /// Largest attachment that is looked at, in bytes.
    pub max_input_bytes: u64,
    /// Largest attachment of a source that is held in memory, in bytes; a larger one is streamed.
    pub max_input_bytes_in_memory: u64,
    /// Most pixels of one picture.
    pub max_pixels: u64,
    /// Most memory a decoder may take, in bytes.
    pub max_decode_bytes: u64,
    /// Largest part of an attachment once it is unpacked, in bytes.
    pub max_part_bytes: u64,
    /// Most bytes of all parts of one attachment together, once they are unpacked.
    pub max_unpacked_bytes: u64,
    /// Work budget of one scan, in decoded bytes.
    pub max_work_bytes: u64,
    /// Longest side of a picture, in pixels.
    pub max_side_pixels: u32,
    /// Most frames of one animation that are hashed.
    pub max_frames: u32,
    /// Most frames that an app may push of one video.
    pub max_video_frames: u32,
    /// Most parts of one attachment.
    pub max_parts: u32,
    /// Deepest nesting of parts within parts.
    pub max_depth: u32,
    /// Most links of one text that are looked up.
    pub max_links: u32,
    /// Longest text whose links are looked up, in bytes.
    pub max_text_bytes: u64,
}

impl PresendLimits {
    const fn of(limits: Limits) -> Self {
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
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
        }
    }

    pub(crate) const fn to_core(self) -> Limits {
        let Self {
            max_input_bytes,
            max_input_bytes_in_memory,
            max_pixels,
            max_decode_bytes,
            max_work_bytes,
            max_text_bytes,
            max_links,
            max_side_pixels,
            max_frames,
            max_video_frames,
            max_parts,
            max_depth,
            max_part_bytes,
            max_unpacked_bytes,
        } = self;
        Limits {
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

/// The default bounds, to be changed and handed to presend_builder_limits. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_limits_default(limits: *mut PresendLimits) -> PresendStatus {
    // SAFETY: the caller lends a place for the result.
    guard(|| unsafe { Ok(Out::new(limits, PresendLimits::of(Limits::default())).map(drop)?) })
}

/// Bounds for where the system grants little memory, such as a share extension. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_limits_share_extension(
    limits: *mut PresendLimits,
) -> PresendStatus {
    // SAFETY: the caller lends a place for the result.
    guard(|| unsafe {
        Ok(Out::new(limits, PresendLimits::of(Limits::share_extension())).map(drop)?)
    })
}
