use std::io::Cursor;

use ::tiff::encoder::colortype::{Gray16, RGB8};
use ::tiff::encoder::compression::DeflateLevel;
use ::tiff::encoder::{Compression, Predictor, TiffEncoder};

use super::container::{FORMS, Page, file};
use super::drawn::{Cut, Drawn, HEIGHT, all_drawn};
use crate::decode::luma::luma8;
use crate::decode::recorder::{Recorded, run, run_within};
use crate::decode::tiff::decode;
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

pub(super) fn one(bytes: &[u8]) -> Recorded {
    let (mut frames, result) = run(decode, bytes);
    assert_eq!((result, frames.len()), (Ok(()), 1));
    frames.remove(0)
}

/// Exact, except for the way back and forth through premultiplied alpha.
pub(super) fn assert_seen(frame: &Recorded, drawn: &Drawn, what: &str) {
    let black = frame.over_black.as_ref().unwrap_or(&frame.over_white);
    let seen = frame.over_white.iter().copied().zip(black.iter().copied());
    for ((white, black), (drawn_white, drawn_black)) in seen.zip(drawn.seen()) {
        let close = |a: f32, b: f32| (a - b).abs() < 0.001;
        assert!(
            close(white, drawn_white) && close(black, drawn_black),
            "{what}: {white} {drawn_white}"
        );
    }
    assert_eq!(frame.over_black.is_some(), matches!(drawn.extra[..], [1 | 2]), "{what}");
}

#[test]
fn every_kind_of_sample_is_seen_as_drawn_in_either_order_and_size() {
    for drawn in all_drawn() {
        for form in FORMS {
            let what = format!("{} {} {} {form:?}", drawn.photometric, drawn.bits, drawn.channels);
            assert_seen(&one(&drawn.file(form, Cut::Strips(HEIGHT), false)), &drawn, &what);
        }
    }
}

#[test]
fn strips_tiles_and_planes_are_put_together() {
    let cuts =
        [Cut::Strips(1), Cut::Strips(5), Cut::Tiles(16, 16), Cut::Tiles(32, 16), Cut::Tiles(8, 8)];
    for drawn in
        [Drawn::new(2, 8, 3), Drawn::new(1, 16, 1), Drawn::new(3, 8, 1), Drawn::new(5, 8, 4)]
    {
        for cut in cuts {
            for planar in [false, true] {
                let what = format!("{} {cut:?} {planar}", drawn.photometric);
                assert_seen(&one(&drawn.file(FORMS[1], cut, planar)), &drawn, &what);
            }
        }
    }
}

#[test]
fn premultiplied_alpha_is_seen_over_white_and_black() {
    let mut drawn = Drawn::new(2, 8, 4).extra(1);
    for pixel in drawn.samples.chunks_exact_mut(4) {
        let alpha = pixel[3];
        pixel[..3].iter_mut().for_each(|colour| *colour = *colour * alpha / 255);
    }
    let frame = one(&drawn.file(FORMS[0], Cut::Strips(4), false));
    assert_seen(&frame, &drawn, "premultiplied");
    assert_eq!(frame.transparent, Some(true));
}

#[test]
fn a_colour_map_of_small_values_is_one_of_8_bits() {
    let mut drawn = Drawn::new(3, 8, 1);
    let plain = one(&drawn.file(FORMS[0], Cut::Strips(9), false)).over_white;
    drawn.tags[0].1.iter_mut().for_each(|value| *value >>= 8);
    assert_eq!(one(&drawn.file(FORMS[0], Cut::Strips(9), false)).over_white, plain);
}

#[test]
fn every_page_is_a_frame_and_palettes_are_told_apart_from_grays() {
    let drawn =
        [Drawn::new(1, 8, 1), Drawn::new(3, 8, 1), Drawn::new(2, 8, 3), Drawn::new(3, 4, 1)];
    for form in FORMS {
        let pages: Vec<Page> =
            drawn.iter().map(|drawn| drawn.page(form, Cut::Strips(7), false)).collect();
        let bytes = file(form, &pages);
        let (frames, result) = run(decode, &bytes);
        assert_eq!((result, frames.len()), (Ok(()), 4));
        for ((frame, drawn), number) in frames.iter().zip(&drawn).zip(0..) {
            assert_eq!((frame.info.frame, frame.info.time_ms), (number, None));
            assert_seen(frame, drawn, "page");
        }
        let limits = Limits { max_frames: 2, ..Limits::default() };
        let (frames, result) = run_within(&limits, decode, &bytes);
        assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
        assert_eq!(frames.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 3]);
    }
}

#[test]
fn the_orientation_is_passed_on() {
    let mut drawn = Drawn::new(1, 8, 1);
    drawn.tags.push((274, vec![6]));
    let frame = one(&drawn.file(FORMS[1], Cut::Strips(9), false));
    assert_eq!(frame.info.orientation, Orientation::Rotate90);
}

#[test]
fn every_compression_of_another_writer_gives_the_same_rows() {
    let pixels: Vec<u8> = (0..40 * 30 * 3).map(|i| u8::try_from(i / 7 % 256).unwrap()).collect();
    let expected: Vec<f32> = pixels.as_chunks().0.iter().map(|rgb| luma8(*rgb)).collect();
    let deep: Vec<u16> = (0..40 * 30).map(|i| u16::try_from(i * 53 % 65_536).unwrap()).collect();
    let deep_expected: Vec<f32> = deep.iter().map(|v| f32::from(*v) / 257.0).collect();
    let deflate = Compression::Deflate(DeflateLevel::Balanced);
    let (plain, both) = (vec![Predictor::None], vec![Predictor::None, Predictor::Horizontal]);
    for (compression, predictors) in [
        (Compression::Uncompressed, &plain),
        (Compression::Packbits, &plain),
        (Compression::Lzw, &both),
        (deflate, &both),
    ] {
        for predictor in predictors.iter().copied() {
            let mut bytes = Cursor::new(Vec::new());
            let encoder = TiffEncoder::new(&mut bytes).unwrap().with_compression(compression);
            let mut encoder = encoder.with_predictor(predictor);
            encoder.write_image::<RGB8>(40, 30, &pixels).unwrap();
            encoder.write_image::<Gray16>(40, 30, &deep).unwrap();
            let (frames, result) = run(decode, bytes.get_ref());
            assert_eq!(result, Ok(()));
            assert_eq!(frames[0].over_white, expected);
            assert_eq!(frames[1].over_white, deep_expected);
        }
    }
}

/// Drawn by Pillow (see ORIGIN.md): 48x32 with four flat gray fields.
#[test]
fn files_of_another_writer_are_seen_as_drawn() {
    let files: [(&[u8], [u8; 4]); 7] = [
        (include_bytes!("../../../../testdata/decode/palette_lzw.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../../testdata/decode/cmyk_deflate.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../../testdata/decode/ycbcr.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../../testdata/decode/bilevel_group4.tif"), [0, 255, 255, 0]),
        (include_bytes!("../../../../testdata/decode/tiled_predicted.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../../testdata/decode/jpeg_tiles.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../../testdata/decode/jpeg_strips_rgb.tif"), [20, 90, 160, 230]),
    ];
    for (number, (bytes, grays)) in files.into_iter().enumerate() {
        let frame = one(bytes);
        for (y, row) in frame.over_white.chunks_exact(48).enumerate() {
            for (x, luma) in row.iter().enumerate() {
                let gray = f32::from(grays[y / 16 * 2 + x / 24]);
                assert!((luma - gray).abs() < 0.001, "file {number} at {x},{y}: {luma} for {gray}");
            }
        }
    }
}
