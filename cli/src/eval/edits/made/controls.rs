//! What PDQ sees through by itself, or nearly.

use image::imageops::{self, fast_blur};

use crate::eval::edits::grey::{Grey, each, scaled};

/// Left and right swapped.
pub(in crate::eval::edits) fn mirrored(picture: &Grey) -> Grey {
    imageops::flip_horizontal(picture)
}

/// A quarter turn clockwise.
pub(in crate::eval::edits) fn turned_quarter(picture: &Grey) -> Grey {
    imageops::rotate90(picture)
}

/// A Gaussian of so many pixels.
pub(in crate::eval::edits) fn blurred(picture: &Grey, sigma: f32) -> Grey {
    fast_blur(picture, sigma)
}

/// Edges raised.
pub(in crate::eval::edits) fn sharpened(picture: &Grey) -> Grey {
    imageops::unsharpen(picture, 2.0, 2)
}

/// Scaled to so many thousandths and kept so.
pub(in crate::eval::edits) fn smaller_and_back(picture: &Grey, share: u32) -> Grey {
    let (width, height) = picture.dimensions();
    let small = scaled(picture, width * share / 1000, height * share / 1000);
    scaled(&small, width, height)
}

/// Each pixel moved by up to so many levels, the same way each time.
pub(in crate::eval::edits) fn noisy(picture: &Grey, levels: i16) -> Grey {
    let (mut noisy, mut state) = (picture.clone(), 0x9E37_79B9_u32);
    for tone in noisy.iter_mut() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let off = i16::try_from(state >> 20).unwrap_or(0) % (2 * levels + 1) - levels;
        *tone = u8::try_from((i16::from(*tone) + off).clamp(0, 255)).unwrap_or(*tone);
    }
    noisy
}

/// Corners at under half of their light.
pub(in crate::eval::edits) fn darker_corners(picture: &Grey) -> Grey {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let mut dark = picture.clone();
    for (x, y, pixel) in dark.enumerate_pixels_mut() {
        let unit = |at: u32, length: f32| 2.0 * (at as f32 + 0.5) / length - 1.0;
        let (x, y) = (unit(x, width), unit(y, height));
        let light = 1.0 - 0.3 * (x * x + y * y);
        pixel.0[0] = (f32::from(pixel.0[0]) * light) as u8;
    }
    dark
}

/// Its histogram made level.
pub(in crate::eval::edits) fn equalised(picture: &Grey) -> Grey {
    let mut counts = [0_u32; 256];
    for tone in picture.iter() {
        if let Some(count) = counts.get_mut(usize::from(*tone)) {
            *count += 1;
        }
    }
    let all = u64::from(counts.iter().sum::<u32>()).max(1);
    let mut below = 0_u64;
    let levels = counts.map(|count| {
        below += u64::from(count);
        u8::try_from(below * 255 / all).unwrap_or(u8::MAX)
    });
    each(picture, |tone| levels.get(usize::from(tone)).copied().unwrap_or(tone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equalised_picture_uses_all_levels() {
        let picture = Grey::from_fn(100, 100, |x, y| image::Luma([(100 + (x + y) / 10) as u8]));
        let levels = equalised(&picture);
        let (least, most) = (levels.iter().min().copied(), levels.iter().max().copied());
        assert!(least < Some(20) && most == Some(255), "{least:?} {most:?}");
    }

    #[test]
    fn noise_stays_within_its_levels_and_is_the_same_each_time() {
        let picture = Grey::from_pixel(50, 50, image::Luma([100]));
        let shown = noisy(&picture, 12);
        assert!(shown == noisy(&picture, 12));
        assert!(shown.iter().all(|tone| tone.abs_diff(100) <= 12));
        assert!(shown.iter().any(|tone| *tone > 108) && shown.iter().any(|tone| *tone < 92));
    }
}
