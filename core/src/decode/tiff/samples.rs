use super::ycbcr::Range;
use crate::decode::jpeg::{Ink, cmyk_luma};
use crate::decode::luma::luma;
use crate::undecided::Undecided;

/// What the extra sample of a pixel means (TIFF 6.0, ExtraSamples).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alpha {
    /// There is none, or it means something else.
    None,
    /// Colours were multiplied with it.
    Associated,
    /// Colours are as they are.
    Unassociated,
}

/// How the samples of a pixel become luma.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Colours {
    Gray,
    /// Gray whose zero is white.
    Inverted,
    Rgb,
    Cmyk,
    /// The first sample is the luma, as in a JPEG, in this range.
    YCbCr(Range),
    /// Luma of each place in the colour map.
    Map(Vec<f32>),
}

impl Colours {
    /// Samples of a pixel that are colours and that are looked at.
    const fn samples(&self) -> usize {
        match self {
            Self::Gray | Self::Inverted | Self::Map(_) | Self::YCbCr(_) => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// The layout of a page's pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PixelLayout {
    pub(super) colours: Colours,
    pub(super) alpha: Alpha,
    /// Place of the first sample behind the colours.
    pub(super) extra_at: usize,
    pub(super) bits: u8,
    /// Samples have a sign and are read as they are meant, not as the bits stand.
    pub(super) signed: bool,
}

impl PixelLayout {
    /// Samples of this size can be read: packed ones of up to 16 bits, and those of 32.
    pub(super) fn readable(self) -> Result<Self, Undecided> {
        match self.bits {
            1..=16 | 32 => Ok(self),
            _ => Err(Undecided::UnsupportedFormat),
        }
    }

    pub(super) const fn has_alpha(&self) -> bool {
        !matches!(self.alpha, Alpha::None)
    }

    /// Another reading of one page, of the same colours.
    pub(super) fn differs_in_alpha_alone(&self, other: &Self) -> bool {
        self.colours == other.colours && self.signed == other.signed
    }

    /// Places of the samples that are looked at.
    pub(super) fn looked_at(&self) -> impl Iterator<Item = usize> {
        let alpha = self.has_alpha().then_some(self.extra_at);
        (0..self.colours.samples()).chain(alpha)
    }

    /// Appends the values of a row's samples: 0 to 65,535, or places in the map as they are.
    /// Samples of more than 8 bits that fill whole bytes are in the byte order of the machine.
    pub(super) fn unpack(&self, row: &[u8], count: usize, values: &mut Vec<u16>) {
        let start = values.len();
        match self.bits {
            16 => {
                values.extend(row.as_chunks().0.iter().take(count).map(|v| u16::from_ne_bytes(*v)))
            }
            // The upper half says all that can be seen.
            32 => values.extend(row.as_chunks().0.iter().take(count).map(|v| upper_half(*v))),
            8 => values.extend(row.iter().take(count).map(|v| u16::from(*v).saturating_mul(257))),
            bits => values.extend(packed(row, bits).take(count)),
        }
        let values = values.get_mut(start..).unwrap_or_default();
        match (&self.colours, self.bits) {
            (Colours::Map(_), 8) => values.iter_mut().for_each(|value| *value &= 0xff),
            (Colours::Map(_), _) | (_, 8 | 16 | 32) => {}
            (_, bits) => values.iter_mut().for_each(|value| *value = to_16_bits(*value, bits)),
        }
        if self.signed {
            values.iter_mut().for_each(|value| *value ^= 0x8000);
        }
    }

    /// Luma, 0 to 255, not multiplied with alpha, and alpha, 0 to 1, of a pixel of which there are
    /// the samples that are looked at.
    pub(super) fn luma_and_alpha(&self, colours: &[u16], extra: Option<u16>) -> [f32; 2] {
        let seen = match (&self.colours, colours) {
            (Colours::Gray, [gray, ..]) => value(*gray),
            (Colours::YCbCr(range), [luma, ..]) => range.luma(value(*luma)),
            (Colours::Inverted, [gray, ..]) => value(u16::MAX ^ gray),
            (Colours::Rgb, [red, green, blue, ..]) => {
                luma(value(*red), value(*green), value(*blue))
            }
            (Colours::Cmyk, [c, m, y, k, ..]) => {
                cmyk_luma([*c, *m, *y, *k].map(upper_byte), Ink::Plain)
            }
            (Colours::Map(map), [place, ..]) => {
                map.get(usize::from(*place)).copied().unwrap_or(0.0)
            }
            _ => 0.0,
        };
        match (self.alpha, extra) {
            (Alpha::None, _) | (_, None) => [seen, 1.0],
            (Alpha::Unassociated, Some(alpha)) => [seen, f32::from(alpha) / 65_535.0],
            (Alpha::Associated, Some(0)) => [0.0, 0.0],
            (Alpha::Associated, Some(alpha)) => {
                let alpha = f32::from(alpha) / 65_535.0;
                [(seen / alpha).min(255.0), alpha]
            }
        }
    }
}

const fn upper_byte(sample: u16) -> u8 {
    let [upper, _] = sample.to_be_bytes();
    upper
}

/// 16 bits as 0 to 255.
fn value(sample: u16) -> f32 {
    f32::from(sample) / 257.0
}

/// Values of up to 16 bits without gaps, first value in the upper bits.
fn packed(row: &[u8], bits: u8) -> impl Iterator<Item = u16> {
    let bits = u32::from(bits);
    let mask = 0xffff_u32.checked_shr(16_u32.saturating_sub(bits)).unwrap_or(0);
    let (mut row, mut held, mut held_bits) = (row.iter(), 0_u32, 0_u32);
    core::iter::from_fn(move || {
        while held_bits < bits {
            held = (held << 8) | u32::from(*row.next()?);
            held_bits = held_bits.saturating_add(8);
        }
        held_bits = held_bits.saturating_sub(bits);
        let value = held.checked_shr(held_bits).unwrap_or(0) & mask;
        u16::try_from(value).ok()
    })
}

/// A value of so many bits, 1 to 16, so that the largest becomes 65,535.
fn to_16_bits(value: u16, bits: u8) -> u16 {
    let largest = 0xffff_u32.checked_shr(16_u32.saturating_sub(u32::from(bits))).unwrap_or(1);
    let scaled = u32::from(value).saturating_mul(0xffff).checked_div(largest).unwrap_or(0);
    u16::try_from(scaled).unwrap_or(u16::MAX)
}

fn upper_half(bytes: [u8; 4]) -> u16 {
    let [high, low, _, _] = u32::from_ne_bytes(bytes).to_be_bytes();
    u16::from_be_bytes([high, low])
}
