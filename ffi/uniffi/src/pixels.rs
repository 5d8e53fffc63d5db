//! Pixels that the app decoded.

use presend::attachment as core;
use presend::orientation::Orientation as CoreOrientation;

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
        core::PixelView {
            width: self.width,
            height: self.height,
            stride_bytes: usize::try_from(self.stride_bytes).unwrap_or(usize::MAX),
            format: self.format.into(),
            orientation: self.orientation.into(),
            bytes,
        }
    }
}

impl From<PixelFormat> for core::PixelFormat {
    fn from(format: PixelFormat) -> Self {
        match format {
            PixelFormat::Gray8 => Self::Gray8,
            PixelFormat::Rgb8 => Self::Rgb8,
            PixelFormat::Rgba8 => Self::Rgba8,
            PixelFormat::Bgra8 => Self::Bgra8,
        }
    }
}

impl From<Orientation> for CoreOrientation {
    fn from(orientation: Orientation) -> Self {
        match orientation {
            Orientation::Upright => Self::Upright,
            Orientation::Rotate90 => Self::Rotate90,
            Orientation::Rotate180 => Self::Rotate180,
            Orientation::Rotate270 => Self::Rotate270,
            Orientation::Mirror => Self::Mirror,
            Orientation::Flip => Self::Flip,
            Orientation::Transpose => Self::Transpose,
            Orientation::Transverse => Self::Transverse,
        }
    }
}

impl From<CoreOrientation> for Orientation {
    fn from(orientation: CoreOrientation) -> Self {
        match orientation {
            CoreOrientation::Upright => Self::Upright,
            CoreOrientation::Rotate90 => Self::Rotate90,
            CoreOrientation::Rotate180 => Self::Rotate180,
            CoreOrientation::Rotate270 => Self::Rotate270,
            CoreOrientation::Mirror => Self::Mirror,
            CoreOrientation::Flip => Self::Flip,
            CoreOrientation::Transpose => Self::Transpose,
            CoreOrientation::Transverse => Self::Transverse,
        }
    }
}
