#![expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod seen;
mod windows;

use pulp::Arch;

use super::grey::Grey;
use super::grey_copy::GreyCopy;
use crate::decode::Samples;
use crate::hash::pdq::reference::Plane;

/// A picture with much in it: random values between which lies a smooth path, finer and finer.
pub(super) fn drawn(seed: u64, width: usize, height: usize) -> Plane {
    let value = |x: f32, y: f32| {
        let layers = [(0.25, 90.0), (0.1, 60.0), (0.04, 30.0), (0.015, 20.0)];
        let side = width.max(height) as f32;
        layers.iter().fold(30.0, |sum, (cell, weight)| {
            sum + weight * noise(seed, x / (cell * side), y / (cell * side))
        })
    };
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let luma = pixels.map(|(x, y)| value(x as f32, y as f32).round().min(255.0)).collect();
    Plane::new(width, height, luma).unwrap()
}

/// Between four random values, 0 to 1.
fn noise(seed: u64, x: f32, y: f32) -> f32 {
    let random = |x: u64, y: u64| {
        let bytes: Vec<u8> = [seed, x, y].iter().flat_map(|part| part.to_le_bytes()).collect();
        f32::from(blake3::hash(&bytes).as_bytes()[0]) / 255.0
    };
    let (left, top) = (x.floor(), y.floor());
    let (part_x, part_y) = (x - left, y - top);
    let (left, top) = (left as u64, top as u64);
    let mix = |a: f32, b: f32, part: f32| a + (b - a) * part;
    let upper = mix(random(left, top), random(left + 1, top), part_x);
    let lower = mix(random(left, top + 1), random(left + 1, top + 1), part_x);
    mix(upper, lower, part_y)
}

fn pixel(plane: &Plane, x: usize, y: usize) -> f32 {
    plane.luma()[y * plane.width() + x]
}

/// A picture of this size, each pixel by itself.
pub(super) fn picture(width: usize, height: usize, value: impl Fn(usize, usize) -> f32) -> Plane {
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Plane::new(width, height, pixels.map(|(x, y)| value(x, y)).collect()).unwrap()
}

/// The copy that a scan makes.
pub(super) fn copy(plane: &Plane) -> Grey {
    let mut copy = GreyCopy::new(Arch::new(), plane.width(), plane.height());
    plane.luma().chunks(plane.width()).for_each(|row| copy.push(Samples::F32(row)));
    copy.finish().unwrap()
}
