#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{Frame, ImageEncoder as _, ImageFormat, RgbImage, RgbaImage};
use presend::attachment::PixelView;
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::{LimitName, Limits};
use presend::orientation::Orientation;
use presend::undecided::Undecided;

use super::{is_looked_at, look};
use crate::advisor::{Advice, NoAdvice};
use crate::class::{Band, Class};

const FORMATS: [ImageFormat; 5] =
    [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP, ImageFormat::Bmp];

/// White, and black in the right half.
fn half() -> RgbImage {
    RgbImage::from_fn(40, 24, |x, _| image::Rgb([if x < 20 { 255 } else { 0 }; 3]))
}

fn file(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    half().write_to(&mut bytes, format).expect("written to memory");
    bytes.into_inner()
}

/// A GIF whose frames are black, but for one.
fn animation(frames: u8, white: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let frame = |number| {
        let value = if number == white { 255 } else { 0 };
        Frame::new(RgbaImage::from_pixel(8, 8, image::Rgba([value, value, value, 255])))
    };
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode_frames((0..frames).map(frame)).expect("written to memory");
    drop(encoder);
    bytes
}

/// Likely if the first pixel is white.
fn white_first(view: PixelView<'_>) -> Advice {
    let is_white = view.bytes.first().is_some_and(|byte| *byte > 200);
    Advice::nothing().with(Class::Test, if is_white { Band::Likely } else { Band::Unlikely })
}

fn looked(bytes: &[u8], limits: &Limits) -> Result<Band, NoAdvice> {
    let cancel = CancelToken::new();
    let mut guard = Guard::new(limits, &cancel);
    let advice = look(bytes, &mut guard, |view, _| Ok(white_first(view)))?;
    Ok(advice.band(Class::Test))
}

#[test]
fn each_format_is_opened() {
    for format in FORMATS {
        assert_eq!(looked(&file(format), &Limits::default()), Ok(Band::Likely), "{format:?}");
    }
}

#[test]
fn what_is_cut_is_never_nothing_and_never_panics() {
    for format in FORMATS {
        let whole = file(format);
        for end in 0..whole.len() {
            let found = looked(&whole[..end], &Limits::default());
            // The first pixel is white: a cut file shows it, or is refused.
            assert_ne!(found, Ok(Band::Unlikely), "{format:?} cut to {end}");
        }
    }
}

#[test]
fn a_changed_byte_never_panics() {
    for format in FORMATS {
        let whole = file(format);
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 1 << (place % 8);
            let _ = looked(&changed, &Limits::default());
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_by_name() {
    let unread = |bytes: &[u8]| looked(bytes, &Limits::default());
    assert_eq!(unread(&[]), Err(NoAdvice::Unread(Undecided::Empty)));
    let reason = Err(NoAdvice::Unread(Undecided::UnsupportedFormat));
    assert_eq!(unread(b"%PDF-1.7\n"), Err(NoAdvice::Unread(Undecided::UnopenedContainer)));
    assert_eq!(unread(&[7; 99]), reason);
}

#[test]
fn the_limits_are_asked_before_a_picture_is_read() {
    let over = |limit| Err(NoAdvice::Unread(Undecided::OverLimit(limit)));
    for format in FORMATS {
        let sides = Limits { max_side_pixels: 39, ..Limits::default() };
        assert_eq!(looked(&file(format), &sides), over(LimitName::SidePixels), "{format:?}");
        let pixels = Limits { max_pixels: 40 * 24 - 1, ..Limits::default() };
        assert_eq!(looked(&file(format), &pixels), over(LimitName::Pixels), "{format:?}");
        let memory = Limits { max_decode_bytes: 40 * 24 * 4, ..Limits::default() };
        assert_eq!(looked(&file(format), &memory), over(LimitName::DecodeBytes), "{format:?}");
    }
    let frames = Limits { max_frames: 3, ..Limits::default() };
    assert_eq!(looked(&animation(4, 9), &frames), over(LimitName::Frames));
}

#[test]
fn one_frame_of_an_animation_is_enough() {
    for white in [0, 3, 15] {
        assert_eq!(looked(&animation(16, white), &Limits::default()), Ok(Band::Likely), "{white}");
    }
    assert_eq!(looked(&animation(16, 99), &Limits::default()), Ok(Band::Unlikely));
}

#[test]
fn the_orientation_in_a_file_is_handed_on() {
    // A TIFF header of one entry: orientation 6, a quarter turn.
    let exif =
        [77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif.to_vec()).expect("JPEG has room for it");
    let color = image::ExtendedColorType::Rgb8;
    encoder.write_image(&half(), 40, 24, color).expect("written to memory");
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut seen = Vec::new();
    let advice = look(&bytes, &mut Guard::new(&limits, &cancel), |view, _| {
        seen.push(view.orientation);
        Ok(white_first(view))
    });
    assert!(advice.is_ok());
    assert_eq!(seen, [Orientation::Rotate90]);
}

#[test]
fn every_frame_is_looked_at_at_first_and_later_ever_fewer() {
    let looked: Vec<_> = (0..300).filter(|number| is_looked_at(*number)).collect();
    assert!((0..32).all(|number| looked.contains(&number)), "{looked:?}");
    let gaps = looked.iter().zip(looked.iter().skip(1)).map(|(before, after)| after - before);
    assert_eq!(gaps.max(), Some(32));
    assert!(looked.len() < 100, "{}", looked.len());
}
