//! Stories: the picture before a blurred copy of itself.

use image::imageops::blur;

use super::captions::centred;
use crate::eval::edits::grey::{BLACK, Grey, WHITE, fitted, ground, put_in_middle, scaled};

/// Nine by sixteen.
const SCREEN: (u32, u32) = (720, 1280);

/// The blurred copy fills the screen; with or without a line of text.
pub(in crate::eval::edits) fn story(picture: &Grey, text: bool) -> Grey {
    let mut screen = ground(SCREEN.0, SCREEN.1, BLACK);
    put_in_middle(&mut screen, &behind(picture));
    put_in_middle(&mut screen, &fitted(picture, SCREEN.0, SCREEN.1));
    if text {
        centred(&mut screen, "SUNDAY MORNING", SCREEN.1 / 10, 8, WHITE);
    }
    screen
}

/// Blurred at an eighth of the size, which is as good and much less work.
fn behind(picture: &Grey) -> Grey {
    let (width, height) = picture.dimensions();
    // A strip fills no screen: it is stretched rather than drawn a hundred screens high.
    let high = (height * SCREEN.0 / width.max(1)).clamp(SCREEN.1, 4 * SCREEN.1);
    let wide = (width * high).div_ceil(height.max(1)).clamp(SCREEN.0, 4 * SCREEN.1);
    let small = blur(&scaled(picture, wide / 8, high / 8), 4.0);
    scaled(&small, wide, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_nine_by_sixteen_and_has_no_empty_edge() {
        for (width, height) in [(640, 427), (427, 640), (640, 200)] {
            let shown = story(&ground(width, height, 120), false);
            assert_eq!(shown.dimensions(), SCREEN);
            assert!(shown.iter().all(|tone| tone.abs_diff(120) <= 1));
        }
    }
}
