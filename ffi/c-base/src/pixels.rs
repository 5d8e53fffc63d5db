//! Pixels that the system or the app decoded.

use presend::attachment::{PixelFormat, PixelView};
use presend::orientation::Orientation;

use crate::argument;
use crate::numbered;
use crate::status::Misuse;

/// How the bytes of pixels are to be read.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendPixelFormat {
    /// One byte a pixel: luma.
    Gray8 = 1,
    /// Three bytes a pixel: red, green, blue.
    Rgb8 = 2,
    /// Four bytes a pixel: red, green, blue, alpha (not premultiplied).
    Rgba8 = 3,
    /// Four bytes a pixel: blue, green, red, alpha (not premultiplied).
    Bgra8 = 4,
}

numbered!(PixelFormat, PresendPixelFormat: Gray8 Rgb8 Rgba8 Bgra8);

/// Pixels that the system or the app decoded. Bytes that do not hold the picture that is described are
/// never taken for it: nothing was checked then, and the outcome says so.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendPixels {
    /// The rows, top to bottom.
    pub data: *const u8,
    /// How many bytes.
    pub length: usize,
    /// Bytes from the start of one row to the start of the next.
    pub stride_bytes: usize,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How the bytes are to be read: the number of a pixel format.
    pub format: u32,
    /// What a viewer does before showing them: the EXIF tag 274, 1 to 8. Anything else is upright.
    pub exif_orientation: u32,
}

impl PresendPixels {
    /// The picture as the core takes it.
    ///
    /// # Errors
    /// [`Misuse`] of an unknown format, and of bytes that cannot be.
    ///
    /// # Safety
    /// `data` must be valid as [`argument::bytes`] asks.
    pub unsafe fn view<'a>(&self) -> Result<PixelView<'a>, Misuse> {
        let Self { data, length, stride_bytes, width, height, format, exif_orientation } = *self;
        let format = PresendPixelFormat::core(format);
        let format = format.ok_or(Misuse::Argument("an unknown pixel format"))?;
        Ok(PixelView {
            width,
            height,
            stride_bytes,
            format,
            orientation: exif(exif_orientation),
            // SAFETY: the same is asked of this function's caller.
            bytes: unsafe { argument::bytes(data, length) }?,
        })
    }

    /// None.
    pub const EMPTY: Self = Self {
        data: core::ptr::null(),
        length: 0,
        stride_bytes: 0,
        width: 0,
        height: 0,
        format: 0,
        exif_orientation: 0,
    };

    /// This picture, for as long as its bytes live.
    #[must_use]
    pub fn of(view: PixelView<'_>) -> Self {
        let PixelView { width, height, stride_bytes, format, orientation, bytes } = view;
        Self {
            data: bytes.as_ptr(),
            length: bytes.len(),
            stride_bytes,
            width,
            height,
            format: PresendPixelFormat::from(format).number(),
            exif_orientation: (1..=8).find(|tag| exif(*tag) == orientation).unwrap_or(1),
        }
    }
}

fn exif(tag: u32) -> Orientation {
    Orientation::from_exif(u16::try_from(tag).unwrap_or(1))
}
