//! Flat borders.

use crate::eval::edits::grey::{Grey, ground, part, put};

/// With a border: left, top, right and bottom in thousandths of the picture's own sides.
pub(in crate::eval::edits) fn framed(
    picture: &Grey,
    [left, top, right, bottom]: [u32; 4],
    tone: u8,
) -> Grey {
    let (width, height) = picture.dimensions();
    let [left, right] = [left, right].map(|share| part(width, share));
    let [top, bottom] = [top, bottom].map(|share| part(height, share));
    let mut framed = ground(left + width + right, top + height + bottom, tone);
    put(&mut framed, picture, left, top);
    framed
}

/// A fifth of its height above and below it.
pub(in crate::eval::edits) fn letterboxed(picture: &Grey, tone: u8) -> Grey {
    framed(picture, [0, 200, 0, 200], tone)
}

/// A fifth of its width at either side.
pub(in crate::eval::edits) fn pillarboxed(picture: &Grey, tone: u8) -> Grey {
    framed(picture, [200, 0, 200, 0], tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_has_its_share_of_each_side() {
        let bordered = framed(&ground(200, 100, 9), [50, 100, 0, 20], 255);
        assert_eq!(bordered.dimensions(), (210, 112));
        let tone = |x, y| bordered.get_pixel(x, y).0[0];
        assert_eq!([tone(9, 50), tone(10, 50), tone(50, 9), tone(50, 10)], [255, 9, 255, 9]);
        assert_eq!([tone(209, 50), tone(50, 109), tone(50, 110)], [9, 9, 255]);
    }
}
