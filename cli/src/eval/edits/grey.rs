//! A picture in grey, as the check sees it, and the few strokes of which edits are made.

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};

use crate::testkit::font;

/// One byte a pixel, rows top to bottom.
pub(crate) type Grey = GrayImage;

pub(super) const BLACK: u8 = 0;
pub(super) const WHITE: u8 = 255;

/// So many thousandths of a length, to the nearest pixel.
pub(super) fn part(length: u32, thousandths: u32) -> u32 {
    (length * thousandths + 500) / 1000
}

/// Nothing but one tone.
pub(super) fn ground(width: u32, height: u32, tone: u8) -> Grey {
    Grey::from_pixel(width.max(1), height.max(1), Luma([tone]))
}

/// Puts a picture onto another; what would lie outside is left out.
pub(super) fn put(on: &mut Grey, picture: &Grey, left: u32, top: u32) {
    imageops::replace(on, picture, left.into(), top.into());
}

/// In the middle.
pub(super) fn put_in_middle(on: &mut Grey, picture: &Grey) {
    let middle = |outer: u32, inner: u32| (i64::from(outer) - i64::from(inner)) / 2;
    let left = middle(on.width(), picture.width());
    imageops::replace(on, picture, left, middle(on.height(), picture.height()));
}

/// Fills a rectangle, as far as it lies on the picture.
pub(super) fn fill(on: &mut Grey, [left, top, width, height]: [u32; 4], tone: u8) {
    put(on, &ground(width, height, tone), left, top);
}

/// Of this size.
pub(crate) fn scaled(picture: &Grey, width: u32, height: u32) -> Grey {
    imageops::resize(picture, width.max(1), height.max(1), FilterType::CatmullRom)
}

/// As large as fits, in the same shape.
pub(super) fn fitted(picture: &Grey, width: u32, height: u32) -> Grey {
    let (own_width, own_height) = picture.dimensions();
    if own_width * height > own_height * width {
        scaled(picture, width, (own_height * width + own_width / 2) / own_width)
    } else {
        scaled(picture, (own_width * height + own_height / 2) / own_height, height)
    }
}

/// With its longer side of so many pixels.
pub(crate) fn with_longer_side(picture: &Grey, side: u32) -> Grey {
    fitted(picture, side, side)
}

/// Every pixel put through `change`.
pub(super) fn each(picture: &Grey, change: impl Fn(u8) -> u8) -> Grey {
    let mut changed = picture.clone();
    changed.iter_mut().for_each(|tone| *tone = change(*tone));
    changed
}

/// The tone at a place between pixels; `None` outside. Pixel 0 reaches from 0 to 1.
pub(super) fn between(picture: &Grey, x: f32, y: f32) -> Option<f32> {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    if !(0.0..=width).contains(&x) || !(0.0..=height).contains(&y) {
        return None;
    }
    let split = |place: f32, end: f32| {
        let place = (place - 0.5).clamp(0.0, (end - 1.0).max(0.0));
        (place as u32, place.fract())
    };
    let ((x, right), (y, below)) = (split(x, width), split(y, height));
    let at = |x: u32, y: u32| {
        let inside = (x.min(picture.width() - 1), y.min(picture.height() - 1));
        f32::from(picture.get_pixel(inside.0, inside.1).0[0])
    };
    let row = |y: u32| at(x, y) * (1.0 - right) + at(x + 1, y) * right;
    Some(row(y) * (1.0 - below) + row(y + 1) * below)
}

/// A picture whose pixels are asked for by their centres.
pub(super) fn drawn(width: u32, height: u32, tone: impl Fn(f32, f32) -> f32) -> Grey {
    Grey::from_fn(width.max(1), height.max(1), |x, y| {
        Luma([tone(x as f32 + 0.5, y as f32 + 0.5).round().clamp(0.0, 255.0) as u8])
    })
}

/// A line of capital letters with dots of this size.
pub(super) fn write(on: &mut Grey, text: &str, (left, top): (u32, u32), dot: u32, tone: u8) {
    for row in 0..font::LETTER.1 {
        for column in (0..font::width(text)).filter(|column| font::inked(text, *column, row)) {
            let place = |from: u32, dots: i64| from + dot * u32::try_from(dots).unwrap_or(0);
            fill(on, [place(left, column), place(top, row), dot, dot], tone);
        }
    }
}

/// How wide [`write`] makes it.
pub(super) fn written_width(text: &str, dot: u32) -> u32 {
    u32::try_from(font::width(text)).unwrap_or(0) * dot
}

/// A disc with a darker rim, two eyes and a mouth.
pub(super) fn emoji(on: &mut Grey, (left, top): (u32, u32), size: u32) {
    for y in top..(top + size).min(on.height()) {
        for x in left..(left + size).min(on.width()) {
            let unit = |at: u32, from: u32| 2.0 * ((at - from) as f32 + 0.5) / size as f32 - 1.0;
            let (x_unit, y_unit) = (unit(x, left), unit(y, top));
            if let Some(tone) = emoji_tone(x_unit, y_unit) {
                on.put_pixel(x, y, Luma([tone]));
            }
        }
    }
}

/// From -1 to 1 either way; `None` beside the disc.
fn emoji_tone(x: f32, y: f32) -> Option<u8> {
    let near = |at_x: f32, at_y: f32| (x - at_x).hypot(y - at_y);
    let radius = near(0.0, 0.0);
    let eye = near(-0.35, -0.25).min(near(0.35, -0.25)) < 0.14;
    let mouth = y > 0.1 && (0.5..0.64).contains(&radius);
    match radius {
        1.0.. => None,
        0.93.. => Some(150),
        _ if eye || mouth => Some(60),
        _ => Some(205),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_pixels_lies_their_mean() {
        let picture = Grey::from_fn(2, 1, |x, _| Luma([if x == 0 { 10 } else { 30 }]));
        let at = |x: f32| between(&picture, x, 0.5);
        assert_eq!(
            [at(0.0), at(0.5), at(1.0), at(1.5), at(2.0)].map(Option::unwrap_or_default),
            [10.0, 10.0, 20.0, 30.0, 30.0]
        );
        assert_eq!((at(-0.1), at(2.1)), (None, None));
    }

    #[test]
    fn a_picture_is_fitted_by_the_side_that_is_too_long() {
        assert_eq!(fitted(&ground(200, 100, 0), 50, 50).dimensions(), (50, 25));
        assert_eq!(fitted(&ground(100, 200, 0), 50, 50).dimensions(), (25, 50));
        assert_eq!(with_longer_side(&ground(30, 10, 0), 640).dimensions(), (640, 213));
    }

    #[test]
    fn an_emoji_covers_its_disc_and_nothing_else() {
        let mut picture = ground(100, 100, 7);
        emoji(&mut picture, (20, 30), 40);
        let tone = |x, y| picture.get_pixel(x, y).0[0];
        assert_eq!([tone(20, 30), tone(10, 50), tone(40, 50), tone(40, 30)], [7, 7, 205, 150]);
    }
}
