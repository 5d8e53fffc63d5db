//! Pixels that the app decoded. The crate for advice has this file too.

use presend::attachment as core;
use presend::orientation::Orientation as CoreOrientation;

use crate::mirror::mirrors;

/// How the bytes of a picture are to be read.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum PixelFormat {
    /// Luma.
    Gray8,
    /// Red, green, blue.
    Rgb8,
    /// Red, green, blue, alpha.
    Rgba8,
    /// Blue, green, red, alpha.
    Bgra8,
}

/// What a viewer does to the pixels.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Orientation {
    /// Nothing.
    Upright,
    /// A quarter turn clockwise.
    Rotate90,
    /// A half turn.
    Rotate180,
    /// A quarter turn counter-clockwise.
    Rotate270,
    /// Left and right swapped.
    Mirror,
    /// Top and bottom swapped.
    Flip,
    /// Rows and columns swapped.
    Transpose,
    /// Mirrored along the other diagonal.
    Transverse,
}

/// How pixels lie in their bytes.
#[derive(Clone, Debug, uniffi::Record)]
pub struct PixelLayout {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from row to row.
    pub stride_bytes: u64,
    /// Layout of a pixel.
    pub format: PixelFormat,
    /// What a viewer does.
    pub orientation: Orientation,
}

impl PixelLayout {
    pub(crate) fn view<'a>(&self, bytes: &'a [u8]) -> core::PixelView<'a> {
        let Self { width, height, stride_bytes, format, orientation } = *self;
        core::PixelView {
            width,
            height,
            stride_bytes: usize::try_from(stride_bytes).unwrap_or(usize::MAX),
            format: format.into(),
            orientation: orientation.into(),
            bytes,
        }
    }
}

impl From<core::PixelView<'_>> for PixelLayout {
    fn from(view: core::PixelView<'_>) -> Self {
        let core::PixelView { width, height, stride_bytes, format, orientation, bytes: _ } = view;
        Self {
            width,
            height,
            stride_bytes: u64::try_from(stride_bytes).unwrap_or(u64::MAX),
            format: format.into(),
            orientation: orientation.into(),
        }
    }
}

mirrors!(core::PixelFormat, PixelFormat: Gray8 Rgb8 Rgba8 Bgra8);

mirrors!(
    CoreOrientation, Orientation:
    Upright Rotate90 Rotate180 Rotate270 Mirror Flip Transpose Transverse
);
