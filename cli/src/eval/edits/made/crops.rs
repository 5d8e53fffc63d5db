//! Cut away.

use image::imageops::crop_imm;

use crate::eval::edits::grey::{Grey, part};

/// Without so many thousandths of its sides: left, top, right, bottom.
pub(in crate::eval::edits) fn cut(picture: &Grey, [left, top, right, bottom]: [u32; 4]) -> Grey {
    let (width, height) = picture.dimensions();
    let [left, right] = [left, right].map(|share| part(width, share));
    let [top, bottom] = [top, bottom].map(|share| part(height, share));
    let keep = |whole: u32, away: u32| whole.saturating_sub(away).max(1);
    crop_imm(picture, left, top, keep(width, left + right), keep(height, top + bottom)).to_image()
}

/// The largest rectangle of this shape around the middle.
pub(in crate::eval::edits) fn to_shape(picture: &Grey, wide: u32, high: u32) -> Grey {
    let (width, height) = picture.dimensions();
    let (new_width, new_height) = if width * high > height * wide {
        (height * wide / high, height)
    } else {
        (width, width * high / wide)
    };
    let (left, top) = ((width - new_width) / 2, (height - new_height) / 2);
    crop_imm(picture, left, top, new_width.max(1), new_height.max(1)).to_image()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_keeps_the_pixels_between() {
        let picture = Grey::from_fn(100, 50, |x, y| image::Luma([(x + y) as u8]));
        let kept = cut(&picture, [40, 70, 20, 60]);
        assert_eq!(kept.dimensions(), (94, 43));
        assert_eq!([kept.get_pixel(0, 0).0, kept.get_pixel(93, 42).0], [[4 + 4], [97 + 46]]);
    }

    #[test]
    fn a_shape_is_cut_around_the_middle() {
        let picture = Grey::from_fn(90, 60, |x, y| image::Luma([(x + y) as u8]));
        let square = to_shape(&picture, 1, 1);
        assert_eq!((square.dimensions(), square.get_pixel(0, 0).0), ((60, 60), [15]));
        assert_eq!(to_shape(&picture, 4, 5).dimensions(), (48, 60));
        assert_eq!(to_shape(&picture, 16, 9).dimensions(), (90, 50));
    }
}
