//! Large pictures made of a small photograph: enlarged, with noise so that they do not compress
//! better than a camera's.

use std::io::Cursor;

use image::imageops::FilterType;
use image::{ImageFormat, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const PHOTO: &[u8] = include_bytes!("../../testdata/photos/mountains.jpg");

/// A baseline JPEG of quality 90, colours halved in both directions.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(width, height, false)
}

/// The same, progressive.
pub(crate) fn progressive_jpeg(width: u32, height: u32) -> Vec<u8> {
    encode(width, height, true)
}

fn encode(width: u32, height: u32, progressive: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(progressive);
    let (width_u16, height_u16) = (width.try_into().unwrap(), height.try_into().unwrap());
    encoder.encode(&large(width, height), width_u16, height_u16, ColorType::Rgb).unwrap();
    out
}

/// An RGB PNG.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    large(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn large(width: u32, height: u32) -> RgbImage {
    let photo = image::load_from_memory(PHOTO).unwrap().to_rgb8();
    let mut large = image::imageops::resize(&photo, width, height, FilterType::Triangle);
    let mut state = 0x9E37_79B9_u32;
    for value in large.iter_mut() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        *value = value.saturating_add((state % 9) as u8).saturating_sub(4);
    }
    large
}
