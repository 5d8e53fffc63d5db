//! Screenshots of a chat with the picture in it.

use image::Luma;

use super::screens::{Look, PHONE, bars};
use crate::eval::edits::grey::{Grey, fill, fitted, ground, put, write};

/// From one side of the screen to the other.
pub(in crate::eval::edits) fn full_width(picture: &Grey, look: Look) -> Grey {
    let mut screen = chat(look);
    let shown = fitted(picture, PHONE.0, PHONE.1 * 6 / 10);
    put(&mut screen, &shown, (PHONE.0 - shown.width()) / 2, PHONE.1 * 22 / 100);
    let below = PHONE.1 * 22 / 100 + shown.height();
    message(&mut screen, look, [24, below + 30, 420, 84], "LOOK AT THIS");
    screen
}

/// 72 per cent of the screen wide, with round corners, in a bubble with a thin rim.
pub(in crate::eval::edits) fn bubble(picture: &Grey, look: Look) -> Grey {
    let mut screen = chat(look);
    let shown = fitted(picture, PHONE.0 * 72 / 100, PHONE.1 * 6 / 10);
    let (width, height) = shown.dimensions();
    let (left, top, rim) = (PHONE.0 - width - 28, PHONE.1 * 22 / 100, 6);
    let around = [left - rim, top - rim, width + 2 * rim, height + 2 * rim];
    rounded(&mut screen, around, 30, |_, _| look.own_bubble());
    rounded(&mut screen, [left, top, width, height], 24, |x, y| shown.get_pixel(x, y).0[0]);
    message(&mut screen, look, [24, top + height + 40, 420, 84], "WHERE IS THAT");
    message(&mut screen, look, [24, top + height + 150, 300, 84], "NICE");
    screen
}

fn chat(look: Look) -> Grey {
    let mut screen = ground(PHONE.0, PHONE.1, look.chat_ground());
    bars(&mut screen, look);
    message(&mut screen, look, [24, 190, 380, 84], "HELLO");
    screen
}

fn message(on: &mut Grey, look: Look, around: [u32; 4], text: &str) {
    rounded(on, around, 26, |_, _| look.bubble());
    let [left, top, _, height] = around;
    write(on, text, (left + 24, top + height / 2 - 12), 3, look.ink());
    fill(on, [left + around[2] - 70, top + height - 18, 50, 6], look.faint());
}

/// A rectangle with round corners; `tone` is asked for places within it.
fn rounded(
    on: &mut Grey,
    [left, top, width, height]: [u32; 4],
    radius: u32,
    tone: impl Fn(u32, u32) -> u8,
) {
    let beyond = |at: u32, length: u32| {
        radius.saturating_sub(at).max((at + radius + 1).saturating_sub(length))
    };
    for y in 0..height.min(on.height().saturating_sub(top)) {
        for x in 0..width.min(on.width().saturating_sub(left)) {
            let (across, down) = (beyond(x, width), beyond(y, height));
            if across * across + down * down <= radius * radius {
                on.put_pixel(left + x, top + y, Luma([tone(x, y)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_rectangle_lacks_its_corners_alone() {
        let mut on = ground(60, 50, 0);
        rounded(&mut on, [10, 10, 40, 30], 8, |_, _| 9);
        let tone = |x, y| on.get_pixel(x, y).0[0];
        assert_eq!([tone(10, 10), tone(49, 10), tone(10, 39), tone(49, 39)], [0; 4]);
        assert_eq!([tone(18, 10), tone(10, 18), tone(49, 31), tone(30, 25)], [9; 4]);
        assert_eq!([tone(9, 25), tone(50, 25), tone(30, 9), tone(30, 40)], [0; 4]);
    }

    #[test]
    fn the_bubble_is_72_per_cent_of_the_screen_wide() {
        let screen = bubble(&ground(640, 480, 77), Look::Dark);
        let row = PHONE.1 * 22 / 100 + 100;
        let shown = (0..PHONE.0).filter(|x| screen.get_pixel(*x, row).0 == [77]).count();
        assert_eq!(shown, 518);
    }
}
