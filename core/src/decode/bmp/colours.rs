use super::header::Header;
use crate::decode::luma::{LumaBuffer, luma8};
use crate::decode::sink::LumaRow;
use crate::undecided::Undecided;

/// How the bytes of a row become colours.
pub(in crate::decode) enum Colours {
    /// Luma of each colour that an index of so many bits can name.
    Palette { luma: Box<[f32; 256]>, bits: u16 },
    /// Blue, green, red.
    Bytes,
    /// Red, green, blue and perhaps alpha, in numbers of two or four bytes.
    Fields { rgb: [Field; 3], alpha: Option<Field>, wide: bool },
}

impl Colours {
    /// The colours of pixels with this header; `palette` holds what the file has of it.
    pub(in crate::decode) fn of(header: &Header, palette: &[u8]) -> Result<Self, Undecided> {
        let bits = header.bits;
        Ok(match bits {
            ..=8 => Self::Palette { luma: lumas(palette, header.colour_bytes), bits },
            24 if header.masks == [0xff_0000, 0xff00, 0xff, 0] => Self::Bytes,
            24 => return Err(Undecided::UnsupportedFormat),
            _ => {
                let [red, green, blue, alpha] = header.masks;
                let rgb = [Field::of(red)?, Field::of(green)?, Field::of(blue)?];
                let alpha = if alpha == 0 { None } else { Some(Field::of(alpha)?) };
                Self::Fields { rgb, alpha, wide: bits == 32 }
            }
        })
    }

    /// The row as luma, transparent only where the pixels themselves have alpha.
    pub(super) fn luma<'b>(
        &self,
        row: &[u8],
        width: usize,
        buffer: &'b mut LumaBuffer,
    ) -> LumaRow<'b> {
        match self {
            Self::Palette { luma, bits } => {
                buffer.opaque_values((0..width).map(|x| value(luma, index(row, x, *bits))))
            }
            Self::Bytes => {
                buffer.opaque(row, |[blue, green, red]: [u8; 3]| luma8([red, green, blue]))
            }
            Self::Fields { rgb, alpha: None, wide: true } => {
                buffer.opaque(row, |pixel| colour(rgb, u32::from_le_bytes(pixel)))
            }
            Self::Fields { rgb, alpha: None, wide: false } => {
                buffer.opaque(row, |pixel| colour(rgb, u16::from_le_bytes(pixel).into()))
            }
            Self::Fields { .. } => buffer.alpha_values((0..width).map(|x| self.pixel(row, x))),
        }
    }

    /// A row that is missing.
    pub(super) fn black<'b>(&self, width: usize, buffer: &'b mut LumaBuffer) -> LumaRow<'b> {
        match self {
            Self::Fields { alpha: Some(_), .. } => {
                buffer.alpha_values(core::iter::repeat_n((0.0, 1.0), width))
            }
            _ => buffer.opaque_values(core::iter::repeat_n(0.0, width)),
        }
    }

    /// Luma and alpha (0 to 1) of one pixel of a row.
    pub(in crate::decode) fn pixel(&self, row: &[u8], x: usize) -> (f32, f32) {
        match self {
            Self::Palette { luma, bits } => (value(luma, index(row, x, *bits)), 1.0),
            Self::Bytes => {
                let [blue, green, red] = bytes_at(row, x);
                (luma8([red, green, blue]), 1.0)
            }
            Self::Fields { rgb, alpha, wide } => {
                let pixel = number(row, x, *wide);
                (
                    colour(rgb, pixel),
                    alpha.map_or(1.0, |field| f32::from(field.byte(pixel)) / 255.0),
                )
            }
        }
    }

    /// True if any pixel of the row has alpha that is not 0.
    pub(in crate::decode) fn any_alpha(&self, row: &[u8], width: usize) -> bool {
        let Self::Fields { alpha: Some(field), wide, .. } = self else { return false };
        (0..width).any(|x| field.byte(number(row, x, *wide)) != 0)
    }

    /// The same pixels with their alpha left out of account.
    pub(in crate::decode) fn opaque(self) -> Self {
        match self {
            Self::Fields { rgb, wide, .. } => Self::Fields { rgb, alpha: None, wide },
            other => other,
        }
    }
}

/// Luma of each colour; black beyond the end of the palette.
fn lumas(palette: &[u8], colour_bytes: u8) -> Box<[f32; 256]> {
    let mut luma = Box::new([0.0; 256]);
    let colours = palette.chunks_exact(usize::from(colour_bytes).max(1));
    for (luma, colour) in luma.iter_mut().zip(colours) {
        if let [blue, green, red, ..] = colour {
            *luma = luma8([*red, *green, *blue]);
        }
    }
    luma
}

pub(super) fn value(luma: &[f32; 256], index: u8) -> f32 {
    luma.get(usize::from(index)).copied().unwrap_or(0.0)
}

/// The index of pixel `x`: the first pixel of a byte is in its high bits.
fn index(row: &[u8], x: usize, bits: u16) -> u8 {
    let (per_byte, mask) = match bits {
        1 => (8, 1),
        2 => (4, 3),
        4 => (2, 15),
        _ => return row.get(x).copied().unwrap_or(0),
    };
    let byte = x.checked_div(per_byte).and_then(|at| row.get(at)).copied().unwrap_or(0);
    let behind = per_byte.saturating_sub(1).saturating_sub(x.checked_rem(per_byte).unwrap_or(0));
    let shift = u32::try_from(behind).unwrap_or(0).saturating_mul(bits.into());
    byte.checked_shr(shift).unwrap_or(0) & mask
}

fn bytes_at<const N: usize>(row: &[u8], x: usize) -> [u8; N] {
    let start = x.saturating_mul(N);
    row.get(start..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; N])
}

fn number(row: &[u8], x: usize, wide: bool) -> u32 {
    if wide {
        u32::from_le_bytes(bytes_at(row, x))
    } else {
        u16::from_le_bytes(bytes_at(row, x)).into()
    }
}

fn colour([red, green, blue]: &[Field; 3], pixel: u32) -> f32 {
    luma8([red.byte(pixel), green.byte(pixel), blue.byte(pixel)])
}

/// The bits of a pixel that hold one colour.
#[derive(Clone, Copy, Debug)]
pub(in crate::decode) struct Field {
    mask: u32,
    shift: u32,
    most: u32,
}

impl Field {
    /// `Corrupt` if the bits of the mask do not lie together. No bits are black.
    fn of(mask: u32) -> Result<Self, Undecided> {
        let shift = mask.trailing_zeros().min(31);
        let most = mask.checked_shr(shift).unwrap_or(0);
        if most & most.wrapping_add(1) != 0 {
            return Err(Undecided::Corrupt);
        }
        Ok(Self { mask, shift, most })
    }

    /// The colour, 0 to 255.
    fn byte(self, pixel: u32) -> u8 {
        let value = (pixel & self.mask).checked_shr(self.shift).unwrap_or(0);
        if self.most == 255 {
            return u8::try_from(value).unwrap_or(255);
        }
        let half = u64::from(self.most) >> 1;
        let scaled = u64::from(value).saturating_mul(255).saturating_add(half);
        scaled.checked_div(self.most.into()).and_then(|byte| u8::try_from(byte).ok()).unwrap_or(0)
    }
}
