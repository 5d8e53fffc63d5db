//! What the PDQ stage makes of orientation tags, transparency, odd sizes and rows that lie.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod pictures;

use pictures::{Random, blobs, info, streamed};
use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::FrameFingerprints;
use presend::hash::pdq::reference::Plane;
use presend::hash::pdq::{Pdq, PdqHasher};
use presend::orientation::Orientation;

fn plane(seed: u64, width: usize, height: usize) -> Plane {
    Plane::new(width, height, blobs(&mut Random(seed), width, height)).unwrap()
}

fn assert_near(got: Pdq, wanted: Pdq) {
    assert!(got.hash.distance_bits(&wanted.hash) <= 2);
    assert_eq!(got.quality, wanted.quality);
}

/// Pushes both planes row by row, as a picture with an alpha channel.
fn with_alpha(
    white: &Plane,
    black: &Plane,
    seen: Orientation,
    transparent: bool,
) -> FrameFingerprints {
    let mut hasher = PdqHasher::new();
    hasher.start(info(white.width(), white.height(), seen));
    let rows = white.luma().chunks(white.width()).zip(black.luma().chunks(white.width()));
    for (white, black) in rows {
        let (over_white, over_black) = (Samples::F32(white), Some(Samples::F32(black)));
        hasher.row(LumaRow { over_white, over_black });
    }
    hasher.end(transparent);
    hasher.into_frames().remove(0)
}

#[test]
fn hashes_are_of_the_picture_as_seen_and_then_turned() {
    for (seed, (width, height)) in [(200, 131), (130, 256), (601, 90)].into_iter().enumerate() {
        let plane = plane(seed as u64, width, height);
        for tag in Orientation::ALL {
            let seen = plane.turned(tag);
            let got = streamed(&plane, tag, false);
            assert_eq!((got.width as usize, got.height as usize), (seen.width(), seen.height()));
            for (turn, got) in Orientation::ALL.into_iter().zip(got.pdq) {
                assert_near(got, seen.turned(turn).pdq());
            }
            assert_near(got.pdq512, plane.pdq512());
        }
    }
}

#[test]
fn over_black_is_of_the_picture_as_seen_and_only_if_a_pixel_is_transparent() {
    for (width, height) in [(140, 300), (90, 65), (385, 129)] {
        let (white, black) = (plane(1, width, height), plane(2, width, height));
        for tag in Orientation::ALL {
            let got = with_alpha(&white, &black, tag, true);
            assert_near(got.over_black.unwrap(), black.turned(tag).pdq());
            assert_near(got.pdq[0], white.turned(tag).pdq());
            assert_eq!(with_alpha(&white, &black, tag, false).over_black, None);
        }
    }
    assert_eq!(streamed(&plane(1, 90, 65), Orientation::Upright, false).over_black, None);
}

#[test]
fn a_side_under_five_pixels_gives_no_hash_but_is_a_frame() {
    for (width, height) in [(1, 1), (4, 4), (4, 500), (300, 1), (4, 5)] {
        let picture = plane(3, width, height);
        let got = with_alpha(&picture, &picture, Orientation::Rotate90, true);
        assert_eq!(got.pdq, [Pdq::default(); 8]);
        assert_eq!(got.over_black, Some(Pdq::default()));
        assert_eq!(got.pdq512, picture.pdq512());
        assert_eq!(got.pdq512, Pdq::default());
    }
    // The C++ tool stretches such a picture before it looks at its sides.
    let long = plane(4, 3, 600);
    assert_near(streamed(&long, Orientation::Upright, false).pdq512, long.pdq512());
    assert_ne!(long.pdq512(), Pdq::default());
}

#[test]
fn flat_pictures_have_quality_0() {
    for value in [0.0, 77.0, 255.0] {
        let flat = Plane::new(300, 200, vec![value; 60_000]).unwrap();
        let got = streamed(&flat, Orientation::Upright, true);
        assert!(got.pdq.iter().all(|pdq| pdq.quality == 0));
        assert_eq!((got.pdq512.quality, flat.pdq().quality), (0, 0));
    }
}

#[test]
fn the_shortest_and_longest_sides_agree_with_the_reference() {
    for (width, height) in [(5, 5), (5, 6), (7, 5), (5, 5000), (5000, 31)] {
        let picture = plane(5, width, height);
        let got = streamed(&picture, Orientation::Upright, false);
        for (turn, got) in Orientation::ALL.into_iter().zip(got.pdq) {
            assert_near(got, picture.turned(turn).pdq());
        }
    }
}

/// What a frame of 8x6 pixels gives when its rows have these widths.
fn rows_of(widths: &[usize]) -> (usize, u32) {
    let mut hasher = PdqHasher::new();
    hasher.start(info(8, 6, Orientation::Upright));
    let values = [9.0_f32; 4000];
    for width in widths {
        let over_white = Samples::F32(values.get(..*width).unwrap());
        hasher.row(LumaRow { over_white, over_black: None });
    }
    hasher.end(false);
    (hasher.frames().len(), hasher.dropped_frames())
}

#[test]
fn a_frame_with_rows_that_do_not_fit_is_dropped_and_counted() {
    assert_eq!(rows_of(&[8; 6]), (1, 0));
    for widths in [
        &[][..],
        &[8; 5],
        &[8; 7],
        &[7; 6],
        &[9; 6],
        &[0; 6],
        &[8, 8, 8, 8, 8, 7],
        &[8, 8, 4000, 8, 8, 8],
        &[8, 0, 8, 8, 8, 8, 8],
    ] {
        assert_eq!(rows_of(widths), (0, 1), "{widths:?}");
    }
}

#[test]
fn rows_over_black_that_come_late_stop_early_or_do_not_fit_drop_the_frame() {
    let values = [9.0_f32; 9];
    let [row, wide] = [8, 9].map(|width| Samples::F32(values.get(..width).unwrap()));
    for black in [[None, Some(row)], [Some(row), None], [Some(row), Some(wide)], [Some(wide), None]]
    {
        let mut hasher = PdqHasher::new();
        hasher.start(info(8, 2, Orientation::Upright));
        for over_black in black {
            hasher.row(LumaRow { over_white: row, over_black });
        }
        hasher.end(true);
        assert_eq!((hasher.frames().len(), hasher.dropped_frames()), (0, 1));
    }
}

#[test]
fn sizes_that_no_row_bears_out_allocate_nothing() {
    let mut hasher = PdqHasher::new();
    for (width, height) in [(u32::MAX, u32::MAX), (0, 0), (0, 9), (9, 0), (8, u32::MAX)] {
        let orientation = Orientation::Transpose;
        hasher.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
        hasher.row(LumaRow { over_white: Samples::U8(&[1; 8]), over_black: None });
        hasher.end(true);
    }
    assert_eq!((hasher.frames().len(), hasher.dropped_frames()), (0, 5));
}

#[test]
fn a_frame_without_an_end_is_dropped_and_the_next_one_is_whole() {
    let mut hasher = PdqHasher::new();
    hasher.row(LumaRow { over_white: Samples::U8(&[1; 8]), over_black: None });
    hasher.end(false);
    assert_eq!(hasher.dropped_frames(), 0, "rows outside a frame are nobody's");
    for frame in [3, 4] {
        let start = FrameInfo { frame, time_ms: Some(40), ..info(8, 6, Orientation::Rotate90) };
        hasher.start(start);
        for _ in 0..6 {
            hasher.row(LumaRow { over_white: Samples::U8(&[1; 8]), over_black: None });
        }
    }
    hasher.end(false);
    assert_eq!(hasher.dropped_frames(), 1);
    let [only] = hasher.frames() else { return assert_eq!(hasher.frames().len(), 1) };
    assert_eq!((only.frame, only.time_ms, only.width, only.height), (4, Some(40), 6, 8));
}

#[test]
fn values_that_no_picture_has_do_not_hang_or_panic() {
    for value in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -0.0] {
        let mut luma = blobs(&mut Random(9), 90, 70);
        luma.iter_mut().step_by(17).for_each(|v| *v = value);
        let odd = Plane::new(90, 70, luma).unwrap();
        let _ = streamed(&odd, Orientation::Upright, false);
        let _ = odd.pdq();
    }
}
