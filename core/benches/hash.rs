//! PDQ of 12 Mpx luma in eight orientations against the reference form, and the exact digests.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking"
)]

mod support;

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::digest::{DigestKind, DigestSet, digest};
use presend::hash::edits::{EditProfile, PictureHasher};
use presend::hash::pdq::PdqHasher;
use presend::hash::pdq::reference::Plane;
use presend::orientation::Orientation;
use support::{median_ms, row};

fn main() {
    pdq(4000, 3000);
    pdq(1024, 768);
    digests(&picture(4000, 3000));
}

fn digests(bytes: &[u8]) {
    println!("Digests of {} MB in one pass", bytes.len() / 1_000_000);
    let baseline = median_ms(|| (), |()| digest(bytes, DigestSet::ALL));
    row("all four", baseline, baseline);
    for kind in DigestKind::ALL {
        let ms = median_ms(|| (), |()| digest(bytes, DigestSet::NONE.with(kind)));
        row(&format!("{kind:?} alone"), ms, baseline);
    }
}

fn pdq(width: usize, height: usize) {
    let bytes = picture(width, height);
    let floats: Vec<f32> = bytes.iter().map(|v| f32::from(*v)).collect();
    let plane = || Plane::new(width, height, floats.clone()).unwrap();
    let (reference, streamed) = (plane().pdq(), hash(width, height, &bytes));
    assert_eq!(reference.hash.distance_bits(&streamed[0].hash), 0, "the two forms differ");

    println!("PDQ of {width} x {height}");
    let baseline = median_ms(plane, Plane::pdq);
    row("reference form, upright only", baseline, baseline);
    let ms = median_ms(|| (), |()| hash(width, height, &bytes));
    row("streaming, eight orientations and pdq512, bytes", ms, baseline);
    let ms = median_ms(|| (), |()| hash_floats(width, height, &floats));
    row("streaming, eight orientations and pdq512, f32", ms, baseline);
    for profile in EditProfile::ALL {
        let ms = median_ms(|| (), |()| edits(width, height, &bytes, profile));
        row(&format!("the same, bytes, and edits: {}", profile.name()), ms, baseline);
    }
}

/// Waves and a texture, so that no sum is trivial.
fn picture(width: usize, height: usize) -> Vec<u8> {
    let value = |x: usize, y: usize| {
        let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
        let wave = (u * 9.0 + v * 4.0).sin() * 60.0 + (v * 11.0 - u * u * 7.0).cos() * 50.0;
        (128.0 + wave) as u8 ^ ((x * 7 + y * 13) % 8) as u8
    };
    (0..height).flat_map(|y| (0..width).map(move |x| value(x, y))).collect()
}

fn hash(width: usize, height: usize, bytes: &[u8]) -> [presend::hash::pdq::Pdq; 8] {
    run(width, height, bytes.chunks(width).map(Samples::U8))
}

fn hash_floats(width: usize, height: usize, values: &[f32]) -> [presend::hash::pdq::Pdq; 8] {
    run(width, height, values.chunks(width).map(Samples::F32))
}

fn edits(width: usize, height: usize, bytes: &[u8], profile: EditProfile) -> usize {
    let mut hasher = PictureHasher::new(profile);
    push(&mut hasher, width, height, bytes.chunks(width).map(Samples::U8));
    hasher.into_hashes().1.len()
}

fn run<'a>(
    width: usize,
    height: usize,
    rows: impl Iterator<Item = Samples<'a>>,
) -> [presend::hash::pdq::Pdq; 8] {
    let mut hasher = PdqHasher::new();
    push(&mut hasher, width, height, rows);
    hasher.into_frames()[0].pdq
}

fn push<'a>(
    sink: &mut dyn LumaSink,
    width: usize,
    height: usize,
    rows: impl Iterator<Item = Samples<'a>>,
) {
    let (width, height) = (width as u32, height as u32);
    let orientation = Orientation::Upright;
    sink.start(FrameInfo { frame: 0, time_ms: None, width, height, orientation });
    rows.for_each(|over_white| sink.row(LumaRow { over_white, over_black: None }));
    sink.end(false);
}
