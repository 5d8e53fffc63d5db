use ::tiff::ColorType;

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
    Rgb,
    Cmyk,
    /// The first sample is the luma itself, as in a JPEG.
    YCbCr,
    /// Luma of each place in the colour map.
    Map(Vec<f32>),
}

/// The layout of a page's pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PixelLayout {
    pub(super) colours: Colours,
    pub(super) alpha: Alpha,
    /// Samples of a pixel in what the decoder gives.
    pub(super) samples: usize,
    pub(super) bits: u8,
}

impl PixelLayout {
    /// The layout for what the decoder says of a page.
    pub(super) fn of(color: ColorType, extra: Alpha) -> Result<Self, Undecided> {
        let (colours, alpha, samples, bits) = match color {
            ColorType::Gray(bits) => (Colours::Gray, Alpha::None, 1, bits),
            ColorType::Multiband { bit_depth, num_samples } => {
                (Colours::Gray, extra, usize::from(num_samples), bit_depth)
            }
            ColorType::RGB(bits) => (Colours::Rgb, Alpha::None, 3, bits),
            ColorType::RGBA(bits) => (Colours::Rgb, extra, 4, bits),
            ColorType::CMYK(bits) => (Colours::Cmyk, Alpha::None, 4, bits),
            ColorType::CMYKA(bits) => (Colours::Cmyk, extra, 5, bits),
            ColorType::YCbCr(bits) => (Colours::YCbCr, Alpha::None, 3, bits),
            _ => return Err(Undecided::UnsupportedFormat),
        };
        let known = matches!(bits, 1 | 2 | 4 if samples == 1) || matches!(bits, 8 | 16 | 32);
        let layout = Self { colours, alpha, samples, bits };
        if known { Ok(layout) } else { Err(Undecided::UnsupportedFormat) }
    }

    /// With the colour map that the samples are places in.
    pub(super) fn with_map(self, map: Vec<f32>) -> Result<Self, Undecided> {
        if self.samples == 1 && self.bits <= 16 {
            Ok(Self { colours: Colours::Map(map), ..self })
        } else {
            Err(Undecided::UnsupportedFormat)
        }
    }

    pub(super) const fn has_alpha(&self) -> bool {
        !matches!(self.alpha, Alpha::None)
    }

    /// Appends the values of a row's samples: 0 to 65,535, or places in the map as they are.
    /// Samples of more than 8 bits stand in the byte order of the machine.
    pub(super) fn unpack(&self, row: &[u8], count: usize, values: &mut Vec<u16>) {
        let factor = match self.colours {
            Colours::Map(_) => 1,
            _ => to_16_bits(self.bits),
        };
        let scaled = |value: u8| u16::from(value).saturating_mul(factor);
        match self.bits {
            16 => {
                values.extend(row.as_chunks().0.iter().take(count).map(|v| u16::from_ne_bytes(*v)))
            }
            // The upper half says all that can be seen.
            32 => values.extend(row.as_chunks().0.iter().take(count).map(|v| upper_half(*v))),
            8 => values.extend(row.iter().take(count).map(|v| scaled(*v))),
            bits => values.extend(packed(row, bits).take(count).map(scaled)),
        }
    }

    /// Luma, 0 to 255, not multiplied with alpha, and alpha, 0 to 1, of a pixel.
    pub(super) fn luma_and_alpha(&self, pixel: &[u16]) -> (f32, f32) {
        let (seen, extra) = match (&self.colours, pixel) {
            (Colours::Gray, [gray, extra @ ..]) => (value(*gray), extra),
            (Colours::YCbCr, [y, _, _, extra @ ..]) => (value(*y), extra),
            (Colours::Rgb, [red, green, blue, extra @ ..]) => {
                (luma(value(*red), value(*green), value(*blue)), extra)
            }
            (Colours::Cmyk, [c, m, y, k, extra @ ..]) => {
                let inks = [*c, *m, *y, *k].map(upper_byte);
                (cmyk_luma(inks, Ink::Plain), extra)
            }
            (Colours::Map(map), [place, ..]) => {
                (map.get(usize::from(*place)).copied().unwrap_or(0.0), &[][..])
            }
            _ => (0.0, &[][..]),
        };
        match (self.alpha, extra) {
            (Alpha::None, _) | (_, []) => (seen, 1.0),
            (Alpha::Unassociated, [alpha, ..]) => (seen, f32::from(*alpha) / 65_535.0),
            (Alpha::Associated, [0, ..]) => (0.0, 0.0),
            (Alpha::Associated, [alpha, ..]) => {
                let alpha = f32::from(*alpha) / 65_535.0;
                ((seen / alpha).min(255.0), alpha)
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

/// Values of fewer than 8 bits, first value in the upper bits.
fn packed(row: &[u8], bits: u8) -> impl Iterator<Item = u8> {
    let mask = u8::MAX.checked_shr(8_u32.saturating_sub(u32::from(bits))).unwrap_or(0);
    let shifts = (0..8_u32).step_by(usize::from(bits.max(1)));
    row.iter().flat_map(move |byte| {
        let shifts = shifts.clone();
        shifts.map(move |from_left| {
            let down = 8_u32.saturating_sub(u32::from(bits)).saturating_sub(from_left);
            byte.checked_shr(down).unwrap_or(0) & mask
        })
    })
}

/// What a value of so many bits is multiplied with so that the largest becomes 65,535.
const fn to_16_bits(bits: u8) -> u16 {
    match bits {
        1 => 65_535,
        2 => 21_845,
        4 => 4_369,
        8 => 257,
        _ => 1,
    }
}

fn upper_half(bytes: [u8; 4]) -> u16 {
    let [high, low, _, _] = u32::from_ne_bytes(bytes).to_be_bytes();
    u16::from_be_bytes([high, low])
}
