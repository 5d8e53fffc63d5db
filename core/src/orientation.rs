//! The eight ways a picture can be turned or mirrored without losing a pixel.

use crate::closed_list::closed_list;

closed_list! {
    /// One of the eight symmetries of a rectangle's pixels, named as what is done to the picture.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum Orientation {
        /// As it is.
        #[default]
        Upright = "upright" => "rechtop",
        /// A quarter turn clockwise.
        Rotate90 = "rotate90" => "kwartslag rechtsom",
        /// A half turn.
        Rotate180 = "rotate180" => "ondersteboven",
        /// A quarter turn counter-clockwise.
        Rotate270 = "rotate270" => "kwartslag linksom",
        /// Left and right swapped.
        Mirror = "mirror" => "gespiegeld",
        /// Top and bottom swapped.
        Flip = "flip" => "boven en onder verwisseld",
        /// Rows and columns swapped: mirrored along the main diagonal.
        Transpose = "transpose" => "gespiegeld over een diagonaal",
        /// Mirrored along the other diagonal.
        Transverse = "transverse" => "gespiegeld over de andere diagonaal",
    }
}

impl Orientation {
    /// What a viewer does to the stored pixels for an EXIF orientation tag (TIFF 6.0, tag 274).
    /// A value outside 1-8 means nothing is done, as viewers do.
    #[must_use]
    pub const fn from_exif(tag: u16) -> Self {
        match tag {
            2 => Self::Mirror,
            3 => Self::Rotate180,
            4 => Self::Flip,
            5 => Self::Transpose,
            6 => Self::Rotate90,
            7 => Self::Transverse,
            8 => Self::Rotate270,
            _ => Self::Upright,
        }
    }

    /// True if width and height change places.
    #[must_use]
    pub const fn swaps_sides(self) -> bool {
        matches!(self, Self::Rotate90 | Self::Rotate270 | Self::Transpose | Self::Transverse)
    }

    /// The single symmetry that equals doing `self` first and `next` afterwards.
    #[must_use]
    pub const fn then(self, next: Self) -> Self {
        // A symmetry is a transpose (or not) followed by a mirror and a flip (or not). A transpose
        // that comes later swaps which of the two earlier swaps is the mirror.
        let (t, m, f) = self.steps();
        let (nt, nm, nf) = next.steps();
        let (m, f) = if nt { (f, m) } else { (m, f) };
        Self::from_steps(t != nt, m != nm, f != nf)
    }

    /// (transpose, then mirror, then flip)
    pub(crate) const fn steps(self) -> (bool, bool, bool) {
        match self {
            Self::Upright => (false, false, false),
            Self::Rotate90 => (true, true, false),
            Self::Rotate180 => (false, true, true),
            Self::Rotate270 => (true, false, true),
            Self::Mirror => (false, true, false),
            Self::Flip => (false, false, true),
            Self::Transpose => (true, false, false),
            Self::Transverse => (true, true, true),
        }
    }

    const fn from_steps(transpose: bool, mirror: bool, flip: bool) -> Self {
        match (transpose, mirror, flip) {
            (false, false, false) => Self::Upright,
            (true, true, false) => Self::Rotate90,
            (false, true, true) => Self::Rotate180,
            (true, false, true) => Self::Rotate270,
            (false, true, false) => Self::Mirror,
            (false, false, true) => Self::Flip,
            (true, false, false) => Self::Transpose,
            (true, true, true) => Self::Transverse,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Orientation as O;

    /// Applies `o` to a 3x2 picture of distinct pixels, straight from the names' meaning.
    fn turn(o: O, rows: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mirror = |r: &[Vec<u8>]| -> Vec<Vec<u8>> {
            r.iter().map(|row| row.iter().rev().copied().collect()).collect()
        };
        let flip = |r: &[Vec<u8>]| -> Vec<Vec<u8>> { r.iter().rev().cloned().collect() };
        let transpose = |r: &[Vec<u8>]| -> Vec<Vec<u8>> {
            let width = r.first().map_or(0, Vec::len);
            (0..width).map(|x| r.iter().filter_map(|row| row.get(x).copied()).collect()).collect()
        };
        match o {
            O::Upright => rows.to_vec(),
            O::Mirror => mirror(rows),
            O::Flip => flip(rows),
            O::Transpose => transpose(rows),
            O::Rotate90 => mirror(&transpose(rows)),
            O::Rotate180 => mirror(&flip(rows)),
            O::Rotate270 => flip(&transpose(rows)),
            O::Transverse => mirror(&flip(&transpose(rows))),
        }
    }

    #[test]
    fn composition_equals_turning_twice() {
        let picture = vec![vec![1, 2, 3], vec![4, 5, 6]];
        for a in O::ALL {
            for b in O::ALL {
                assert_eq!(turn(b, &turn(a, &picture)), turn(a.then(b), &picture), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn rotate90_is_clockwise() {
        let picture = vec![vec![1, 2, 3], vec![4, 5, 6]];
        assert_eq!(turn(O::Rotate90, &picture), vec![vec![4, 1], vec![5, 2], vec![6, 3]]);
    }

    #[test]
    fn exif_tags_outside_the_standard_change_nothing() {
        for tag in [0, 1, 9, 255, u16::MAX] {
            assert_eq!(O::from_exif(tag), O::Upright);
        }
    }
}
