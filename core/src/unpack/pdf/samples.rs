use zeroize::Zeroizing;

use super::objects::Objects;
use super::value::{Dictionary, Value};
use crate::undecided::Undecided;

/// How rows were changed before they were packed (ISO 32000-1, 7.4.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prediction {
    /// Each row says in its first byte how, as in PNG.
    pub(super) as_in_png: bool,
    row_bytes: usize,
    pixel_bytes: usize,
}

impl Prediction {
    /// `None` if there is none.
    pub(super) fn of(
        parameters: Option<&Dictionary>,
        objects: &Objects,
    ) -> Result<Option<Self>, Undecided> {
        let Some(parameters) = parameters else { return Ok(None) };
        let number = |key, otherwise| {
            let value = objects.resolved(parameters.get(key));
            value.map_or(Some(otherwise), Value::number).ok_or(Undecided::Corrupt)
        };
        let as_in_png = match number(b"Predictor".as_slice(), 1)? {
            1 => return Ok(None),
            10..=15 => true,
            // As in TIFF: each sample is a difference. Samples of other lengths hardly occur.
            2 if number(b"BitsPerComponent", 8)? == 8 => false,
            _ => return Err(Undecided::UnsupportedFormat),
        };
        let pixel_bits = number(b"Colors", 1)?.saturating_mul(number(b"BitsPerComponent", 8)?);
        let row_bits = number(b"Columns", 1)?.saturating_mul(pixel_bits);
        let bytes = |bits: u64| usize::try_from(bits.div_ceil(8)).map_err(|_| Undecided::Corrupt);
        let (row_bytes, pixel_bytes) = (bytes(row_bits)?, bytes(pixel_bits)?);
        if row_bytes == 0 || pixel_bytes == 0 {
            return Err(Undecided::Corrupt);
        }
        Ok(Some(Self { as_in_png, row_bytes, pixel_bytes }))
    }

    /// How long so many bytes are while they are predicted.
    pub(super) fn packed_bytes(self, plain: usize) -> usize {
        let rows = plain.div_ceil(self.row_bytes);
        if self.as_in_png { plain.saturating_add(rows) } else { plain }
    }

    /// Undoes it, row by row, in place.
    fn undo(self, mut bytes: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, Undecided> {
        if !self.as_in_png {
            for row in bytes.chunks_mut(self.row_bytes) {
                add_left(row, self.pixel_bytes);
            }
            return Ok(bytes);
        }
        let mut plain = Zeroizing::new(Vec::with_capacity(bytes.len()));
        let mut above = vec![0; self.row_bytes];
        for row in bytes.chunks_mut(self.row_bytes.saturating_add(1)) {
            let Some((filter, row)) = row.split_first_mut() else { continue };
            unfilter(*filter, row, &above, self.pixel_bytes)?;
            plain.extend_from_slice(row);
            above.resize(row.len(), 0);
            above.copy_from_slice(row);
        }
        Ok(plain)
    }
}

/// Undoes the prediction that the parameters of a filter ask for.
pub(super) fn undo_prediction(
    bytes: Zeroizing<Vec<u8>>,
    parameters: Option<&Dictionary>,
    objects: &Objects,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    match Prediction::of(parameters, objects)? {
        Some(prediction) => prediction.undo(bytes),
        None => Ok(bytes),
    }
}

fn add_left(row: &mut [u8], pixel_bytes: usize) {
    for at in pixel_bytes..row.len() {
        let left = byte(row, at.checked_sub(pixel_bytes));
        if let Some(byte) = row.get_mut(at) {
            *byte = byte.wrapping_add(left);
        }
    }
}

/// One row of PNG (PNG specification, 9.2).
fn unfilter(filter: u8, row: &mut [u8], above: &[u8], pixel_bytes: usize) -> Result<(), Undecided> {
    for at in 0..row.len() {
        let before = at.checked_sub(pixel_bytes);
        let (left, up) = (byte(row, before), byte(above, Some(at)));
        let predicted = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => left.midpoint(up),
            4 => paeth(left, up, byte(above, before)),
            _ => return Err(Undecided::Corrupt),
        };
        if let Some(byte) = row.get_mut(at) {
            *byte = byte.wrapping_add(predicted);
        }
    }
    Ok(())
}

fn byte(row: &[u8], at: Option<usize>) -> u8 {
    at.and_then(|at| row.get(at)).copied().unwrap_or(0)
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a.saturating_add(b).saturating_sub(c);
    let [to_left, to_up, to_corner] = [a, b, c].map(|value| guess.abs_diff(value));
    if to_left <= to_up && to_left <= to_corner {
        left
    } else if to_up <= to_corner {
        up
    } else {
        corner
    }
}
