//! The copy and what is read from it, against forms that are plainly right.

use pulp::Arch;

use super::super::grey::Grey;
use super::super::turned::{Angle, Turner};
use super::super::window::{self, Rectangle, Window};
use super::super::{tilt, uncrop};
use super::{copy, drawn, picture, pixel};
use crate::hash::pdq::Stretch;
use crate::hash::pdq::reference::Plane;
use crate::orientation::Orientation;

/// How much of the picture's pixel `input` lies in the copy's pixel `output`, and of both in all.
fn overlap(full: usize, kept: usize, input: usize, output: usize) -> f64 {
    let (full, kept) = (full as f64, kept as f64);
    let start = (output as f64 / kept).max(input as f64 / full);
    let end = ((output + 1) as f64 / kept).min((input + 1) as f64 / full);
    (end - start).max(0.0) * full
}

/// The mean of what each pixel covers, straight from the picture.
fn averages(plane: &Plane, width: usize, height: usize) -> Vec<f64> {
    let mut averages = Vec::new();
    for output_y in 0..height {
        for output_x in 0..width {
            let (mut sum, mut all) = (0.0, 0.0);
            for y in 0..plane.height() {
                let down = overlap(plane.height(), height, y, output_y);
                for x in (0..plane.width()).filter(|_| down > 0.0) {
                    let share = down * overlap(plane.width(), width, x, output_x);
                    sum += share * f64::from(pixel(plane, x, y));
                    all += share;
                }
            }
            averages.push(sum / all);
        }
    }
    averages
}

#[test]
fn each_pixel_of_the_copy_is_the_mean_of_what_it_covers() {
    for (width, height) in
        [(5, 7), (64, 48), (513, 40), (160, 1_300), (1_700, 90), (40, 2_300), (600, 530)]
    {
        let plane = drawn(1, width, height);
        let grey = copy(&plane);
        assert!(grey.width() <= 2_048 && grey.height() <= 2_048);
        assert!(grey.width().min(grey.height()) <= 512);
        if width * height > 200_000 {
            continue;
        }
        let expected = averages(&plane, grey.width(), grey.height());
        for (value, expected) in grey.pixels().iter().zip(&expected) {
            assert!((f64::from(*value) - expected).abs() < 0.51, "{width}x{height}");
        }
    }
}

#[test]
fn a_copy_is_turned_as_the_picture_is() {
    let plane = drawn(2, 90, 61);
    for turn in Orientation::ALL {
        let seen = copy(&plane).seen(turn);
        let expected = copy(&plane.turned(turn));
        assert_eq!(seen.pixels(), expected.pixels(), "{turn:?}");
        assert_eq!((seen.columns, seen.rows), (expected.columns, expected.rows));
    }
}

/// The window as a picture of its own: the copy enlarged again, its edge pixels repeated, and cut.
fn cut(grey: &Grey, window: Window) -> Plane {
    let place = |full: usize, stretch: Stretch, at: usize| {
        let last = i64::try_from(full).unwrap() - 1;
        let at = stretch.from + i64::try_from(at).unwrap();
        (usize::try_from(at.clamp(0, last)).unwrap(), at < 0, at > last)
    };
    let mix = |full, kept, (at, before, after)| -> Vec<(usize, f32)> {
        match (before, after) {
            (true, _) => vec![(0, 1.0)],
            (_, true) => vec![(kept - 1, 1.0)],
            _ => {
                let share = |output| overlap(full, kept, at, output) as f32;
                (0..kept).map(|output| (output, share(output))).filter(|it| it.1 > 0.0).collect()
            }
        }
    };
    let mixes = |side: crate::hash::pdq::Side, stretch: Stretch| -> Vec<Vec<(usize, f32)>> {
        let one = |at| mix(side.full, side.kept, place(side.full, stretch, at));
        (0..stretch.length).map(one).collect()
    };
    let (across, down) = (mixes(grey.columns, window.across), mixes(grey.rows, window.down));
    picture(window.across.length, window.down.length, |x, y| {
        let mut sum = 0.0;
        for (row, down) in &down[y] {
            for (column, across) in &across[x] {
                sum += down * across * f32::from(grey.row(*row)[*column]);
            }
        }
        sum
    })
}

fn check(grey: &Grey, window: Window) {
    let fast = window::hash(Arch::new(), grey, window).unwrap();
    let naive = cut(grey, window);
    for (turn, pdq) in [Orientation::Upright, Orientation::Mirror].into_iter().zip(fast.pdq) {
        // The even boxes of PDQ are not the same from both sides.
        let exact = turn == Orientation::Upright || window.across.length < 512;
        let most = if exact { 6 } else { 20 };
        let expected = naive.turned(turn).pdq();
        let bits = pdq.hash.distance_bits(&expected.hash);
        assert!(bits <= most, "{bits} bits, {turn:?}, {window:?}");
        assert!(pdq.quality.abs_diff(expected.quality) <= 1);
    }
}

#[test]
fn a_window_is_hashed_as_the_picture_in_it_would_be() {
    for (seed, width, height) in [(3, 200, 150), (4, 640, 427), (5, 700, 1_100)] {
        let grey = copy(&drawn(seed, width, height));
        check(&grey, Rectangle::of(&grey).window(&grey));
        for (left, top, right, bottom) in [(10, 20, 70, 0), (0, 33, 5, 60)] {
            let (right, bottom) = (grey.width() - right, grey.height() - bottom);
            check(&grey, Rectangle { left, top, right, bottom }.window(&grey));
        }
        for window in uncrop::windows(&grey).step_by(3) {
            check(&grey, window);
        }
    }
}

#[test]
fn the_whole_copy_hashes_as_the_picture() {
    for (width, height) in [(300, 400), (512, 700), (1_024, 768), (1_500, 1_000)] {
        let plane = drawn(6, width, height);
        let grey = copy(&plane);
        let whole = window::hash(Arch::new(), &grey, Rectangle::of(&grey).window(&grey)).unwrap();
        let bits = whole.pdq[0].hash.distance_bits(&plane.clone().pdq().hash);
        assert!(bits <= 8, "{bits} bits at {width}x{height}");
    }
}

/// The turned window as a picture of its own, one pixel at a time.
fn turned(grey: &Grey, size: [f64; 2], angle: Angle) -> Plane {
    let [width, height] = size.map(|side| side.round() as usize);
    let at = |x: f64, y: f64| {
        let clamp = |place: f64, side: usize| place.clamp(0.0, (side - 1) as f64) as usize;
        f32::from(grey.row(clamp(y.round(), grey.height()))[clamp(x.round(), grey.width())])
    };
    picture(width, height, |x, y| {
        let u = (x as f64 + 0.5) / width as f64 * size[0] - size[0] / 2.0;
        let v = (y as f64 + 0.5) / height as f64 * size[1] - size[1] / 2.0;
        let x = grey.width() as f64 / 2.0 + u * angle.cosine - v * angle.sine - 0.5;
        let y = grey.height() as f64 / 2.0 + u * angle.sine + v * angle.cosine - 0.5;
        at(x, y)
    })
}

#[test]
fn a_turned_window_is_hashed_as_the_picture_in_it_would_be() {
    for (seed, width, height) in [(7, 240, 320), (8, 640, 480), (9, 900, 600)] {
        let grey = copy(&drawn(seed, width, height));
        let mut turner = Turner::new(&grey);
        for (size, angle) in tilt::tilted(&grey) {
            let fast = turner.hash(Arch::new(), size, angle).unwrap();
            let naive = turned(&grey, size, angle).pdq();
            let bits = fast.pdq[0].hash.distance_bits(&naive.hash);
            assert!(bits <= 10, "{bits} bits, {width}x{height}, {angle:?}");
        }
    }
}
