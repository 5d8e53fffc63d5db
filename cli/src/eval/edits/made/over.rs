//! Put over the picture.

use super::captions::centred;
use crate::eval::edits::grey::{BLACK, Grey, WHITE, between, drawn, emoji, ground, part};

/// White letters with a black edge, a line above and one below, as memes have them.
pub(in crate::eval::edits) fn two_lines(picture: &Grey) -> Grey {
    let mut shown = picture.clone();
    let height = picture.height();
    outlined(&mut shown, "WHEN THE BUS IS LATE", part(height, 40), part(height, 12));
    outlined(&mut shown, "AND IT RAINS AGAIN", part(height, 860), part(height, 12));
    shown
}

/// One word across the middle, a fifth of the height.
pub(in crate::eval::edits) fn big_text(picture: &Grey) -> Grey {
    let mut shown = picture.clone();
    let height = picture.height();
    outlined(&mut shown, "SUMMER", part(height, 400), part(height, 29));
    shown
}

fn outlined(on: &mut Grey, text: &str, top: u32, dot: u32) {
    let mut ink = ground(on.width(), on.height(), BLACK);
    centred(&mut ink, text, top, dot, WHITE);
    let edge = (dot / 3).max(1);
    let tone = |x: u32, y: u32| {
        let near = |x: u32, y: u32| ink.get_pixel_checked(x, y).is_some_and(|p| p.0 == [WHITE]);
        if near(x, y) {
            return Some(WHITE);
        }
        let around = [x.saturating_sub(edge), x, x + edge]
            .map(|x| [y.saturating_sub(edge), y, y + edge].map(|y| near(x, y)));
        around.as_flattened().contains(&true).then_some(BLACK)
    };
    for (x, y, pixel) in on.enumerate_pixels_mut() {
        pixel.0[0] = tone(x, y).unwrap_or(pixel.0[0]);
    }
}

/// Faces of so many thousandths of the shorter side, at up to five places.
pub(in crate::eval::edits) fn emojis(picture: &Grey, share: u32, count: usize) -> Grey {
    const PLACES: [(u32, u32); 5] = [(600, 150), (120, 640), (700, 700), (200, 120), (420, 400)];
    let (width, height) = picture.dimensions();
    let size = part(width.min(height), share);
    let mut shown = picture.clone();
    for (x, y) in PLACES.into_iter().take(count) {
        emoji(&mut shown, (part(width, x), part(height, y)), size);
    }
    shown
}

/// Pale letters over all of it, slanted.
pub(in crate::eval::edits) fn watermark(picture: &Grey) -> Grey {
    let (width, height) = picture.dimensions();
    let mut ink = ground(2 * width, 2 * height, BLACK);
    for line in 0..8 {
        let top = line * height / 4;
        centred(&mut ink, "SAMPLE SAMPLE SAMPLE", top, part(height, 10).max(1), WHITE);
    }
    let (sine, cosine) = 30_f32.to_radians().sin_cos();
    drawn(width, height, |x, y| {
        let (across, down) = (x - width as f32 / 2.0, y - height as f32 / 2.0);
        let (from_x, from_y) = (across * cosine + down * sine, down * cosine - across * sine);
        let inked = between(&ink, from_x + width as f32, from_y + height as f32).unwrap_or(0.0);
        let own = between(picture, x, y).unwrap_or(0.0);
        own + (255.0 - own) * 0.25 * inked / 255.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_covers_a_part_of_the_picture_and_leaves_the_rest() {
        let picture = ground(600, 400, 90);
        for (shown, least, most) in [
            (two_lines(&picture), 3, 20),
            (big_text(&picture), 5, 25),
            (emojis(&picture, 150, 1), 1, 3),
            (emojis(&picture, 300, 1), 3, 6),
            (emojis(&picture, 150, 5), 5, 8),
        ] {
            let changed = shown.iter().filter(|tone| **tone != 90).count() * 100 / 240_000;
            assert!((least..=most).contains(&changed), "{changed} %");
        }
    }
}
