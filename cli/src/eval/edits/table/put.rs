//! Put onto something, or something onto it.

use super::{Edit, Family};
use crate::eval::edits::grey::{BLACK, Grey, WHITE};
use crate::eval::edits::made::*;

const GREY: u8 = 128;

const fn border(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Border, name, does, make)
}

const fn caption(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Caption, name, does, make)
}

const fn screen(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Screen, name, does, make)
}

const fn chat(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Chat, name, does, make)
}

const fn over(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Over, name, does, make)
}

const fn combined(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Combined, name, does, make)
}

pub(super) static EDITS: &[Edit] = &[
    border("border_black_2", "black border of 2 %", |p| framed(p, [20; 4], BLACK)),
    border("border_black_5", "black border of 5 %", |p| framed(p, [50; 4], BLACK)),
    border("border_black_10", "black border of 10 %", |p| framed(p, [100; 4], BLACK)),
    border("border_black_20", "black border of 20 %", |p| framed(p, [200; 4], BLACK)),
    border("border_white_5", "white border of 5 %", |p| framed(p, [50; 4], WHITE)),
    border("border_white_10", "white border of 10 %", |p| framed(p, [100; 4], WHITE)),
    border("border_grey_uneven", "grey border of 3, 12, 6 and 9 %", |p| {
        framed(p, [30, 120, 60, 90], GREY)
    }),
    border("border_white_uneven", "white border of 12, 4, 2 and 15 %", |p| {
        framed(p, [120, 40, 20, 150], WHITE)
    }),
    border("letterbox", "black bars above and below", |p| letterboxed(p, BLACK)),
    border("pillarbox", "black bars at the sides", |p| pillarboxed(p, BLACK)),
    Edit::new(Family::Story, "story_blurred", "9:16 before a blurred copy", |p| story(p, false)),
    Edit::new(Family::Story, "story_text", "the same, with a line of text", |p| story(p, true)),
    caption("caption_white", "white bar with words above", |p| captioned(p, Place::Above, WHITE)),
    caption("caption_black", "black bar with words below", |p| captioned(p, Place::Below, BLACK)),
    caption("caption_both", "white bars with words above and below", |p| {
        captioned(p, Place::Both, WHITE)
    }),
    caption("demotivator", "framed on black with two lines", demotivator),
    screen("phone_light", "screenshot of a phone's gallery, light", |p| phone(p, Look::Light)),
    screen("phone_dark", "screenshot of a phone's gallery, dark", |p| phone(p, Look::Dark)),
    screen("card_light", "a post with the picture in it, light", |p| card(p, Look::Light)),
    screen("card_dark", "a post with the picture in it, dark", |p| card(p, Look::Dark)),
    screen("desktop", "a viewer's window on a desk", |p| desktop(p, Look::Light)),
    chat("chat_light", "in a chat, full width, light", |p| full_width(p, Look::Light)),
    chat("chat_dark", "in a chat, full width, dark", |p| full_width(p, Look::Dark)),
    chat("bubble_light", "in a chat's bubble, light", |p| bubble(p, Look::Light)),
    chat("bubble_dark", "in a chat's bubble, dark", |p| bubble(p, Look::Dark)),
    over("text_2_lines", "two lines over it", two_lines),
    over("text_big", "a word across it", big_text),
    over("emoji_15", "a face of 15 %", |p| emojis(p, 150, 1)),
    over("emoji_30", "a face of 30 %", |p| emojis(p, 300, 1)),
    over("emoji_5x", "five faces of 15 %", |p| emojis(p, 150, 5)),
    over("watermark", "pale words all over it", watermark),
    combined("mirror_border_5", "mirrored, black border of 5 %", |p| {
        framed(&mirrored(p), [50; 4], BLACK)
    }),
    combined("mirror_crop_3", "mirrored, 3 % cut off each side", |p| cut(&mirrored(p), [30; 4])),
    combined("bars_crop_6", "6 % cut off above and below, black bars there", |p| {
        framed(&cut(p, [0, 60, 0, 60]), [0, 60, 0, 60], BLACK)
    }),
    combined("crop_5_text", "5 % cut off each side, words, JPEG of quality 50", |p| {
        two_lines(&cut(p, [50; 4]))
    })
    .at_quality(50),
];
