//! Pictures drawn here, encoded by jpeg-encoder, and changes to their files.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

mod coding;
mod hostile;
mod recovery;

use super::decode;
use crate::decode::luma::{luma, luma8};
use crate::decode::recorder::{Recorded, run};

/// A gradient with a dark and a light field: red, green, blue of every pixel.
fn drawing(width: u16, height: u16) -> Vec<[u8; 3]> {
    let part = |at: u16, of: u16| f32::from(at) / f32::from(of.max(2) - 1);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (part(x, width), part(y, height));
            let field = (u - 0.3).abs() < 0.15 && (v - 0.5).abs() < 0.25;
            let rgb = if field { [0.1, 0.2, 0.5] } else { [u, v, 0.5 * (1.0 - u)] };
            pixels.push(rgb.map(byte));
        }
    }
    pixels
}

fn byte(part: f32) -> u8 {
    (0..=255).rev().find(|v| f32::from(*v) <= part * 255.0 + 0.5).unwrap_or(0)
}

#[derive(Clone, Copy)]
struct Shape {
    sampling: SamplingFactor,
    progressive: bool,
    restarts: u16,
    /// Tables fitted to the picture, and each component in a scan of its own.
    own_scans: bool,
}

const PLAIN: Shape =
    Shape { sampling: SamplingFactor::F_1_1, progressive: false, restarts: 0, own_scans: false };

fn encode(width: u16, height: u16, data: &[u8], color: ColorType, shape: Shape) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 95);
    encoder.set_sampling_factor(shape.sampling);
    encoder.set_progressive(shape.progressive);
    encoder.set_restart_interval(shape.restarts);
    encoder.set_optimized_huffman_tables(shape.own_scans);
    encoder.encode(data, width, height, color).unwrap();
    file
}

fn colour_file(width: u16, height: u16, shape: Shape) -> Vec<u8> {
    encode(width, height, drawing(width, height).as_flattened(), ColorType::Rgb, shape)
}

fn whole(file: &[u8]) -> Recorded {
    let (mut frames, result) = run(decode, file);
    assert_eq!(result, Ok(()));
    assert_eq!(frames.len(), 1);
    let frame = frames.remove(0);
    assert_eq!(frame.transparent, Some(false));
    assert!(frame.over_black.is_none());
    frame
}

/// The mean and the largest difference of two pictures, in levels.
fn difference(a: &[f32], b: &[f32]) -> (f32, f32) {
    assert_eq!(a.len(), b.len());
    let each = || a.iter().zip(b).map(|(a, b)| (a - b).abs());
    let count = u16::try_from(a.len()).map_or(65_535.0, f32::from);
    (each().sum::<f32>() / count, each().fold(0.0, f32::max))
}

fn expect_drawing(frame: &Recorded, what: &str) {
    let width = u16::try_from(frame.info.width).unwrap();
    let height = u16::try_from(frame.info.height).unwrap();
    let drawn: Vec<f32> = drawing(width, height).into_iter().map(luma8).collect();
    let (mean, most) = difference(&frame.over_white, &drawn);
    assert!(mean < 2.0 && most < 14.0, "{what} {width}x{height}: mean {mean}, most {most}");
}

/// Puts a segment right after the start of the file.
fn with_segment(file: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xff, 0xd8, 0xff, marker], &length[..], data, &file[2..]].concat()
}

/// Takes all segments with this marker out of the head.
fn without_segment(file: &[u8], marker: u8) -> Vec<u8> {
    let mut out = file[..2].to_vec();
    let mut at = 2;
    while file[at + 1] != 0xda {
        let end = at + 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
        if file[at + 1] != marker {
            out.extend(&file[at..end]);
        }
        at = end;
    }
    out.extend(&file[at..]);
    out
}

/// Where the frame header's marker stands.
fn frame_header(file: &[u8]) -> usize {
    let is_frame = |pair: &[u8]| pair[0] == 0xff && (0xc0..=0xc2).contains(&pair[1]);
    file.windows(2).position(is_frame).unwrap()
}

fn patched(file: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

/// The drawing as ink amounts, some of it as black ink, and the luma it has on paper.
fn inks(width: u16, height: u16) -> (Vec<[u8; 4]>, Vec<f32>) {
    let with_black = |rgb: [u8; 3]| {
        let black = 255 - rgb.into_iter().max().unwrap_or(0) / 2 - 127;
        let [c, m, y] = rgb.map(|v| 255 - v);
        [c, m, y, black]
    };
    let light = |ink: u8, black: u8| f32::from(255 - ink) * f32::from(255 - black) / 255.0;
    let inks: Vec<_> = drawing(width, height).into_iter().map(with_black).collect();
    let seen = inks.iter().map(|[c, m, y, k]| luma(light(*c, *k), light(*m, *k), light(*y, *k)));
    let seen = seen.collect();
    (inks, seen)
}
