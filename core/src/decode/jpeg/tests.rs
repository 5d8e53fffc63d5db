#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::decode;
use crate::decode::luma::{luma, luma8};
use crate::decode::recorder::{Recorded, run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

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

const SAMPLINGS: [SamplingFactor; 8] = [
    SamplingFactor::F_1_1,
    SamplingFactor::F_2_1,
    SamplingFactor::F_1_2,
    SamplingFactor::F_2_2,
    SamplingFactor::F_4_1,
    SamplingFactor::F_4_2,
    SamplingFactor::F_1_4,
    SamplingFactor::F_2_4,
];

#[test]
fn every_sampling_coding_and_size_shows_the_drawing() {
    for sampling in SAMPLINGS {
        for (progressive, own_scans) in [(false, false), (true, false), (false, true)] {
            for (restarts, width, height) in [(0, 64, 48), (1, 37, 29), (0, 9, 31), (3, 17, 16)] {
                // The encoder cannot fit tables to a picture with restarts.
                let restarts = if own_scans { 0 } else { restarts };
                let shape = Shape { sampling, progressive, restarts, own_scans };
                let frame = whole(&colour_file(width, height, shape));
                let what = format!("{sampling:?} {progressive} {own_scans} {restarts}");
                expect_drawing(&frame, &what);
            }
        }
    }
}

#[test]
fn pictures_of_any_tiny_size_decode() {
    for width in 1..=9 {
        for height in 1..=9 {
            let frame = whole(&colour_file(width, height, PLAIN));
            assert_eq!((frame.info.width, frame.info.height), (width.into(), height.into()));
        }
    }
}

#[test]
fn luma_comes_as_the_bytes_of_the_y_plane() {
    assert!(whole(&colour_file(16, 16, PLAIN)).bytes);
    let gray: Vec<u8> = (0..=255).collect();
    let frame = whole(&encode(16, 16, &gray, ColorType::Luma, PLAIN));
    assert!(frame.bytes);
    let drawn: Vec<f32> = gray.iter().map(|v| f32::from(*v)).collect();
    assert!(difference(&frame.over_white, &drawn).1 <= 8.0);
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

#[test]
fn inverted_inks_with_the_adobe_marker_look_as_on_paper() {
    let (inks, seen) = inks(48, 40);
    for color in [ColorType::Cmyk, ColorType::CmykAsYcck] {
        for progressive in [false, true] {
            let shape = Shape { progressive, ..PLAIN };
            let frame = whole(&encode(48, 40, inks.as_flattened(), color, shape));
            let (mean, most) = difference(&frame.over_white, &seen);
            assert!(mean < 2.0 && most < 16.0, "{color:?} {progressive}: {mean} {most}");
        }
    }
}

#[test]
fn inks_without_the_adobe_marker_are_read_as_plain_and_then_as_inverted() {
    let (inks, seen) = inks(48, 40);
    // The encoder inverts; ink amounts given inverted are stored plain.
    let inverted: Vec<u8> = inks.as_flattened().iter().map(|v| 255 - v).collect();
    let plain = encode(48, 40, &inverted, ColorType::Cmyk, PLAIN);
    let (frames, result) = run(decode, &without_segment(&plain, 0xee));
    assert_eq!(result, Ok(()));
    assert_eq!(frames.len(), 2);
    assert!(difference(&frames[0].over_white, &seen).1 < 16.0);

    let stored_inverted = encode(48, 40, inks.as_flattened(), ColorType::Cmyk, PLAIN);
    let (frames, _) = run(decode, &without_segment(&stored_inverted, 0xee));
    assert!(difference(&frames[1].over_white, &seen).1 < 16.0);
    assert_eq!(frames[1].info.frame, 1);
}

#[test]
fn components_coded_as_red_green_blue_are_not_taken_for_luma() {
    // Written by cjpeg -rgb: a flat field of (200, 30, 90), see testdata/decode/ORIGIN.md.
    let frame = whole(include_bytes!("../../../testdata/decode/rgb.jpg"));
    let field = vec![luma8([200, 30, 90]); frame.over_white.len()];
    assert!(difference(&frame.over_white, &field).1 < 3.0);
}

#[test]
fn a_jfif_marker_says_ycbcr_whatever_adobe_says() {
    let file = colour_file(16, 16, PLAIN);
    let adobe = with_segment(&file, 0xee, b"Adobe\0\x64\0\0\0\0\0");
    assert_eq!(whole(&adobe).over_white, whole(&file).over_white);
    let bare = with_segment(&without_segment(&file, 0xe0), 0xee, b"Adobe\0\x64\0\0\0\0\0");
    assert_ne!(whole(&bare).over_white, whole(&file).over_white, "Adobe's 0 is RGB");
}

#[test]
fn standard_tables_stand_in_for_missing_ones() {
    let file = colour_file(24, 24, PLAIN);
    assert_eq!(whole(&without_segment(&file, 0xc4)).over_white, whole(&file).over_white);
}

#[test]
fn orientation_is_found_in_any_exif_segment_and_never_harms() {
    let file = colour_file(16, 8, PLAIN);
    let tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let exif = with_segment(&file, 0xe1, &[b"Exif\0\0", &tiff[..]].concat());
    let seen = |file: &[u8]| whole(file).info.orientation;
    assert_eq!(seen(&file), Orientation::Upright);
    assert_eq!(seen(&exif), Orientation::Rotate90);
    let other_first = with_segment(&exif, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>");
    assert_eq!(seen(&other_first), Orientation::Rotate90);
    assert_eq!(
        seen(&with_segment(&file, 0xe1, b"Exif\0\0MM\0*\xff\xff\xff\xff")),
        Orientation::Upright
    );
    assert_eq!(seen(&with_segment(&file, 0xe1, b"")), Orientation::Upright);
}

#[test]
fn survives_every_cut_every_bit_flip_and_any_tail() {
    let small = |shape| colour_file(17, 9, shape);
    survives_every_change(decode, &small(PLAIN), 0);
    survives_every_change(decode, &small(Shape { progressive: true, ..PLAIN }), 0);
    let halved = Shape { sampling: SamplingFactor::F_2_2, restarts: 1, ..PLAIN };
    survives_every_change(decode, &small(halved), 0);
    survives_every_change(decode, &small(Shape { own_scans: true, restarts: 0, ..halved }), 0);
    let (inks, _) = inks(9, 9);
    let ink_file = encode(9, 9, inks.as_flattened(), ColorType::CmykAsYcck, PLAIN);
    survives_every_change(decode, &ink_file, 0);
}

#[test]
fn a_cut_picture_shows_the_rows_before_the_cut() {
    for own_scans in [false, true] {
        let file = colour_file(64, 64, Shape { own_scans, ..PLAIN });
        let cut = &file[..file.len() * 3 / 4];
        let (frames, result) = run(decode, cut);
        assert_eq!(result, Err(Undecided::Truncated));
        assert_eq!(frames[0].transparent, Some(false), "the frame ended");
        let rows = 64 * 24;
        assert_eq!(frames[0].over_white[..rows], whole(&file).over_white[..rows]);
    }
}

#[test]
fn a_progressive_picture_cut_late_looks_almost_whole() {
    let file = colour_file(64, 64, Shape { progressive: true, ..PLAIN });
    let (frames, result) = run(decode, &file[..file.len() * 9 / 10]);
    assert_eq!(result, Err(Undecided::Truncated));
    assert!(difference(&frames[0].over_white, &whole(&file).over_white).0 < 6.0);
}

#[test]
fn broken_data_shows_what_a_viewer_shows_and_is_named() {
    let file = colour_file(64, 64, PLAIN);
    let middle = file.len() * 2 / 3;
    let (frames, result) = run(decode, &patched(&file, middle, &[0xff, 0xc8, 0, 2]));
    assert_eq!(result, Err(Undecided::Corrupt));
    assert_eq!(frames[0].transparent, Some(false));
    assert_eq!(frames[0].over_white[..64 * 16], whole(&file).over_white[..64 * 16]);
}

#[test]
fn the_first_picture_of_many_counts() {
    let first = colour_file(16, 16, PLAIN);
    let second = colour_file(64, 64, PLAIN);
    let both = [&first[..], &second, b"\0\0\0\x18ftypmp42 a clip"].concat();
    assert_eq!(whole(&both).over_white, whole(&first).over_white);
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let file = colour_file(8, 8, PLAIN);
    let sides = frame_header(&file) + 5;
    let claim = |height: u16, width: u16| {
        let bytes = [height.to_be_bytes(), width.to_be_bytes()].concat();
        run(decode, &patched(&file, sides, &bytes)).1
    };
    let over = |limit| Err(Undecided::OverLimit(limit));
    assert_eq!(claim(65_535, 65_535), over(LimitName::Pixels));
    assert_eq!(claim(10_000, 20_000), over(LimitName::Pixels));
    assert_eq!(claim(0, 8), Err(Undecided::Corrupt));
    assert_eq!(claim(8, 0), Err(Undecided::Corrupt));

    let progressive = colour_file(8, 8, Shape { progressive: true, ..PLAIN });
    let sides = frame_header(&progressive) + 5;
    let claim = patched(&progressive, sides, &[0x27, 0x10, 0x27, 0x10]);
    assert_eq!(run(decode, &claim).1, over(LimitName::DecodeBytes), "700 MB of coefficients");
}

#[test]
fn memory_is_asked_for_as_the_decoder_takes_it() {
    let pixels: u64 = 512 * 512;
    let within = |bytes: u64, shape| {
        let limits = Limits { max_decode_bytes: bytes, ..Limits::default() };
        run_within(&limits, decode, &colour_file(512, 512, shape)).1
    };
    let halved = Shape { sampling: SamplingFactor::F_2_2, ..PLAIN };
    let refused = Err(Undecided::OverLimit(LimitName::DecodeBytes));
    // 512 columns are few beside the row buffers, which do not grow with the height.
    assert_eq!(within(pixels * 3 / 2, halved), Ok(()));
    assert_eq!(within(pixels * 3 / 2, Shape { own_scans: true, ..halved }), Ok(()));
    assert_eq!(within(pixels, halved), refused);
    let progressive = Shape { progressive: true, ..halved };
    assert_eq!(within(pixels * 9 / 2, progressive), Ok(()));
    assert_eq!(within(pixels * 4, progressive), refused);
}

#[test]
fn a_flood_of_scans_is_refused() {
    let file = colour_file(64, 64, Shape { progressive: true, ..PLAIN });
    let scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0];
    let body = &file[..file.len() - 2];
    let flood = [body, &scan.repeat(200), &[0xff, 0xd9]].concat();
    assert_eq!(run(decode, &flood).1, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    let limits = Limits { max_work_bytes: 64 * 64, ..Limits::default() };
    let result = run_within(&limits, decode, &file).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)), "each scan is work");
}

#[test]
fn codings_that_are_not_decoded_are_refused_by_name() {
    let file = colour_file(16, 16, PLAIN);
    let frame = frame_header(&file);
    let result = |file: &[u8]| run(decode, file).1;
    for marker in [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf] {
        let other = patched(&file, frame + 1, &[marker]);
        assert_eq!(result(&other), Err(Undecided::UnsupportedFormat), "{marker:x}");
    }
    let twelve_bits = patched(&file, frame, &[0xff, 0xc1, 0, 17, 12]);
    assert_eq!(result(&twelve_bits), Err(Undecided::UnsupportedFormat));
    // Luma stored coarser than colour: viewers show it, the decoder would get it wrong.
    let coarse_luma = patched(&file, frame + 14, &[0x22]);
    assert_eq!(result(&coarse_luma), Err(Undecided::UnsupportedFormat));
    let arithmetic = include_bytes!("../../../testdata/decode/arithmetic.jpg");
    assert_eq!(result(arithmetic), Err(Undecided::UnsupportedFormat));
}

#[test]
fn a_head_without_a_picture_is_named() {
    let result = |file: &[u8]| run(decode, file).1;
    assert_eq!(result(&[]), Err(Undecided::Truncated));
    assert_eq!(result(&[0xff, 0xd8]), Err(Undecided::Truncated));
    assert_eq!(result(&[0xff, 0xd8, 0xff, 0xd9]), Err(Undecided::Corrupt));
    assert_eq!(result(b"GIF89a"), Err(Undecided::Corrupt));
    let no_frame = without_segment(&colour_file(8, 8, PLAIN), 0xc0);
    assert_eq!(result(&no_frame), Err(Undecided::Corrupt));
    let no_tables = without_segment(&colour_file(8, 8, PLAIN), 0xdb);
    assert_eq!(result(&no_tables), Err(Undecided::Corrupt));
}
