use ::png::{BitDepth, ColorType};

use crate::decode::luma::{LumaBuffer, luma, luma8};
use crate::decode::sink::{LumaRow, Samples};

/// How the rows that the decoder gives are laid out, palette and low bit depths expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowLayout {
    Gray8,
    Gray16,
    GrayAlpha8,
    GrayAlpha16,
    Rgb8,
    Rgb16,
    Rgba8,
    Rgba16,
}

impl RowLayout {
    /// `None` for a layout that expansion does not leave.
    pub(super) const fn of(color: ColorType, depth: BitDepth) -> Option<Self> {
        match (color, depth) {
            (ColorType::Grayscale, BitDepth::Eight) => Some(Self::Gray8),
            (ColorType::Grayscale, BitDepth::Sixteen) => Some(Self::Gray16),
            (ColorType::GrayscaleAlpha, BitDepth::Eight) => Some(Self::GrayAlpha8),
            (ColorType::GrayscaleAlpha, BitDepth::Sixteen) => Some(Self::GrayAlpha16),
            (ColorType::Rgb, BitDepth::Eight) => Some(Self::Rgb8),
            (ColorType::Rgb, BitDepth::Sixteen) => Some(Self::Rgb16),
            (ColorType::Rgba, BitDepth::Eight) => Some(Self::Rgba8),
            (ColorType::Rgba, BitDepth::Sixteen) => Some(Self::Rgba16),
            _ => None,
        }
    }

    pub(super) const fn pixel_bytes(self) -> u8 {
        match self {
            Self::Gray8 => 1,
            Self::Gray16 | Self::GrayAlpha8 => 2,
            Self::Rgb8 => 3,
            Self::GrayAlpha16 | Self::Rgba8 => 4,
            Self::Rgb16 => 6,
            Self::Rgba16 => 8,
        }
    }

    /// The row as luma; 16 bits are kept as fractions of 255.
    pub(super) fn luma<'r>(self, row: &'r [u8], buffer: &'r mut LumaBuffer) -> LumaRow<'r> {
        match self {
            Self::Gray8 => LumaRow { over_white: Samples::U8(row), over_black: None },
            Self::Gray16 => buffer.opaque(row, wide),
            Self::GrayAlpha8 => {
                buffer.with_alpha(row, |[gray, alpha]: [u8; 2]| (f32::from(gray), part8(alpha)))
            }
            Self::GrayAlpha16 => buffer.with_alpha(row, |[g, g_low, a, a_low]: [u8; 4]| {
                (wide([g, g_low]), part16([a, a_low]))
            }),
            Self::Rgb8 => buffer.opaque(row, luma8),
            Self::Rgb16 => buffer.opaque(row, |[r, r_low, g, g_low, b, b_low]: [u8; 6]| {
                luma(wide([r, r_low]), wide([g, g_low]), wide([b, b_low]))
            }),
            Self::Rgba8 => {
                buffer.with_alpha(row, |[r, g, b, a]: [u8; 4]| (luma8([r, g, b]), part8(a)))
            }
            Self::Rgba16 => {
                buffer.with_alpha(row, |[r, r_low, g, g_low, b, b_low, a, a_low]: [u8; 8]| {
                    let luma = luma(wide([r, r_low]), wide([g, g_low]), wide([b, b_low]));
                    (luma, part16([a, a_low]))
                })
            }
        }
    }

    /// The row as 8-bit red, green, blue, alpha, for a canvas; the low byte of 16 bits is dropped.
    pub(super) fn rgba(self, row: &[u8]) -> Box<dyn Iterator<Item = [u8; 4]> + '_> {
        match self {
            Self::Gray8 => pixels(row, |[g]: [u8; 1]| [g, g, g, 255]),
            Self::Gray16 => pixels(row, |[g, _]: [u8; 2]| [g, g, g, 255]),
            Self::GrayAlpha8 => pixels(row, |[g, a]: [u8; 2]| [g, g, g, a]),
            Self::GrayAlpha16 => pixels(row, |[g, _, a, _]: [u8; 4]| [g, g, g, a]),
            Self::Rgb8 => pixels(row, |[r, g, b]: [u8; 3]| [r, g, b, 255]),
            Self::Rgb16 => pixels(row, |[r, _, g, _, b, _]: [u8; 6]| [r, g, b, 255]),
            Self::Rgba8 => pixels(row, |rgba: [u8; 4]| rgba),
            Self::Rgba16 => pixels(row, |[r, _, g, _, b, _, a, _]: [u8; 8]| [r, g, b, a]),
        }
    }
}

fn pixels<const N: usize>(
    row: &[u8],
    pixel: fn([u8; N]) -> [u8; 4],
) -> Box<dyn Iterator<Item = [u8; 4]> + '_> {
    Box::new(row.as_chunks::<N>().0.iter().map(move |bytes| pixel(*bytes)))
}

/// 16 bits as 0 to 255.
fn wide(bytes: [u8; 2]) -> f32 {
    f32::from(u16::from_be_bytes(bytes)) / 257.0
}

fn part8(alpha: u8) -> f32 {
    f32::from(alpha) / 255.0
}

fn part16(alpha: [u8; 2]) -> f32 {
    f32::from(u16::from_be_bytes(alpha)) / 65_535.0
}
