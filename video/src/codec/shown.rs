//! What a player shows of a picture of luma and two planes of colour at half its width and height: RGB, as
//! the conversion of ffmpeg makes it that the tool of vPDQ hashes, to the last bit.

use presend::undecided::Undecided;

/// Samples of one plane: rows that begin so far apart.
#[derive(Clone, Copy)]
pub(crate) struct Samples<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) stride: usize,
}

impl<'a> Samples<'a> {
    fn row(self, y: usize) -> &'a [u8] {
        self.bytes.get(y.saturating_mul(self.stride)..).unwrap_or_default()
    }
}

/// How samples become colours: of BT.601, with 13 bits behind the point.
#[derive(Clone, Copy)]
struct Factors {
    black: i32,
    luma: i32,
    red: i32,
    green: [i32; 2],
    blue: i32,
}

/// Luma from 16 to 235, as nearly all videos have it.
const NARROW: Factors =
    Factors { black: 16, luma: 9_539, red: 13_075, green: [-3_209, -6_660], blue: 16_525 };
/// Luma from 0 to 255.
const FULL: Factors =
    Factors { black: 0, luma: 8_192, red: 11_485, green: [-2_819, -5_850], blue: 14_516 };

/// Each product is rounded down by itself, as vectors of 16 bits make it.
const fn scaled(value: i32, factor: i32) -> i32 {
    value.wrapping_mul(8).wrapping_mul(factor) >> 16
}

/// Red, green and blue of each pixel, row by row. Without planes of colour all are grey.
pub(crate) fn shown(
    luma: Samples<'_>,
    colour: Option<[Samples<'_>; 2]>,
    (width, height): (usize, usize),
    has_full_range: bool,
) -> Result<Vec<u8>, Undecided> {
    let factors = if has_full_range { FULL } else { NARROW };
    let pixels = width.checked_mul(height).and_then(|pixels| pixels.checked_mul(3));
    let mut rgb = Vec::with_capacity(pixels.ok_or(Undecided::Corrupt)?);
    for y in 0..height {
        let row = luma.row(y).get(..width).ok_or(Undecided::Corrupt)?;
        let half = width.div_ceil(2);
        let of = |plane: Samples<'_>| plane.row(y >> 1).get(..half).map(<[u8]>::to_vec);
        let [blue, red] = match colour {
            Some([blue, red]) => [of(blue), of(red)],
            None => [(); 2].map(|()| Some(vec![128; half])),
        };
        let (blue, red) = (blue.ok_or(Undecided::Corrupt)?, red.ok_or(Undecided::Corrupt)?);
        for (pair, (blue, red)) in row.chunks(2).zip(blue.into_iter().zip(red)) {
            let added = factors.added(blue, red);
            rgb.extend(pair.iter().flat_map(|luma| factors.pixel(*luma, added)));
        }
    }
    Ok(rgb)
}

impl Factors {
    /// What colour adds to red, green and blue.
    fn added(self, blue: u8, red: u8) -> [i32; 3] {
        let [blue, red] = [blue, red].map(|sample| i32::from(sample).wrapping_sub(128));
        let [green_blue, green_red] = self.green;
        let green = scaled(blue, green_blue).wrapping_add(scaled(red, green_red));
        [scaled(red, self.red), green, scaled(blue, self.blue)]
    }

    fn pixel(self, luma: u8, added: [i32; 3]) -> [u8; 3] {
        let grey = scaled(i32::from(luma).wrapping_sub(self.black), self.luma);
        added.map(|added| u8::try_from(grey.wrapping_add(added).clamp(0, 255)).unwrap_or(u8::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey, a red and a saturated blue, as ffmpeg 5.1 makes them.
    #[test]
    fn colours_are_those_of_ffmpeg() {
        let rgb = |luma: u8, blue: u8, red: u8, full| {
            let plane = |sample| Samples { bytes: sample, stride: 1 };
            let colour =
                Some([plane(core::slice::from_ref(&blue)), plane(core::slice::from_ref(&red))]);
            shown(plane(core::slice::from_ref(&luma)), colour, (1, 1), full)
        };
        assert_eq!(rgb(126, 128, 128, false), Ok(vec![128; 3]));
        assert_eq!(rgb(235, 128, 128, false), Ok(vec![255; 3]));
        assert_eq!(rgb(4, 128, 128, false), Ok(vec![0; 3]));
        assert_eq!(rgb(200, 128, 128, true), Ok(vec![200; 3]));
    }

    #[test]
    fn planes_that_are_too_short_are_refused_and_odd_sides_are_whole() {
        let plane = |bytes, stride| Samples { bytes, stride };
        let (luma, half) = ([100; 15], [128; 6]);
        let colour = |bytes| Some([plane(bytes, 3), plane(bytes, 3)]);
        let whole = shown(plane(&luma, 5), colour(&half), (5, 3), false).map(|rgb| rgb.len());
        assert_eq!(whole, Ok(45));
        assert_eq!(shown(plane(&luma[..14], 5), None, (5, 3), false), Err(Undecided::Corrupt));
        assert_eq!(
            shown(plane(&luma, 5), colour(&half[..5]), (5, 3), false),
            Err(Undecided::Corrupt)
        );
    }
}
