//! The shared vectors of PDQ: drawn pictures, and what pdqhash from PyPI gives for them.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::FrameFingerprints;
use presend::hash::pdq::reference::Plane;
use presend::hash::pdq::{Pdq, PdqHash, PdqHasher};
use presend::orientation::Orientation;
use serde_json::Value;

#[test]
fn reference_and_streaming_form_give_the_hashes_and_qualities_of_pdqhash() {
    let vectors: Value = serde_json::from_str(include_str!("../testdata/vectors.json")).unwrap();
    let pictures = vectors["pdq"]["pictures"].as_array().unwrap();
    assert!(pictures.len() >= 10);
    for picture in pictures {
        let name = picture["name"].as_str().unwrap();
        let plane = draw(picture);
        let streamed = stream(&plane);
        for (turn, got) in Orientation::ALL.into_iter().zip(streamed.pdq) {
            let wanted = &picture["pdq"][turn.name()];
            check(got, wanted, name, turn.name());
            check(plane.turned(turn).pdq(), wanted, name, turn.name());
        }
        check(streamed.pdq512, &picture["pdq512"], name, "pdq512");
        check(plane.pdq512(), &picture["pdq512"], name, "pdq512 of the reference");
    }
}

fn check(got: Pdq, wanted: &Value, name: &str, which: &str) {
    assert_eq!(u64::from(got.quality), wanted["quality"].as_u64().unwrap(), "{name}, {which}");
    let Value::String(text) = &wanted["hash"] else { return assert!(wanted["hash"].is_null()) };
    let wanted = PdqHash::from_hex(text).unwrap();
    assert_eq!(got.hash.distance_bits(&wanted), 0, "{name}, {which}");
}

/// The file has the formula beside the vectors.
fn draw(picture: &Value) -> Plane {
    let number = |value: &Value| value.as_u64().unwrap();
    let (width, height) = (number(&picture["width"]), number(&picture["height"]));
    let channels: Vec<[u64; 4]> =
        picture["channels"].as_array().unwrap().iter().map(channel).collect();
    let mut luma = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let samples: Vec<f32> = channels.iter().map(|c| sample(*c, x, y)).collect();
            luma.push(match samples[..] {
                [gray] => gray,
                [red, green, blue] => 0.299 * red + 0.587 * green + 0.114 * blue,
                _ => panic!("one channel or three"),
            });
        }
    }
    Plane::new(width as usize, height as usize, luma).unwrap()
}

fn channel(numbers: &Value) -> [u64; 4] {
    let numbers: Vec<u64> =
        numbers.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    numbers.try_into().unwrap()
}

fn sample([ax, ay, q, p]: [u64; 4], x: u64, y: u64) -> f32 {
    let value = ax * x + ay * y + x * y / q;
    ((value % (2 * p)).abs_diff(p) * 255 / p) as f32
}

fn stream(plane: &Plane) -> FrameFingerprints {
    let mut hasher = PdqHasher::new();
    let (width, height) = (plane.width() as u32, plane.height() as u32);
    let orientation = Orientation::Upright;
    hasher.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
    for row in plane.luma().chunks(plane.width()) {
        hasher.row(LumaRow { over_white: Samples::F32(row), over_black: None });
    }
    hasher.end(false);
    hasher.into_frames().remove(0)
}
