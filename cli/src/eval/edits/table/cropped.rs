//! Cut away.

use super::{Edit, Family};
use crate::eval::edits::grey::Grey;
use crate::eval::edits::made::*;

const fn crop(name: &'static str, does: &'static str, make: fn(&Grey) -> Grey) -> Edit {
    Edit::new(Family::Crop, name, does, make)
}

/// Half of it at each of two opposite sides, so that so many thousandths of each length go.
fn centre(picture: &Grey, thousandths: u32) -> Grey {
    cut(picture, [thousandths / 2; 4])
}

pub(super) static EDITS: &[Edit] = &[
    crop("centre_2", "2 % of each length, around the middle", |p| centre(p, 20)),
    crop("centre_3", "3 % of each length, around the middle", |p| centre(p, 30)),
    crop("centre_5", "5 % of each length, around the middle", |p| centre(p, 50)),
    crop("centre_7", "7 % of each length, around the middle", |p| centre(p, 70)),
    crop("centre_10", "10 % of each length, around the middle", |p| centre(p, 100)),
    crop("centre_15", "15 % of each length, around the middle", |p| centre(p, 150)),
    crop("centre_20", "20 % of each length, around the middle", |p| centre(p, 200)),
    crop("left_3", "3 % at the left", |p| cut(p, [30, 0, 0, 0])),
    crop("left_5", "5 % at the left", |p| cut(p, [50, 0, 0, 0])),
    crop("left_10", "10 % at the left", |p| cut(p, [100, 0, 0, 0])),
    crop("bottom_5", "5 % at the bottom", |p| cut(p, [0, 0, 0, 50])),
    crop("bottom_10", "10 % at the bottom", |p| cut(p, [0, 0, 0, 100])),
    crop("corner_5", "5 % at the left and at the top", |p| cut(p, [50, 50, 0, 0])),
    crop("uneven", "4, 7, 2 and 6 % at the four sides", |p| cut(p, [40, 70, 20, 60])),
    crop("square", "to a square", |p| to_shape(p, 1, 1)),
    crop("to_16_9", "to 16:9", |p| to_shape(p, 16, 9)),
    crop("to_4_5", "to 4:5", |p| to_shape(p, 4, 5)),
];
