use presend::orientation::Orientation;

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

/// Pixels in memory, three bytes each, rows top to bottom.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

impl Picture {
    /// Asks `pixel` for the colour of every x and y.
    pub(crate) fn draw(width: u32, height: u32, pixel: impl Fn(u32, u32) -> Rgb) -> Self {
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            for x in 0..width {
                rgb.extend(pixel(x, y));
            }
        }
        Self { width, height, rgb }
    }

    pub(crate) fn at(&self, x: u32, y: u32) -> Rgb {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        [self.rgb[at], self.rgb[at + 1], self.rgb[at + 2]]
    }

    pub(crate) fn pixels(&self) -> impl Iterator<Item = Rgb> {
        self.rgb.as_chunks::<3>().0.iter().copied()
    }

    /// The same picture with every pixel put through `change`.
    pub(crate) fn map(&self, change: impl Fn(Rgb) -> Rgb) -> Self {
        let rgb = self.pixels().flat_map(change).collect();
        Self { rgb, ..*self }
    }

    /// The picture turned, pixel by pixel.
    pub(crate) fn turned(&self, turn: Orientation) -> Self {
        use Orientation as O;
        let (right, bottom) = (self.width - 1, self.height - 1);
        let swaps = turn.swaps_sides();
        let (width, height) =
            if swaps { (self.height, self.width) } else { (self.width, self.height) };
        Self::draw(width, height, |x, y| match turn {
            O::Upright => self.at(x, y),
            O::Rotate90 => self.at(y, bottom - x),
            O::Rotate180 => self.at(right - x, bottom - y),
            O::Rotate270 => self.at(right - y, x),
            O::Mirror => self.at(right - x, y),
            O::Flip => self.at(x, bottom - y),
            O::Transpose => self.at(y, x),
            O::Transverse => self.at(right - y, bottom - x),
        })
    }

    /// Scaled down so that the longer side is this long; a smaller picture stays as it is.
    pub(crate) fn within(&self, side: u32) -> Self {
        let longer = self.width.max(self.height);
        if longer <= side {
            return self.clone();
        }
        let scaled = |length: u32| (length * side / longer).max(1);
        let (width, height) = (scaled(self.width), scaled(self.height));
        let Some(buffer) = image::RgbImage::from_raw(self.width, self.height, self.rgb.clone())
        else {
            return self.clone();
        };
        let filter = image::imageops::FilterType::CatmullRom;
        let rgb = image::imageops::resize(&buffer, width, height, filter).into_raw();
        Self { width, height, rgb }
    }

    /// One byte a pixel, ITU-R BT.601 weights, rounded.
    pub(crate) fn gray(&self) -> Vec<u8> {
        self.pixels().map(gray).collect()
    }
}

pub(crate) fn gray([r, g, b]: Rgb) -> u8 {
    ((299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b) + 500) / 1000) as u8
}

/// The turn that undoes this one.
pub(crate) fn undo(turn: Orientation) -> Orientation {
    match turn {
        Orientation::Rotate90 => Orientation::Rotate270,
        Orientation::Rotate270 => Orientation::Rotate90,
        same => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered() -> Picture {
        Picture::draw(3, 2, |x, y| [(10 * y + x) as u8, 0, 0])
    }

    #[test]
    fn rotate90_is_clockwise() {
        let turned = numbered().turned(Orientation::Rotate90);
        assert_eq!((turned.width, turned.height), (2, 3));
        let reds: Vec<u8> = turned.pixels().map(|[r, _, _]| r).collect();
        assert_eq!(reds, [10, 0, 11, 1, 12, 2]);
    }

    #[test]
    fn undoing_a_turn_gives_the_picture_back() {
        for turn in Orientation::ALL {
            assert!(numbered().turned(turn).turned(undo(turn)) == numbered(), "{turn:?}");
        }
    }

    #[test]
    fn turning_twice_equals_the_composition_of_the_core() {
        for a in Orientation::ALL {
            for b in Orientation::ALL {
                let twice = numbered().turned(a).turned(b);
                assert!(twice == numbered().turned(a.then(b)), "{a:?} {b:?}");
            }
        }
    }
}
