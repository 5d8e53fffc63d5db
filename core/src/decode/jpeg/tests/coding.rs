use super::*;
use crate::orientation::Orientation;

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
    let frame = whole(include_bytes!("../../../../testdata/decode/rgb.jpg"));
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
