//! Large pictures made of a small photograph: enlarged, with noise so that they do not compress
//! better than a camera's.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{ImageFormat, RgbImage};

const PHOTO: &[u8] = include_bytes!("../../testdata/photos/mountains.jpg");

/// A baseline JPEG of quality 90.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 90).encode_image(&large(width, height)).unwrap();
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
