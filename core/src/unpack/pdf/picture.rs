use zeroize::Zeroizing;

use super::super::Piece;
use super::filters::{Filter, Packing, filters, undone};
use super::objects::Objects;
use super::palette::{Colours, colours};
use super::samples::{Prediction, undo_prediction};
use super::value::{Dictionary, Value};
use crate::decode::Guard;
use crate::decode::cmyk_rgb;
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// The bytes of a picture: the JPEG file that it is, or its samples with the header of a file that has
/// nothing but samples (PNM).
pub(super) fn bytes<'f>(
    data: &'f [u8],
    dictionary: &Dictionary,
    (file, objects): (&[u8], &Objects),
    guard: &mut Guard<'_>,
) -> Result<Piece<'f>, Undecided> {
    let filters = filters(objects, dictionary)?;
    if let Some((last, before)) = filters.split_last()
        && let Some(packing) = Packing::of(last, objects)?
    {
        let plain = Plain::of(dictionary, objects, file, guard)?;
        let data = undone(Piece::Lent(data), before, objects, guard)?;
        return plain.packed(&data, (packing, last), objects, guard);
    }
    match filters.split_last() {
        Some(((b"DCTDecode" | b"DCT", _), [])) => {
            guard.unpack(u64::try_from(data.len()).unwrap_or(u64::MAX))?;
            Ok(Piece::Lent(data))
        }
        Some(((b"DCTDecode" | b"DCT", _), before)) => {
            undone(Piece::Lent(data), before, objects, guard)
        }
        _ => {
            let data = undone(Piece::Lent(data), &filters, objects, guard)?;
            Plain::of(dictionary, objects, file, guard)?.stored(&data, guard)
        }
    }
}

/// A picture of plain samples.
struct Plain {
    width: u32,
    height: u32,
    bits: u32,
    colours: Colours,
    inverted: bool,
    row_bytes: usize,
}

impl Plain {
    fn of(
        picture: &Dictionary,
        objects: &Objects,
        file: &[u8],
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let number = |key, short| {
            let number = objects.resolved(picture.either(key, short)).and_then(Value::number);
            number.and_then(|number| u32::try_from(number).ok())
        };
        let sides = (number(b"Width".as_slice(), b"W".as_slice()), number(b"Height", b"H"));
        let (Some(width), Some(height)) = sides else { return Err(Undecided::Corrupt) };
        guard.picture(width, height)?;
        // A mask need not say its bits.
        let mask = picture.either(b"ImageMask", b"IM").map(|_| 1);
        let bits = number(b"BitsPerComponent", b"BPC").or(mask).ok_or(Undecided::Corrupt)?;
        let colours = colours(picture, objects, file, guard)?;
        let inverted = is_inverted(objects.resolved(picture.either(b"Decode", b"D")), &colours)?;
        let row_bits = u64::from(width)
            .saturating_mul(u64::from(colours.channels()))
            .saturating_mul(u64::from(bits));
        let too_large = |_| Undecided::OverLimit(LimitName::PartBytes);
        let row_bytes = usize::try_from(row_bits.div_ceil(8)).map_err(too_large)?;
        if !colours.has_header(bits) {
            return Err(Undecided::UnsupportedFormat);
        }
        Ok(Self { width, height, bits, colours, inverted, row_bytes })
    }

    /// How many bytes of samples it has.
    fn size(&self) -> Result<usize, Undecided> {
        let height = usize::try_from(self.height).ok();
        let size = height.and_then(|height| height.checked_mul(self.row_bytes));
        size.ok_or(Undecided::OverLimit(LimitName::PartBytes))
    }

    fn stored<'f>(&self, data: &[u8], guard: &mut Guard<'_>) -> Result<Piece<'f>, Undecided> {
        let samples = data.get(..self.size()?).ok_or(Undecided::Truncated)?;
        self.written(samples, guard)
    }

    /// Viewers stop at the last sample, so what follows it is not waited for.
    fn packed<'f>(
        &self,
        data: &[u8],
        (packing, (_, parameters)): (Packing, &Filter<'_>),
        objects: &Objects,
        guard: &mut Guard<'_>,
    ) -> Result<Piece<'f>, Undecided> {
        let size = self.size()?;
        let prediction = Prediction::of(*parameters, objects)?;
        let wanted = prediction.map_or(size, |prediction| prediction.packed_bytes(size));
        let wanted_bytes = u64::try_from(wanted).unwrap_or(u64::MAX);
        if wanted_bytes > guard.limits().max_part_bytes {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        let (unpacked, _) = packing.unpack_some(data, wanted, guard)?;
        let samples = undo_prediction(unpacked, *parameters, objects)?;
        self.written(samples.get(..size).ok_or(Undecided::Truncated)?, guard)
    }

    /// As a file of its own.
    fn written<'f>(&self, samples: &[u8], guard: &mut Guard<'_>) -> Result<Piece<'f>, Undecided> {
        let pixels = u64::from(self.width).saturating_mul(u64::from(self.height));
        let size = match &self.colours {
            Colours::Palette(_) | Colours::Cmyk => pixels.saturating_mul(3),
            _ => u64::try_from(samples.len()).unwrap_or(u64::MAX),
        };
        guard.unpack(size)?;
        let header = self.colours.header((self.width, self.height), self.bits);
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let mut out = Zeroizing::new(Vec::with_capacity(size.saturating_add(header.len())));
        out.extend_from_slice(header.as_bytes());
        // PBM has ones for black, and a page has zeros.
        let inverted = self.inverted != (self.bits == 1);
        match &self.colours {
            Colours::Palette(palette) => self.painted(samples, palette, &mut out),
            Colours::Cmyk => {
                out.extend(
                    samples.as_chunks::<4>().0.iter().flat_map(|inks| {
                        cmyk_rgb(if inverted { inks.map(|ink| !ink) } else { *inks })
                    }),
                )
            }
            _ if inverted => out.extend(samples.iter().map(|byte| !byte)),
            _ => out.extend_from_slice(samples),
        }
        Ok(Piece::Held(out))
    }

    /// The colours that the samples number.
    fn painted(&self, samples: &[u8], palette: &[[u8; 3]], out: &mut Vec<u8>) {
        let width = usize::try_from(self.width).unwrap_or(usize::MAX);
        let bits = self.bits.clamp(1, 8);
        let mask = u8::MAX >> 8_u32.saturating_sub(bits).min(7);
        for row in samples.chunks(self.row_bytes.max(1)) {
            let numbers = row.iter().flat_map(|byte| {
                let shifts = (0..8_u32).step_by(usize::try_from(bits).unwrap_or(8));
                shifts.map(move |shift| {
                    let right = 8_u32.saturating_sub(bits).saturating_sub(shift);
                    byte.checked_shr(right).unwrap_or(0) & mask
                })
            });
            for number in numbers.take(width) {
                let colour = palette.get(usize::from(number)).or(palette.last());
                out.extend(colour.copied().unwrap_or_default());
            }
        }
    }
}

/// True if zero is full. Any other stretching of values changes what is seen.
fn is_inverted(decode: Option<&Value>, colours: &Colours) -> Result<bool, Undecided> {
    let Some(Value::Array(values)) = decode else { return Ok(false) };
    let pairs: Vec<_> = values.chunks(2).map(|pair| (pair.first(), pair.last())).collect();
    let all = |low, high| {
        let pair = (Some(&Value::Number(low)), Some(&Value::Number(high)));
        pairs.iter().all(|found| *found == pair)
    };
    match colours {
        Colours::Grey | Colours::Rgb | Colours::Cmyk if all(0, 1) => Ok(false),
        Colours::Grey | Colours::Rgb | Colours::Cmyk if all(1, 0) => Ok(true),
        Colours::Palette(_) if [1, 3, 15, 255].iter().any(|most| all(0, *most)) => Ok(false),
        _ => Err(Undecided::UnsupportedFormat),
    }
}
