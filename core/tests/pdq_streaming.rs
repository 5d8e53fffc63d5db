//! The streaming PDQ of the product against the published order of operations.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod pictures;

use pictures::{Random, blobs, streamed};
use presend::hash::pdq::Pdq;
use presend::hash::pdq::reference::Plane;
use presend::orientation::Orientation;

#[derive(Debug, Default)]
struct Tally {
    hashes: u32,
    equal: u32,
    most_bits: u32,
    other_quality: u32,
}

impl Tally {
    fn add(&mut self, got: Pdq, wanted: Pdq) {
        let bits = got.hash.distance_bits(&wanted.hash);
        self.hashes += 1;
        self.equal += u32::from(bits == 0);
        self.most_bits = self.most_bits.max(bits);
        self.other_quality += u32::from(got.quality != wanted.quality);
    }

    fn check(&self) {
        println!("{self:?}");
        assert!(self.most_bits <= 2, "{self:?}");
        assert!(self.equal * 1000 >= self.hashes * 999, "{self:?}");
        assert!(self.other_quality * 1000 <= self.hashes, "{self:?}");
    }
}

fn plane(random: &mut Random, width: usize, height: usize, bytes: bool) -> Plane {
    let mut luma = blobs(random, width, height);
    if bytes {
        luma.iter_mut().for_each(|v| *v = v.floor());
    }
    Plane::new(width, height, luma).unwrap()
}

/// A side, `low` to `high` pixels. At 8 and 16 whole rows of the spectrum are zero except for rounding,
/// and the median is among them, so that any two builds of PDQ differ: these are left out.
fn side(random: &mut Random, low: usize, high: usize) -> usize {
    let side = low + (random.next() % (high - low + 1) as u64) as usize;
    if side == 8 || side == 16 { side + 1 } else { side }
}

fn compare_all(tally: &mut Tally, plane: &Plane, bytes: bool) {
    let got = streamed(plane, Orientation::Upright, bytes);
    for (turn, got) in Orientation::ALL.into_iter().zip(got.pdq) {
        tally.add(got, plane.turned(turn).pdq());
    }
    tally.add(got.pdq512, plane.pdq512());
}

#[test]
fn eight_orientations_and_pdq512_equal_the_reference_on_turned_pixels_at_random_sizes() {
    let mut tally = Tally::default();
    for seed in 0..60 {
        let mut random = Random(seed);
        let width = side(&mut random, 5, if seed % 5 == 0 { 5000 } else { 900 });
        let height = side(&mut random, 5, if seed % 5 == 0 { 31 } else { 700 });
        let bytes = seed % 2 == 0;
        let plane = plane(&mut random, width, height, bytes);
        compare_all(&mut tally, &plane, bytes);
    }
    tally.check();
}

#[test]
fn equal_at_sizes_where_the_window_or_the_centres_change() {
    let mut tally = Tally::default();
    let sizes = [5, 6, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 512, 513];
    for (i, width) in sizes.into_iter().enumerate() {
        for (j, height) in sizes.into_iter().enumerate() {
            let mut random = Random((i * 100 + j) as u64);
            let bytes = (i + j) % 2 == 0;
            let plane = plane(&mut random, width, height, bytes);
            compare_all(&mut tally, &plane, bytes);
        }
    }
    tally.check();
}

#[test]
fn equal_on_long_and_thin_pictures() {
    let mut tally = Tally::default();
    for (width, height) in [(5000, 31), (31, 5000), (5000, 5), (5, 5000), (3000, 64), (64, 2999)] {
        let mut random = Random((width * 7 + height) as u64);
        let plane = plane(&mut random, width, height, false);
        compare_all(&mut tally, &plane, false);
    }
    tally.check();
}
