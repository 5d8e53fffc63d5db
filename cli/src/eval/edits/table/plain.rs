//! The picture whole and alone: re-encoded, toned, turned.

use super::{Edit, Family};
use crate::eval::edits::grey::{BLACK, Grey, WHITE, each, scaled};
use crate::eval::edits::made::*;

const fn control(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Control, name, does, make)
}

const fn turned(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Turned, name, does, make)
}

const fn tilt(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Tilted, name, does, make)
}

fn toned(picture: &Grey, change: impl Fn(f32) -> f32) -> Grey {
    each(picture, |tone| change(f32::from(tone)).clamp(0.0, 255.0) as u8)
}

fn scaled_to(picture: &Grey, thousandths: u32) -> Grey {
    let (width, height) = picture.dimensions();
    scaled(picture, width * thousandths / 1000, height * thousandths / 1000)
}

pub(super) static EDITS: &[Edit] = &[
    control("jpeg_50", "saved as JPEG of quality 50", Grey::clone).at_quality(50),
    control("jpeg_20", "saved as JPEG of quality 20", Grey::clone).at_quality(20),
    control("scale_50", "half as wide and high", |p| scaled_to(p, 500)),
    control("scale_25", "a quarter as wide and high", |p| scaled_to(p, 250)),
    control("scale_200", "twice as wide and high", |p| scaled_to(p, 2000)),
    control("pixelated", "scaled to a fifth and back", |p| smaller_and_back(p, 200)),
    control("blur", "a Gaussian of 2 pixels", |p| blurred(p, 2.0)),
    control("sharpen", "edges raised", sharpened),
    control("brighter", "40 levels brighter", |p| toned(p, |tone| tone + 40.0)),
    control("contrast", "half as much contrast again", |p| toned(p, |t| (t - 128.0) * 1.5 + 128.0)),
    control("equalize", "its histogram made level", equalised),
    control("noise", "noise of up to 24 levels", |p| noisy(p, 24)),
    control("vignette", "darker corners", darker_corners),
    control("mirror", "left and right swapped", mirrored),
    control("rotate90", "a quarter turn", turned_quarter),
    Edit::new(Family::Inverted, "inverted", "light and dark swapped", |p| each(p, |t| WHITE - t)),
    Edit::new(Family::Inverted, "inverted_jpeg_50", "the same, as JPEG of quality 50", |p| {
        each(p, |tone| WHITE - tone)
    })
    .at_quality(50),
    turned("turn_black_1", "turned 1 degree on black", |p| turned_on(p, 1.0, BLACK)),
    turned("turn_black_2", "turned 2 degrees on black", |p| turned_on(p, 2.0, BLACK)),
    turned("turn_black_3", "turned 3 degrees on black", |p| turned_on(p, 3.0, BLACK)),
    turned("turn_black_5", "turned 5 degrees on black", |p| turned_on(p, 5.0, BLACK)),
    turned("turn_black_15", "turned 15 degrees on black", |p| turned_on(p, 15.0, BLACK)),
    turned("turn_white_7", "turned 7 degrees back on white", |p| turned_on(p, -7.0, WHITE)),
    tilt("tilt_1", "turned 1 degree and cut", |p| tilted(p, 1.0)),
    tilt("tilt_1_5", "turned 1.5 degrees back and cut", |p| tilted(p, -1.5)),
    tilt("tilt_2", "turned 2 degrees and cut", |p| tilted(p, 2.0)),
    tilt("tilt_3", "turned 3 degrees back and cut", |p| tilted(p, -3.0)),
    tilt("tilt_5", "turned 5 degrees and cut", |p| tilted(p, 5.0)),
    Edit::new(Family::Perspective, "perspective_2", "seen from the side, 2 %", |p| {
        perspective(p, 0.02)
    }),
    Edit::new(Family::Perspective, "perspective_5", "seen from the side, 5 %", |p| {
        perspective(p, 0.05)
    }),
];
